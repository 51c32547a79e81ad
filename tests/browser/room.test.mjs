// The waiting room in a real browser, without script: it looks again by itself, lets in by the order of coming, and what
// somebody has begun goes on meanwhile.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { stage } from "./lib/stage.mjs";

/** Held open as on a day that is expected; one person comes in every minute. */
const set = stage({ environment: { PORTICO_WAITING_ROOM__MODE: "open", PORTICO_WAITING_ROOM__PEOPLE_A_MINUTE: "1" } });
const street = "report-a-street-problem";

async function arrive(options) {
  const visitor = await set.visitor({ scripts: false, ...options });
  visitor.watch.expected.add("503");
  return visitor;
}

const heading = (visitor) => visitor.page.locator("h1").innerText();
const ahead = (visitor) => visitor.page.locator("dl.pt-facts dd").first().innerText();

test("somebody waits, is let in by the page itself, and a draft under way goes on meanwhile", { timeout: 240_000 }, async () => {
  const first = await arrive();
  const journey = new Journey(first, street, { sample: "pothole" });
  await journey.start();

  const [second, third] = [await arrive(), await arrive({ language: "es" })];
  const answer = await second.open(`/s/${street}`);
  assert.equal(answer.status(), 503);
  assert.match(answer.headers().refresh, /^\d+; url=\/s\/report-a-street-problem$/);
  assert.equal(await heading(second), "You are in line");
  assert.equal(await ahead(second), "0");
  await third.open(`/s/${street}`);
  assert.equal(await heading(third), "Está en la fila");
  assert.equal(await ahead(third), "1");
  await set.findings.examine(second, "in line");
  await set.findings.examine(third, "in line");

  await journey.walk();
  assert.equal(journey.path, `/s/${street}/check`, "nobody who has begun waits");
  assert.equal(await heading(second), "You are in line");

  // Nothing is pressed: the page looks again by itself.
  await second.page.getByRole("button", { name: journey.say("start-now") }).waitFor({ timeout: 150_000 });
  await third.page.getByRole("link", { name: "Mirar ahora" }).click();
  assert.equal(await heading(third), "Está en la fila", "whoever came later comes in later");
  const later = new Journey(second, street, { sample: "pothole" });
  await later.press(later.say("start-now"));
  assert.equal(later.path, `/s/${street}/what-is-wrong`);

  // Somebody who reads slowly tells it to stay still, and keeps the place.
  await third.page.getByRole("link", { name: "Que no mire sola" }).click();
  assert.match(third.page.url(), /refresh=off$/);
  assert.equal(await heading(third), "Está en la fila");
  for (const visitor of [first, second, third]) {
    await set.findings.close(visitor.watch);
    await visitor.leave();
  }
});

test("the line at every width is accessible, valid, light and narrow enough (ACC-01, WCAG 1.4.10)", { timeout: 60_000 }, async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }, { width: 320, height: 256 }]) {
    const visitor = await arrive({ viewport, scripts: true });
    await visitor.open(`/s/${street}`);
    assert.equal(await heading(visitor), "You are in line");
    await set.findings.examine(visitor, `${viewport.width} px`);
    await set.findings.close(visitor.watch);
    await visitor.leave();
  }
  set.findings.assertNone();
});

// Mistakes: every page that asks for something is first sent back empty, as people do by accident.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { find } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();

/** Sends each page back empty once before it is answered. */
class Careless extends Journey {
  async goOn(place) {
    const definition = this.service.pages[place.split("/").at(-1)];
    const asks = definition?.questions?.some((one) => one.optional !== "true" && !one.when && !["statement", "repeat"].includes(one.type));
    if (asks) await this.sendEmpty(place);
    return super.goOn(place);
  }

  async sendEmpty(place) {
    const { page, say } = this;
    const answered = await this.press(say("continue"));
    assert.equal(answered.status(), 422, `${place}: an empty page is not accepted`);
    const summary = page.locator("#errors");
    if (this.visitor.scripts) assert.equal(await page.evaluate(() => document.activeElement.id), "errors", `${place}: the summary has the focus`);
    assert.ok((await page.title()).startsWith(say("error-prefix")), `${place}: the title says that there is an error`);
    const links = await summary.locator("a").evaluateAll((all) => all.map((one) => ({ id: one.hash.slice(1), text: one.textContent })));
    assert.ok(links.length > 0, `${place}: the summary names the problems`);
    for (const { id, text } of links) {
      assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `${place}: “${text}” leads to #${id}`);
      assert.match(text.trim(), /[.?!]$/, `${place}: “${text}” is a sentence`);
    }
    const optional = await page.evaluate(() => [...document.querySelectorAll("[aria-invalid]")].filter((one) => one.labels?.[0]?.querySelector(".pt-optional")).map((one) => one.id));
    assert.deepEqual(optional, [], `${place}: what may stay empty is not marked`);
    await summary.locator("a").first().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), links[0].id, `${place}: the link moves the focus to the control`);
    await this.each(`${place}, empty`);
  }
}

const journeys = [
  ["report-a-street-problem", "light-pole-down", "en"], ["report-a-street-problem", "missed-trash-spanish", "es"],
  ["renew-a-drivers-license", "moved-and-unwell", "es"], ["renew-a-drivers-license", "seventy-eight", "en"],
  ["apply-for-food-assistance", "family-of-four", "en"],
];

for (const [slug, sample, language] of journeys) {
  test(`${slug}: an empty page shows what is missing, at the control and above, in ${language} (US-05)`, { timeout: 400_000 }, async () => {
    const visitor = await set.visitor({ language });
    visitor.watch.expected.add("422");
    try {
      const journey = new Careless(visitor, slug, { sample, each: (state) => set.findings.examine(visitor, state) });
      await journey.start();
      await journey.walk();
    } finally {
      await set.findings.close(visitor.watch);
      await visitor.leave();
    }
  });
}

test("what was typed stays, and the message is about the part that is wrong", async () => {
  const visitor = await set.visitor();
  visitor.watch.expected.add("422");
  const journey = new Journey(visitor, "renew-a-drivers-license", { sample: "simple-renewal" });
  await journey.start();
  await journey.walk(/^your-card$/);
  await journey.fill("your-card");
  const { page, say } = journey;
  await page.locator("#date_of_birth-day").fill("31");
  await page.locator("#date_of_birth-month").selectOption("2");
  const answered = await journey.press(say("continue"));
  assert.equal(answered.status(), 422);
  assert.equal(await page.locator("#date_of_birth-day").inputValue(), "31");
  assert.equal(await page.locator("#date_of_birth-month").inputValue(), "2");
  assert.match(await page.locator("#license_number").inputValue(), /^C\W?418\W?2093$/);
  assert.equal(await page.locator("#errors a").count(), 1, "one problem, one message");
  await visitor.leave();
});

test("a file that is no picture is refused with a message that says what to do (SEC-13)", async () => {
  const visitor = await set.visitor();
  visitor.watch.expected.add("422");
  const journey = new Journey(visitor, "report-a-street-problem", { sample: "pothole" });
  await journey.start();
  await journey.walk(/^photo$/);
  const { page, say } = journey;
  await page.locator("#photo").setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("#!/bin/sh\necho no picture\n") });
  const answered = await journey.press(say("continue"));
  assert.equal(answered.status(), 422);
  assert.equal(await page.locator("#errors a").count(), 1);
  await set.findings.examine(visitor, "photo, no picture");
  await visitor.leave();
});

test("an email address that is none, a wrong code and a wrong password are answered on the same page", async () => {
  const visitor = await set.visitor();
  visitor.watch.expected.add("422");
  const journey = new Journey(visitor, "renew-a-drivers-license", { sample: "simple-renewal" });
  const { page, say } = journey;
  await visitor.open("/sign-in");
  await page.locator(`[id="${(await find(page, say("email-label"))).control}"]`).fill("dana at example");
  await journey.press(say("email-send"));
  await journey.each("sign in, no address");
  assert.equal(await page.locator("#errors a").count(), 1);
  await set.findings.examine(visitor, "no address");

  await page.locator("#email").fill("dana@example.org");
  await journey.press(say("email-send"));
  await page.locator("#code").fill("000000");
  await journey.press(say("code-submit"));
  assert.equal(await page.locator("#errors a").count(), 1);
  await set.findings.examine(visitor, "wrong code");

  await page.goto("/staff/sign-in");
  await page.locator("#email").fill("nobody@example.gov");
  await page.locator("#password").fill("not the password");
  await journey.press(say("staff-sign-in"));
  assert.equal(await page.locator("#errors a").count(), 1);
  await set.findings.examine(visitor, "wrong password");
  await set.findings.close(visitor.watch);
  await visitor.leave();
});

test("every page with errors is accessible, valid, light and narrow enough (ACC-01)", () => set.findings.assertNone());

// The end of a sign-in: warned about in time, put off by one press as often as needed, and nothing typed is lost.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

import { find, finger } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { code } from "./lib/mailbox.mjs";
import { openCase, signIn as signInStaff } from "./lib/staff.mjs";
import { send } from "./lib/sending.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();
const street = "report-a-street-problem";
const warning = "#session-dialog[open]";
const ended = "#session-ended[open]";

async function signIn(visitor, email) {
  const journey = new Journey(visitor, street, { sample: "pothole" });
  const { page, say } = journey;
  await visitor.open("/sign-in");
  await finger.write(page, (await find(page, say("email-label"))).control, email);
  await journey.press(say("email-send"));
  await finger.write(page, (await find(page, say("code-label"))).control, await code(visitor, email));
  await journey.press(say("code-submit"));
  assert.equal(journey.path, "/account");
  return journey;
}

/** Somebody signed in, at the question where the problem is, with a clock that the test moves. */
async function atQuestion(email, options) {
  const visitor = await set.visitor(options);
  if (visitor.scripts) await visitor.page.clock.install();
  const journey = await signIn(visitor, email);
  await journey.start();
  await journey.walk(/^where$/);
  return journey;
}

/** Two hours pass on the server without a request, as far as its sessions know. */
function everybodyWasAway() {
  const script = "import sqlite3, sys; base = sqlite3.connect(sys.argv[1], timeout=20); base.execute('update sessions set seen_at = seen_at - 7200000000'); base.commit()";
  execFileSync("python3", ["-c", script, join(set.server.data, "portico.db")]);
}

const minutes = (count) => count * 60_000;
const box = async (journey) => journey.page.locator(`[id="${(await find(journey.page, "Describe the place")).control}"]`);

test("five minutes before the end a warning comes that one press puts off, ten times and more (ACC-07)", async () => {
  const journey = await atQuestion("stays@example.org");
  const { page } = journey;
  await (await box(journey)).fill("Half a sentence");
  await page.clock.fastForward(minutes(54));
  assert.equal(await page.locator(warning).count(), 0, "not earlier");
  for (let times = 0; times < 11; times += 1) {
    await page.clock.fastForward(minutes(times ? 55.5 : 1.5));
    await page.locator(warning).waitFor();
    assert.match(await page.locator(warning).innerText(), /4:[0-5]\d/, "it says how much time is left");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), journey.say("session-stay"), "one press is enough");
    if (!times) await set.findings.examine(journey.visitor, "warning");
    const extended = page.waitForResponse((answer) => answer.url().endsWith("/session/extend"));
    await page.keyboard.press("Enter");
    assert.equal((await extended).status(), 200);
    await page.locator(warning).waitFor({ state: "detached" });
  }
  assert.equal(await (await box(journey)).inputValue(), "Half a sentence", "and what was typed stays");
  await journey.visitor.leave();
});

test("when the sign-in has ended, the page shows nothing any more, and what was typed is there after signing in", async () => {
  const email = "away@example.org";
  const journey = await atQuestion(email);
  const { page } = journey;
  journey.visitor.watch.expected.add("401");
  await (await box(journey)).fill("Typed before lunch");
  everybodyWasAway();
  const left = page.waitForResponse((answer) => answer.request().isNavigationRequest());
  await page.clock.fastForward(minutes(60) + 5000);
  assert.equal((await left).status(), 401);
  await page.getByRole("link", { name: journey.say("error-sign-in") }).waitFor();
  assert.ok(!(await page.content()).includes("Typed before lunch"));
  await set.findings.examine(journey.visitor, "signed out");
  await signIn(journey.visitor, email);
  const goOn = page.getByRole("button", { name: /^Continue/ });
  await Promise.all([page.waitForNavigation(), goOn.click()]);
  await journey.visitor.open(`/s/${street}/where`);
  assert.equal(await (await box(journey)).inputValue(), "Typed before lunch");
  await set.findings.close(journey.visitor.watch);
  await journey.visitor.leave();
});

test("a caseworker's half-written note waits, covered, until they have signed in again", async () => {
  const resident = await set.visitor();
  const journey = new Journey(resident, street, { sample: "pothole" });
  await journey.start();
  await journey.walk();
  const sent = await send(journey);
  const staff = await set.visitor({ viewport: { width: 1280, height: 900 } });
  const { page } = staff;
  staff.watch.expected.add("401");
  await page.clock.install();
  const { email, password } = await signInStaff(staff, "public-works");
  await openCase(staff, sent.reference);
  await page.locator("#note").fill("Called the crew, they");
  everybodyWasAway();
  await page.clock.fastForward(minutes(30) + 5000);
  await page.locator(ended).waitFor();
  await set.findings.examine(staff, "ended");
  await page.locator(ended).getByRole("button").click();
  await page.locator(ended).waitFor();
  assert.equal(await page.locator(ended).count(), 1, "nobody is signed in yet: it stays covered");
  const [tab] = await Promise.all([staff.context.waitForEvent("page"), page.locator(ended).getByRole("link").click()]);
  await finger.write(tab, (await find(tab, journey.say("email-label"))).control, email);
  await finger.write(tab, (await find(tab, journey.say("staff-password"))).control, password);
  await Promise.all([tab.waitForURL("**/staff"), tab.getByRole("button", { name: journey.say("staff-sign-in"), exact: true }).click()]);
  await page.locator(ended).getByRole("button").click();
  await page.locator(ended).waitFor({ state: "detached" });
  assert.equal(await page.locator("#note").inputValue(), "Called the crew, they");
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: journey.say("staff-note-save") }).click()]);
  assert.match(await page.locator("#notes").innerText(), /Called the crew, they/);
  await set.findings.close(staff.watch, { isResident: false });
  await Promise.all([staff.leave(), resident.leave()]);
});

test("without scripts the page says when somebody is signed out; guests are not, and read nothing of it", async () => {
  const journey = await atQuestion("plain@example.org", { scripts: false });
  const note = journey.say("session-note", { minutes: 60 });
  assert.ok((await journey.page.locator("main").innerText()).includes(note));
  await journey.visitor.leave();
  const guest = await set.visitor();
  const other = new Journey(guest, street, { sample: "pothole" });
  await other.start();
  assert.equal(await guest.page.locator(".pt-session-note, dialog").count(), 0);
  await guest.leave();
});

test("every page of these tests is accessible and valid (ACC-01)", () => set.findings.assertNone());

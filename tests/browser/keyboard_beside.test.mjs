// With a keyboard alone, what lies beside the straight way: come back later, change, discard, lists, status, my cases; and
// what a caseworker does besides deciding.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { find } from "./lib/controls.mjs";
import { Eyes } from "./lib/eyes.mjs";
import { Journey } from "./lib/journey.mjs";
import { code, message } from "./lib/mailbox.mjs";
import { confirmation, send } from "./lib/sending.mjs";
import { openCase, press, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";
import { platform } from "./lib/words.mjs";

const set = stage();
const license = "renew-a-drivers-license";
const food = "apply-for-food-assistance";

const use = (journey, control) => Promise.all([journey.page.waitForNavigation(), journey.hand.press(journey.page, control)]);
const write = async (journey, words, text) => journey.hand.write(journey.page, (await find(journey.page, journey.say(words))).control, text);
const row = (journey, id) => journey.page.locator(".pt-row", { has: journey.page.locator("dt", { hasText: new RegExp(`^${journey.label({ id }, {}, "short")}$`) }) });

test("an application is put aside, found again, changed, sent and followed with a keyboard alone (ACC-02)", { timeout: 600_000 }, async () => {
  const email = "beside@example.org";
  const eyes = new Eyes();
  const visitor = await set.visitor();
  const journey = new Journey(visitor, license, { sample: "moved-and-unwell", hand: eyes.hand });
  const { page, say } = journey;
  await journey.start();
  await journey.walk(/^contact$/);
  await journey.press(say("save-for-later"));
  await write(journey, "email-label", email);
  await journey.press(say("save-send"));
  const mail = await message(visitor, email, /./);
  await visitor.context.clearCookies();
  await page.goto(mail.links.find((one) => one.includes("/resume/")));
  await journey.press(say("resume-send"));
  await write(journey, "code-label", await code(visitor, email, { after: new Set([mail.path]) }));
  await journey.press(say("code-submit"));
  await journey.walk();

  await use(journey, row(journey, "moved").getByRole("link"));
  await journey.hand.tick(page, "moved-no");
  await journey.press(say("save-changes"));
  await journey.follow(say("discard-no"));
  await visitor.open(`/s/${license}/check`);
  // The code has shown already whose address it is.
  await journey.press(say("check-send", { noun: journey.service.definition.noun }));
  const sent = await confirmation(journey);
  await journey.follow(say("receipt-open"));

  await visitor.open("/status");
  await write(journey, "case-reference", sent.reference);
  await write(journey, "receipt-code", sent.receiptCode);
  await journey.press(say("status-submit"));
  await use(journey, page.locator("header").getByRole("link", { name: say("my-cases"), exact: true }));
  await use(journey, page.locator(".pt-card", { hasText: sent.reference }).getByRole("link").first());
  assert.match(journey.path, /^\/account\/cases\//);
  await use(journey, page.locator("header").getByRole("button", { name: say("sign-out"), exact: true }));
  eyes.assertSeen();
  await visitor.leave();
});

test("people are added to a list and taken off it with a keyboard alone (ACC-02)", { timeout: 400_000 }, async () => {
  const eyes = new Eyes();
  const visitor = await set.visitor();
  const journey = new Journey(visitor, food, { sample: "family-of-four", hand: eyes.hand });
  const { page, say } = journey;
  await journey.start();
  await journey.walk(/^situations$/);
  await visitor.open(`/s/${food}/household-members`);
  await use(journey, page.locator("#entries > .pt-card", { hasText: "Tomas" }).getByRole("link", { name: new RegExp(`^${say("repeat-remove")}`) }));
  await journey.press(say("remove-yes"));
  assert.equal(await page.locator("#entries > .pt-card").count(), 2);
  eyes.assertSeen();
  await visitor.leave();
});

test("a caseworker narrows lists, writes a note and reads the record with a keyboard alone (ACC-02, ACC-10)", { timeout: 400_000 }, async () => {
  const say = platform("en");
  const eyes = new Eyes();
  const resident = await set.visitor();
  const journey = new Journey(resident, "report-a-street-problem", { sample: "pothole" });
  await journey.start();
  await journey.walk();
  const sent = await send(journey);
  await resident.leave();

  const staff = await set.visitor({ viewport: { width: 1280, height: 720 } });
  const { page } = staff;
  await signIn(staff, "public-works", eyes.hand);
  for (const list of await page.locator("form.pt-filters select").all()) {
    const values = await list.locator("option").evaluateAll((all) => all.map((one) => one.value));
    await eyes.hand.choose(page, await list.getAttribute("id"), values.at(-1));
  }
  await press(page, say("staff-show"), eyes.hand);
  await openCase(staff, sent.reference, eyes.hand);
  await eyes.hand.write(page, "note", "Called the crew.");
  await press(page, say("staff-note-save"), eyes.hand);
  assert.match(await page.locator("#notes").innerText(), /Called the crew/);
  for (const words of ["staff-obligations", "staff-audit"]) {
    const link = page.locator("header").getByRole("link", { name: say(words), exact: true });
    await Promise.all([page.waitForNavigation(), eyes.hand.press(page, link)]);
  }
  await eyes.hand.write(page, "q", sent.reference);
  await press(page, say("staff-show"), eyes.hand);
  assert.match(await page.locator("tbody").innerText(), new RegExp(sent.reference));
  await Promise.all([page.waitForNavigation(), eyes.hand.press(page, page.locator("tbody a").first())]);
  eyes.assertSeen();
  await staff.leave();
});

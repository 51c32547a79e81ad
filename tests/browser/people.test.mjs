// Things that belong to somebody: entries of a list, secrets, answers offered again, cases of another agency.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { message } from "./lib/mailbox.mjs";
import { send } from "./lib/sending.mjs";
import { openCase, press as pressButton, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";
import { platform } from "./lib/words.mjs";

const set = stage();
const food = "apply-for-food-assistance";
const license = "renew-a-drivers-license";
const street = "report-a-street-problem";

async function begun(slug, sample, visitor) {
  const who = visitor ?? (await set.visitor());
  const journey = new Journey(who, slug, { sample, each: (state) => set.findings.examine(who, state) });
  await journey.start();
  return journey;
}

async function close(journey) {
  await set.findings.close(journey.visitor.watch);
  await journey.visitor.leave();
}

const press = (journey, locator) => Promise.all([journey.page.waitForNavigation(), locator.click()]);

test("a page about a person in a list says about whom; they can be changed and removed, and nobody else is touched", { timeout: 120_000 }, async () => {
  const journey = await begun(food, "family-of-four");
  const about = [];
  const examine = journey.each;
  journey.each = async (state) => {
    await examine(state);
    if (!/^household-members\/./.test(state)) return;
    const shown = await journey.page.locator(".pt-entry-of bdi").allInnerTexts();
    assert.ok(shown.length, `${state} says nobody`);
    assert.ok((await journey.page.title()).toLowerCase().includes(shown.at(-1).toLowerCase()), `the title of ${state} too`);
    about.push(shown[0].toLowerCase());
  };
  const { page, say } = journey;
  await journey.walk(/^situations$/);
  await journey.visitor.open(`/s/${food}/household-members`);
  const heard = new Set(about);
  assert.ok(["person 1", "person 2", "tomas sample", "nils sample", "elsa sample"].every((one) => heard.has(one)), `pages are about ${[...heard].join(" | ")}`);
  const card = (name) => page.locator("#entries > .pt-card", { hasText: name });
  assert.equal(await page.locator("#entries > .pt-card").count(), 3);

  await press(journey, card("Nils").getByRole("link", { name: new RegExp(`^${say("change")}`) }));
  await page.locator('input[name="person_name"]').fill("Niels Sample");
  await journey.press(say("continue"));
  await journey.visitor.open(`/s/${food}/household-members`);
  assert.equal(await card("Niels").count(), 1);
  assert.equal(await card("Elsa").count(), 1);

  await press(journey, card("Tomas").getByRole("link", { name: new RegExp(`^${say("repeat-remove")}`) }));
  await journey.each("remove");
  await journey.press(say("remove-yes"));
  assert.equal(await page.locator("#entries > .pt-card").count(), 2);
  assert.equal(await card("Tomas").count(), 0);
  await close(journey);
});

test("a Social Security number is shown masked and never written into a page again", { timeout: 120_000 }, async () => {
  const journey = await begun(food, "family-of-four");
  const { page } = journey;
  await journey.walk(/^shares-food$/);
  await journey.visitor.open(`/s/${food}/your-status`);
  await journey.each("number kept");
  const html = await page.content();
  assert.ok(!/219-?09-?9999/.test(html), "the number is not on the page");
  assert.ok(html.includes("9999"), "its last four digits are");
  assert.equal(await page.locator("#ssn").inputValue(), "");
  await journey.press(journey.say("continue"));
  await journey.visitor.open(`/s/${food}/your-status`);
  assert.ok((await page.content()).includes("9999"), "left empty, it is kept");
  await close(journey);
});

test("what a person told one service is offered in the next, with where it came from (ACC-04, SD-03)", { timeout: 120_000 }, async () => {
  const first = await begun(license, "simple-renewal");
  await first.walk();
  await send(first, "never.twice@example.org");
  const next = await begun(food, "single-no-income", first.visitor);
  await next.walk(/^about-you$/);
  const { page } = next;
  await next.each("offered");
  const offers = page.locator(".pt-prefill");
  assert.equal(await offers.count(), 2, "name and date of birth are known");
  assert.match(await offers.first().innerText(), /Dana Whitewater/);
  assert.ok((await offers.first().innerText()).includes(first.service.say("en", "title")), "it says where it comes from");
  await press(next, offers.first().getByRole("button"));
  await next.each("one offer taken");
  assert.equal(await page.locator('input[name="name"]').inputValue(), "Dana Whitewater");
  assert.equal(await page.locator("#errors").count(), 0, "taking one offer is no mistake");
  assert.equal(await offers.count(), 1, "the other is still offered");
  await press(next, offers.first().getByRole("button"));
  assert.notEqual(next.path, `/s/${food}/about-you`, "nothing is left to ask here");
  await close(next);
});

test("a case of another agency looks like a case that does not exist (SEC-08)", { timeout: 120_000 }, async () => {
  const journey = await begun(street, "pothole");
  await journey.walk();
  const sent = await send(journey);
  const own = await set.visitor();
  await signIn(own, "public-works");
  await openCase(own, sent.reference);
  const address = own.page.url();

  const other = await set.visitor();
  other.watch.expected.add("404");
  await signIn(other, "dmv");
  const hidden = await other.page.goto(address);
  const missing = await other.page.goto(address.replace(/\/[^/]+$/, "/0000000000000000"));
  assert.deepEqual([hidden.status(), missing.status()], [404, 404]);
  const nobody = await set.visitor();
  const refused = await nobody.page.goto(address);
  assert.ok(refused.status() === 404 || /sign-in/.test(refused.url()), "and nobody sees it without signing in");
  assert.ok(!(await nobody.page.content()).includes(sent.reference));
  await Promise.all([own, other, nobody].map((one) => one.leave()));
  await close(journey);
});

test("a note and every look at a case are written down, and the resident sees neither", { timeout: 120_000 }, async () => {
  const say = platform("en");
  const journey = await begun(street, "pothole");
  await journey.walk();
  const sent = await send(journey);
  const staff = await set.visitor();
  staff.watch.expected.add("422");
  const { email } = await signIn(staff, "public-works");
  await openCase(staff, sent.reference);
  await pressButton(staff.page, say("staff-note-save"));
  await set.findings.examine(staff, "empty note");
  assert.equal(await staff.page.locator("#errors a").count(), 1, "an empty note is not saved");
  await staff.page.locator("#note").fill("Called the neighbor at number 12.");
  await pressButton(staff.page, say("staff-note-save"));
  assert.match(await staff.page.locator("#notes").innerText(), /number 12/);
  await pressButton(staff.page, say("staff-set-status"));
  await set.findings.examine(staff, "no status chosen");
  assert.ok((await staff.page.locator("#errors a").count()) > 0, "a decision needs a status");

  await staff.page.goto(`/staff/audit?q=${sent.reference}`);
  const entries = await staff.page.locator("tbody tr").allInnerTexts();
  assert.ok(entries.length >= 2, "a look and a note");
  assert.ok(entries.every((entry) => entry.includes(sent.reference)));
  assert.ok(entries.some((entry) => entry.includes(email) || entry.includes("Rivera")), "with who it was");

  await journey.page.goto(sent.path);
  assert.ok(!(await journey.page.content()).includes("number 12"));
  await set.findings.close(staff.watch, { isResident: false });
  await staff.leave();
  await close(journey);
});

for (const [language, scripts] of [["en", true], ["es", false]]) {
  test(`who leaves a shared computer leaves nothing on it, in ${language}${scripts ? "" : " without scripts"}`, { timeout: 120_000 }, async () => {
    const visitor = await set.visitor({ language, scripts });
    const journey = await begun(street, "pothole", visitor);
    const { page, say } = journey;
    await journey.walk(/^photo$/);
    await journey.follow(say("leave"));
    await journey.each("leave, no way back");
    assert.ok((await page.locator("main").innerText()).includes(say("leave-none")), "it says that nobody can open it again");
    await journey.follow(say("cancel"));
    assert.equal(journey.path, "/account", "who stays finds what they began");
    await visitor.open(`/s/${street}/save`);
    const email = `leaves.${language}@example.org`;
    await page.locator("#email").fill(email);
    await journey.press(say("save-send"));
    await visitor.open("/leave");
    await journey.each("leave, by link");
    assert.match(await page.locator("main").innerText(), /l•••@example\.org/);
    await journey.press(say("leave"));
    await journey.each("left");
    assert.equal(await page.locator("h1").innerText(), say("left-title"));
    assert.deepEqual(await visitor.context.cookies(), []);
    await page.goBack();
    assert.ok(!(await page.content()).includes("Oak Street"), "the back button shows no answer");
    await visitor.open(`/s/${street}/where`);
    assert.equal(journey.path, `/s/${street}`, "and no address does");
    const { links } = await message(visitor, email, /./);
    await page.goto(links.find((one) => one.includes("/resume/")));
    assert.equal(await page.locator("h1").innerText(), say("resume-title"), "the link leads back");
    await close(journey);
  });
}

test("every page of these tests is accessible, valid, light and narrow enough (ACC-01)", () => set.findings.assertNone());

// No answer is ever lost or doubled: changes, discards, two tabs, sending twice, going back, coming back later.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { rowsInTime } from "./lib/agency.mjs";
import { find } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { code, message } from "./lib/mailbox.mjs";
import { confirmation, send } from "./lib/sending.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();
const street = "report-a-street-problem";
const license = "renew-a-drivers-license";
const food = "apply-for-food-assistance";

async function begun(slug, sample, options) {
  const visitor = await set.visitor(options);
  const journey = new Journey(visitor, slug, { sample, each: (state) => set.findings.examine(visitor, state) });
  await journey.start();
  return journey;
}

async function close(journey) {
  await set.findings.close(journey.visitor.watch);
  await journey.visitor.leave();
}

const row = (journey, short) => journey.page.locator(".pt-row", { has: journey.page.locator("dt", { hasText: new RegExp(`^${short}$`) }) });
const changeLink = (journey, short) => row(journey, short).getByRole("link");
const press = (journey, locator) => Promise.all([journey.page.waitForNavigation(), locator.click()]);

test("a change from “check your answers” leads back there, with the new answer (US-03)", async () => {
  const journey = await begun(street, "pothole");
  await journey.walk();
  await press(journey, changeLink(journey, "Place"));
  await journey.each("where, changing");
  const place = (await find(journey.page, "Describe the place")).control;
  assert.match(await journey.page.locator(`[id="${place}"]`).inputValue(), /Oak Street/, "the answer stands there to be changed");
  await journey.page.locator(`[id="${place}"]`).fill("Elm Street at the school");
  await journey.press(journey.say("save-changes"));
  assert.equal(journey.path, `/s/${street}/check`);
  assert.match(await row(journey, "Place").innerText(), /Elm Street at the school/);
  await close(journey);
});

test("a change that makes answers irrelevant says so first, and discards nothing without a yes (US-04)", async () => {
  const journey = await begun(license, "moved-and-unwell");
  const { page, say } = journey;
  await journey.walk();
  const short = (id) => journey.label({ id }, {}, "short");
  await press(journey, changeLink(journey, short("moved")));
  await page.locator('label[for="moved-no"]').click();
  await journey.press(say("save-changes"));
  await journey.each("discard");
  assert.equal(await page.locator("h1").innerText(), say("discard-title"));
  assert.ok((await page.locator("main").innerText()).includes("1208 Old Mill Rd"), "it names what would be lost");
  await journey.follow(say("discard-no"));
  await visitCheck(journey);
  assert.match(await row(journey, short("home_address")).innerText(), /1208 OLD MILL RD/i, "a no keeps everything");

  await press(journey, changeLink(journey, short("moved")));
  await page.locator('label[for="moved-no"]').click();
  await journey.press(say("save-changes"));
  await journey.press(say("discard-yes"));
  assert.equal(journey.path, `/s/${license}/check`);
  assert.equal(await row(journey, short("home_address")).count(), 0, "a yes removes them");
  assert.match(await row(journey, short("mailing_address")).innerText(), /PO BOX 77/i, "and nothing else");
  await close(journey);
});

const visitCheck = (journey) => journey.visitor.open(`/s/${journey.slug}/check`);

test("nothing is sent unless its sender saw all answers and sent them from there (ACC-06)", async () => {
  const journey = await begun(street, "pothole");
  journey.visitor.watch.expected.add("400");
  const sendNow = () => journey.page.evaluate(async (slug) => {
    const { status, url } = await fetch(`/s/${slug}/send`, { method: "POST", body: new URLSearchParams() });
    return { status, path: new URL(url).pathname };
  }, street);
  await journey.walk(/^photo$/);
  const early = await sendNow();
  assert.ok(!early.path.startsWith("/sent/"), `on the way: ${early.status} ${early.path}`);
  await journey.walk();
  const blind = await sendNow();
  assert.ok(!blind.path.startsWith("/sent/"), `without what stood on the page: ${blind.status} ${blind.path}`);
  assert.equal((await send(journey)).path.startsWith("/sent/"), true, "from the page it goes");
  await close(journey);
});

test("sent twice at the same moment, it is one case with one record", async () => {
  const journey = await begun(street, "pothole");
  await journey.walk();
  const ends = await journey.page.evaluate(async () => {
    const form = document.querySelector("form[action$='/send']");
    const once = () => fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const answers = await Promise.all([once(), once(), once()]);
    return answers.map((answer) => [answer.status, answer.url]);
  });
  for (const end of ends) assert.deepEqual(end, ends[0], "each try shows the first result");
  assert.equal(ends[0][0], 200);
  await journey.page.goto(ends[0][1]);
  const sent = await confirmation(journey);
  assert.equal((await rowsInTime(set.server, "SVC_REQ", sent.reference)).length, 1);
  await close(journey);
});

test("going back after sending shows no error and sends nothing again", async () => {
  const journey = await begun(street, "hateful-graffiti");
  await journey.walk();
  const sent = await send(journey);
  const answer = await journey.page.goBack();
  assert.ok(!answer || answer.status() < 400, `answered ${answer?.status()}`);
  await journey.each("back after sending");
  if (journey.path.endsWith("/check")) {
    await journey.press(journey.say("check-send", { noun: "report" }));
    assert.equal((await confirmation(journey)).reference, sent.reference);
  }
  assert.equal((await rowsInTime(set.server, "SVC_REQ", sent.reference)).length, 1);
  await close(journey);
});

test("two tabs cannot lose each other's answers", async () => {
  const journey = await begun(street, "pothole");
  await journey.walk(/^where$/);
  const second = await journey.visitor.context.newPage();
  await second.goto(`/s/${street}/danger`);
  await journey.fill("where");
  await journey.press(journey.say("continue"));
  await second.locator('input[name="danger_now"][value="no"]').check({ force: true });
  await Promise.all([second.waitForNavigation(), second.getByRole("button", { name: "Continue", exact: true }).click()]);
  await second.close();
  await journey.walk();
  assert.match(await row(journey, "Place").innerText(), /Oak Street/);
  await close(journey);
});

test("the language switch keeps the page and the answers (US-08)", async () => {
  const journey = await begun(license, "simple-renewal");
  await journey.walk(/^where-you-live$/);
  await journey.page.goBack();
  assert.equal(journey.path, `/s/${license}/your-name`);
  await journey.page.locator('input[name="full_name-given"]').fill("Typed just now");
  await press(journey, journey.page.getByRole("button", { name: "Español", exact: true }));
  assert.equal(new URL(journey.page.url()).pathname, `/es/s/${license}/your-name`);
  assert.equal(await journey.page.locator("html").getAttribute("lang"), "es");
  assert.equal(await journey.page.locator('input[name="full_name-given"]').inputValue(), "Typed just now");
  const family = journey.page.locator('input[name="full_name-family"]');
  assert.equal(await family.inputValue(), "Whitewater");
  assert.equal(await journey.page.locator("h1").innerText(), journey.service.say("es", "q-full_name-label"));
  await press(journey, journey.page.getByRole("button", { name: "English", exact: true }));
  assert.equal(journey.path, `/s/${license}/your-name`);
  // "Enter" goes on: it presses no button of the header.
  await Promise.all([journey.page.waitForNavigation(), journey.page.locator('input[name="full_name-family"]').press("Enter")]);
  assert.equal(journey.path, `/s/${license}/where-you-live`);
  await close(journey);
});

test("saved for later, the answers are found again on another device, by link and code (US-02)", async () => {
  const email = "later@example.org";
  const journey = await begun(food, "single-no-income");
  const { page, say } = journey;
  await journey.walk(/^contact$/);
  await journey.press(say("save-for-later"));
  await journey.each("save");
  await page.locator(`[id="${(await find(page, say("email-label"))).control}"]`).fill(email);
  await journey.press(say("save-send"));
  await journey.each("saved");
  const mail = await message(journey.visitor, email, /./);
  const link = mail.links.find((one) => one.includes("/resume/"));
  assert.ok(link, "the email has the link");
  await close(journey);

  const other = await set.visitor();
  // A mail scanner opens every link; that changes nothing.
  for (let times = 0; times < 3; times += 1) assert.equal((await fetch(link)).status, 200);
  await other.page.goto(link);
  await set.findings.examine(other, "resume");
  const again = new Journey(other, food, { answers: journey.answers, each: (state) => set.findings.examine(other, state) });
  await again.press(say("resume-send"));
  await again.each("resume, code");
  const digits = await code(other, email, { after: new Set([mail.path]) });
  await other.page.locator(`[id="${(await find(other.page, say("code-label"))).control}"]`).fill(digits);
  await again.press(say("code-submit"));
  await again.walk();
  assert.ok((await other.page.locator("main").innerText()).includes("Marisol Vega Example"), "what was saved is there");
  assert.ok(!again.seen.includes("about-you"), "and is not asked again");
  await close(again);
});

test("a stranger with the link alone sees no answers", async () => {
  const email = "stranger@example.org";
  const journey = await begun(street, "pothole");
  await journey.walk(/^photo$/);
  await journey.visitor.open(`/s/${street}/save`);
  await journey.page.locator("#email").fill(email);
  await journey.press(journey.say("save-send"));
  const link = (await message(journey.visitor, email, /./)).links.find((one) => one.includes("/resume/"));
  const stranger = await set.visitor();
  await stranger.page.goto(link);
  const text = await stranger.page.locator("main").innerText();
  assert.ok(!text.includes("Oak Street") && !text.includes(email), "neither answers nor the whole address");
  const answer = await stranger.page.goto(`/s/${street}/where`);
  assert.ok(!(await answer.text()).includes("Oak Street"));
  await stranger.leave();
  await close(journey);
});

test("a wrong receipt code and an unknown case are answered alike (ID-06)", async () => {
  const journey = await begun(street, "pothole");
  await journey.walk();
  const sent = await send(journey);
  const { page, say } = journey;
  journey.visitor.watch.expected.add("422");
  const seen = [];
  for (const [reference, secret] of [[sent.reference, wrongCode(sent.receiptCode)], ["K7P-4QX-9", sent.receiptCode], [sent.reference, ""]]) {
    await journey.visitor.open("/status");
    await page.locator(`[id="${(await find(page, say("case-reference"))).control}"]`).fill(reference);
    await page.locator(`[id="${(await find(page, say("receipt-code"))).control}"]`).fill(secret);
    const answer = await journey.press(say("status-submit"));
    seen.push([answer.status(), await page.locator("main").innerText()]);
  }
  for (const one of seen) assert.deepEqual(one, seen[0]);
  await journey.each("status, not found");
  await close(journey);
});

const wrongCode = (code) => [...code].map((sign) => (/[A-Z]/.test(sign) ? "B" : /\d/.test(sign) ? "3" : sign)).join("");

test("a lost session leads to a way on, not to an error", async () => {
  const journey = await begun(street, "pothole");
  await journey.walk(/^where$/);
  await journey.fill("where");
  await journey.visitor.context.clearCookies();
  const answer = await journey.press(journey.say("continue"));
  assert.ok(answer.status() < 500);
  assert.ok((await journey.page.locator("main a, main button").count()) > 0, "there is a way on");
  await journey.each("session lost");
  await close(journey);
});

test("stopped and started again, the demo has kept drafts, cases and messages", { timeout: 120_000 }, async () => {
  const journey = await begun(street, "missed-trash-spanish");
  await journey.walk(/^photo$/);
  const other = await begun(street, "light-pole-down");
  await other.walk();
  const sent = await send(other);
  await message(other.visitor, "zoe@example.org", /./, {});
  const ended = await set.server.halt();
  assert.equal(ended.code, 0, "it stops by itself when asked to");
  await set.server.run();
  await journey.visitor.open(`/s/${street}/photo`);
  await journey.walk();
  assert.match(await journey.page.locator("main").innerText(), /portón/);
  await other.visitor.open(sent.path);
  assert.equal((await confirmation(other)).reference, sent.reference);
  await message(other.visitor, "zoe@example.org", /./);
  assert.equal((await rowsInTime(set.server, "SVC_REQ", sent.reference)).length, 1);
  await close(journey);
  await close(other);
});

test("every page of these tests is accessible, valid, light and narrow enough (ACC-01)", () => set.findings.assertNone());

// People set up their browsers as they need them: enlarged four times, wider spacing, their own colors, no motion. The
// main pages of residents and staff, each read in each way (ACC-03).

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { layout } from "./lib/checks.mjs";
import { Journey } from "./lib/journey.mjs";
import { moving, unreadable, unseenInForcedColors } from "./lib/reading.mjs";
import { send } from "./lib/sending.mjs";
import { openCase, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";
import { ways } from "./lib/ways.mjs";

const set = stage();
/** Every main page: fixed ones, a whole journey, its mistakes, its confirmation, and the console. */
async function everyPage(options, look) {
  const visitor = await set.visitor(options);
  visitor.watch.expected.add("422");
  const journey = new Journey(visitor, "renew-a-drivers-license", { sample: "moved-and-unwell", each: () => look(visitor) });
  for (const path of ["/", "/status", "/sign-in", "/contact", "/accessibility", "/privacy", "/no-such-page"]) {
    await visitor.open(path);
    await look(visitor);
  }
  await journey.start();
  await journey.press(journey.say("continue"));
  await journey.each("mistake");
  await visitor.open(`/s/${journey.slug}/your-license`);
  await journey.walk();
  const sent = await send(journey, "setups@example.org");
  await journey.follow(journey.say("receipt-open"));
  await journey.each("receipt");
  await visitor.open("/account");
  await journey.each("account");
  await visitor.leave();

  const household = await set.visitor(options);
  const food = new Journey(household, "apply-for-food-assistance", { sample: "family-of-four", each: () => look(household) });
  await food.start();
  await food.walk(/^situations$/);
  await household.open("/s/apply-for-food-assistance/household-members");
  await food.each("list");
  await household.leave();

  const staff = await set.visitor({ ...options, language: "en" });
  await signIn(staff, "dmv");
  await look(staff);
  await openCase(staff, sent.reference);
  await look(staff);
  for (const path of ["/staff/obligations", "/staff/audit"]) {
    await staff.open(path);
    await look(staff);
  }
  await staff.leave();
}

for (const { name, options, look } of ways) {
  test(`every main page can be read and used ${name}`, { timeout: 400_000 }, async () => {
    const wrong = new Map();
    let pages = 0;
    await everyPage(options, async (visitor) => {
      pages += 1;
      const found = [...(await look(visitor.page)), ...(await layout(visitor.page, visitor.language))];
      for (const line of found) if (!wrong.has(line)) wrong.set(line, new URL(visitor.page.url()).pathname);
    });
    assert.ok(pages > 40, `only ${pages} pages`);
    assert.deepEqual([...wrong].map(([line, where]) => `${where}: ${line}`), []);
  });
}

test("a whole journey goes without style sheets too (ACC-03)", { timeout: 120_000 }, async () => {
  const visitor = await set.visitor();
  await visitor.context.route("**/*.css", (route) => route.abort());
  const journey = new Journey(visitor, "report-a-street-problem", { sample: "light-pole-down" });
  await journey.start();
  assert.notEqual(await journey.page.evaluate(() => getComputedStyle(document.querySelector("main button")).borderRadius), "4px", "it is bare");
  await journey.walk();
  assert.ok((await send(journey)).reference);
  await visitor.leave();
});

test("text that is cut off or covered, edges and focus that are lost, and motion are found", async () => {
  const visitor = await set.visitor({ forcedColors: "active" });
  const { page } = visitor;
  await page.goto("about:blank");
  await page.setContent(`<main><p style="overflow:hidden;height:10px">Long<br>text</p><div style="position:relative;margin-top:40px">
    <p style="margin:0">Under</p><p style="position:absolute;top:0;margin:0">Over</p></div><button style="border:0;outline:0">Bare</button>
    <a href="#" style="transition:color 2s">Slow</a></main>`);
  assert.match((await page.evaluate(unreadable)).join("\n"), /cut off: <p[^]*“Under” lies over “Over”/);
  assert.match((await page.evaluate(unseenInForcedColors)).join("\n"), /no edge: <button[^]*no focus: <button/);
  assert.match((await page.evaluate(moving)).join("\n"), /may move: <a/);
  await visitor.leave();
});

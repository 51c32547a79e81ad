// The same journeys for somebody who has only a keyboard: Tab, Space, Enter and arrow keys. Resident and caseworker.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Eyes } from "./lib/eyes.mjs";
import { lookAtFocus } from "./lib/focus.mjs";
import { Journey } from "./lib/journey.mjs";
import { message } from "./lib/mailbox.mjs";
import { send } from "./lib/sending.mjs";
import { decide, openCase, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();

const journeys = [
  { slug: "report-a-street-problem", sample: "missed-trash-spanish", language: "es", agency: "public-works", status: "fixed" },
  { slug: "renew-a-drivers-license", sample: "simple-renewal", language: "en", agency: "dmv", status: "refused" },
  { slug: "apply-for-food-assistance", sample: "sign-now-rest-later", language: "en", agency: "human-services", status: "interview-needed" },
];

for (const { slug, sample, language, agency, status } of journeys) {
  test(`${slug} goes from the start page to the decision with a keyboard alone (ACC-02)`, { timeout: 600_000 }, async () => {
    const visitor = await set.visitor({ language });
    const staff = await set.visitor({ viewport: { width: 1280, height: 720 } });
    const eyes = new Eyes();
    const email = `keyboard.${slug}@example.org`;
    try {
      const journey = new Journey(visitor, slug, { sample, hand: eyes.hand });
      journey.answers = { ...journey.answers, email, ...(slug.includes("food") && { contact_ways: ["email"] }) };
      await journey.start();
      await journey.walk();
      const sent = await send(journey, email);
      const label = (tag) => journey.service.say(tag, `status-${status}-label`);
      await signIn(staff, agency, eyes.hand);
      await openCase(staff, sent.reference, eyes.hand);
      await decide(staff, label("en"), "We looked at it on Tuesday.", eyes.hand);
      assert.ok((await staff.page.locator("#timeline").innerText()).includes(label("en")), "the decision stands in the case");
      const subject = journey.service.say(language, `tell-${status}-subject`);
      await message(visitor, email, new RegExp(subject.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
      eyes.assertSeen();
    } finally {
      await Promise.all([visitor.leave(), staff.leave()]);
    }
  });
}

test("a focus that cannot be seen or is covered is found", async () => {
  const visitor = await set.visitor();
  const { page } = visitor;
  await page.goto("about:blank");
  const faulty = '<a id="bare" href="#" style="outline:0">bare</a><br><button id="covered">covered</button><br><button id="fine">fine</button>';
  await page.setContent(`${faulty}<div style="position:absolute;inset:20px 0 auto;height:30px;background:#fff"></div>`);
  const told = [];
  for (let times = 0; times < 3; times += 1) {
    await page.keyboard.press("Tab");
    told.push(await page.evaluate(lookAtFocus));
  }
  assert.match(told[0], /cannot be seen.*bare/);
  assert.match(told[1], /hidden.*covered/);
  assert.equal(told[2], null);
  await visitor.leave();
});

test("the first press of Tab offers to skip to the main content (WCAG 2.4.1)", async () => {
  const visitor = await set.visitor();
  await visitor.open("/");
  await visitor.page.keyboard.press("Tab");
  assert.equal(await visitor.page.evaluate(lookAtFocus), null);
  await visitor.page.keyboard.press("Enter");
  assert.equal(await visitor.page.evaluate(() => document.activeElement.id), "main");
  await visitor.leave();
});

// The same journeys for somebody who has only a keyboard: Tab, Space, Enter and arrow keys.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { keyboard } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { send } from "./lib/sending.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();

const journeys = [
  ["report-a-street-problem", "missed-trash-spanish", "es"],
  ["renew-a-drivers-license", "simple-renewal", "en"],
  ["apply-for-food-assistance", "sign-now-rest-later", "en"],
];

/** Whatever has the focus must be seen to have it (WCAG 2.4.7). */
async function focusIsSeen(page) {
  const wrong = await page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    const own = getComputedStyle(node);
    const label = node.labels?.[0] ? getComputedStyle(node.labels[0], "::before") : own;
    const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    return seen(own) || seen(label) ? null : node.outerHTML.slice(0, 120);
  });
  assert.equal(wrong, null, "focus cannot be seen");
}

for (const [slug, sample, language] of journeys) {
  test(`${slug} can be sent with a keyboard alone`, { timeout: 240_000 }, async () => {
    const visitor = await set.visitor({ language });
    const hand = { ...keyboard, async press(page, button) {
      await keyboard.press(page, { evaluate: async (read) => {
        const there = await button.evaluate(read);
        if (there) await focusIsSeen(page);
        return there;
      } });
    } };
    try {
      const journey = new Journey(visitor, slug, { sample, hand });
      await journey.start();
      await journey.walk();
      const sent = await send(journey, `keyboard.${slug}@example.org`);
      assert.ok(sent.reference);
    } finally {
      await visitor.leave();
    }
  });
}

test("the first press of Tab offers to skip to the main content (WCAG 2.4.1)", async () => {
  const visitor = await set.visitor();
  await visitor.open("/");
  await visitor.page.keyboard.press("Tab");
  await focusIsSeen(visitor.page);
  await visitor.page.keyboard.press("Enter");
  assert.equal(await visitor.page.evaluate(() => document.activeElement.id), "main");
  await visitor.leave();
});

// How people set up their browsers, and what must hold then: enlarged, wider spacing, their own colors, no motion.

import { strict as assert } from "node:assert";

import { moving, unreadable, unseenInForcedColors } from "./reading.mjs";

const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

/** As a person's own style sheet, which no policy of the page forbids. */
async function space(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable");
  const { frameTree } = await client.send("Page.getFrameTree");
  const { styleSheetId } = await client.send("CSS.createStyleSheet", { frameId: frameTree.frame.id });
  await client.send("CSS.setStyleSheetText", { styleSheetId, text: spacing });
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).wordSpacing !== "0px"), true, "the spacing is wider");
  await client.detach();
}

export const ways = [
  {
    // 320 × 256 is what is left of a window of 1280 × 1024 (WCAG 1.4.10).
    name: "enlarged to 400 %", options: { viewport: { width: 320, height: 256 } },
    look: async (page) => page.evaluate(unreadable),
  },
  {
    name: "with wider spacing (WCAG 1.4.12)", options: {},
    look: async (page) => {
      await space(page);
      return page.evaluate(unreadable);
    },
  },
  {
    name: "with wider spacing, in Spanish, enlarged to 400 %", options: { language: "es", viewport: { width: 320, height: 256 } },
    look: async (page) => {
      await space(page);
      return page.evaluate(unreadable);
    },
  },
  {
    name: "in forced colors", options: { forcedColors: "active" },
    look: async (page) => {
      assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), "colors are forced");
      return page.evaluate(unseenInForcedColors);
    },
  },
  { name: "without motion", options: {}, look: async (page) => page.evaluate(moving) },
];

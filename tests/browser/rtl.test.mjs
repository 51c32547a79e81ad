// Right to left: the made-up language shows whether pages would work in Arabic before anybody translates them.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { send } from "./lib/sending.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage({ args: ["--pseudo-locale"] });
const language = "ar-XB";

for (const [slug, sample] of [
  ["report-a-street-problem", "missed-trash-spanish"], ["renew-a-drivers-license", "moved-and-unwell"],
  ["apply-for-food-assistance", "family-of-four"],
]) {
  for (const width of [390, 320]) {
    test(`${slug} works from right to left at ${width} px (CH-08)`, { timeout: 240_000 }, async () => {
      const visitor = await set.visitor({ language, viewport: { width, height: 844 } });
      const journey = new Journey(visitor, slug, { sample, each: (state) => set.findings.examine(visitor, `${state}, ${width} px`) });
      await journey.start();
      assert.equal(await journey.page.locator("html").getAttribute("dir"), "rtl");
      const sheet = await journey.page.locator("link[rel=stylesheet]").first().getAttribute("href");
      assert.match(sheet, /portico\.rtl\./);
      await journey.walk();
      await send(journey, `rtl.${slug}.${width}@example.org`);
      await set.findings.close(visitor.watch);
      await visitor.leave();
    });
  }
}

test("the start and staff pages do not scroll sideways from right to left", async () => {
  const visitor = await set.visitor({ language });
  for (const path of ["/", "/s/apply-for-food-assistance", "/status", "/contact", "/staff/sign-in", "/mailbox"]) {
    await visitor.open(path);
    await set.findings.examine(visitor);
  }
  await set.findings.close(visitor.watch);
  await visitor.leave();
});

test("every page is accessible and valid from right to left (ACC-01)", () => set.findings.assertNone());

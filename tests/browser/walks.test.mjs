// Every example of every service, walked through page by page: each ends where its author meant it to end.

import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { stage } from "./lib/stage.mjs";
import { root, service } from "./lib/words.mjs";

const set = stage();
const slugs = readdirSync(join(root, "services"), { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== "locales").map((one) => one.name);

/** Pages that end the journey kindly stand where their condition holds; an example may be made to reach one. */
const endings = (slug) => Object.values(service(slug).pages).filter((page) => page.ends === "true").map((page) => page.page);

for (const slug of slugs) {
  const language = slug === "apply-for-food-assistance" ? "es" : "en";
  test(`every example of ${slug} goes through, page by page`, { timeout: 600_000 }, async (t) => {
    const until = new RegExp(`^(check|${endings(slug).join("|") || "check"})$`);
    for (const sample of service(slug).samples()) {
      await t.test(sample, async () => {
        const visitor = await set.visitor({ language, scripts: "refused" });
        try {
          const journey = new Journey(visitor, slug, { sample, each: (state) => set.findings.examine(visitor, state) });
          await journey.start();
          const end = await journey.walk(until);
          if (end !== "check") {
            // Those of the service or of the ending, or somebody to call in its own text.
            const main = visitor.page.locator("main");
            const ways = (await main.innerText()).includes(journey.say("ending-other-ways"));
            const numbers = await main.locator("a[href^='tel:']:not(.pt-help a)").count();
            assert.ok(ways || numbers > 0, "an ending names other ways to get help");
          }
        } finally {
          await set.findings.close(visitor.watch);
          await visitor.leave();
        }
      });
    }
  });
}

test("every page of these walks is valid, light and narrow enough, also without scripts", () => set.findings.assertNone());

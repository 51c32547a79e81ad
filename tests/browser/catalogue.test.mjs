// The page catalogue: every page in every state, in three languages, at three widths, with and without scripts. What
// journeys reach only by luck (an outage, an empty queue) is looked at here all the same.

import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";

import { launch } from "./lib/browser.mjs";
import { Catalogue, Window, assertNone } from "./lib/catalogue.mjs";
import { axe, layout, validity } from "./lib/checks.mjs";

const languages = ["en", "es", "ar-XB"];
/** The narrowest window of WCAG 1.4.10, a phone, a desk. */
const widths = [320, 390, 1280];
let catalogue, browser;

before(async () => {
  catalogue = await Catalogue.open();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  catalogue?.close();
});

/** What is wrong with the page as it stands, at every width. */
const examine = (window, name) => window.atWidths(widths, name, async () => [
  ...(await axe(window.page)), ...(await layout(window.page, window.language)),
]);

for (const language of languages) {
  for (const scripts of [true, false]) {
    const how = scripts ? "with scripts and everything opened" : "without scripts";
    test(`every page in every state is accessible at every width in ${language}, ${how} (ACC-01, CH-08)`, { timeout: 1_200_000 }, async () => {
      const window = await Window.open(browser, catalogue, { language, scripts });
      const wrong = [];
      const all = catalogue.pages(language);
      for (const name of all) {
        const answer = await window.show(name);
        await window.bringAxe();
        const isEnhanced = await window.page.evaluate(() => document.querySelectorAll("select[data-search][hidden]").length);
        if (!scripts && isEnhanced) wrong.push(`${name}: a script ran`);
        if (scripts) await window.page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        wrong.push(...(await examine(window, name)));
        if (scripts) wrong.push(...(await validity(await answer.text())).map((one) => `${name} in ${language}: ${one}`));
      }
      await window.close();
      assert.ok(all.length >= 120, `only ${all.length} pages`);
      assertNone(wrong);
    });
  }

  test(`what scripts open is accessible at every width in ${language}: the search list and both dialogs (ACC-01)`, { timeout: 120_000 }, async () => {
    const window = await Window.open(browser, catalogue, { language, scripts: true });
    const { page } = window;
    await window.show("resident/page-select.html");
    await page.locator("[role=combobox]").click();
    assert.ok(await page.locator("[role=option]").count(), "the list is open");
    const wrong = await examine(window, "the search list");
    await window.show("staff/case-open.html");
    for (const id of ["session-dialog", "session-ended"]) {
      await page.evaluate((id) => document.getElementById(id).showModal(), id);
      wrong.push(...(await examine(window, id)));
      await page.evaluate((id) => document.getElementById(id).close(), id);
    }
    await window.close();
    assertNone(wrong);
  });
}

// Every page in every state again, for people who have no mouse, or who set up their browsers as they need them.

import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";

import { launch, phone } from "./lib/browser.mjs";
import { Catalogue, Window, assertNone } from "./lib/catalogue.mjs";
import { layout } from "./lib/checks.mjs";
import { here, lookAtFocus, stops } from "./lib/focus.mjs";
import { faint } from "./lib/reading.mjs";
import { ways } from "./lib/ways.mjs";

let catalogue, browser;

before(async () => {
  catalogue = await Catalogue.open();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  catalogue?.close();
});

/** Looks at every page and gives what was wrong, with the page. */
async function everyPage({ language = "en", ...options }, look) {
  const window = await Window.open(browser, catalogue, { language, scripts: true, ...options });
  const wrong = [];
  const all = catalogue.pages(language);
  for (const name of all) {
    await window.show(name);
    wrong.push(...(await look(window.page)).map((one) => `${name} in ${language}: ${one}`));
  }
  await window.close();
  assert.ok(all.length >= 120, `only ${all.length} pages`);
  return wrong;
}

/** Presses Tab from the top of the page until it leaves it, and looks at every stop. */
async function walk(page) {
  const wanted = await page.evaluate(stops);
  await page.evaluate(() => {
    document.activeElement?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const address = page.url();
  const seen = new Set();
  const wrong = [];
  for (let presses = 0; presses < wanted + 3; presses += 1) {
    await page.keyboard.press("Tab");
    const [at, fault] = await page.evaluate(`(${both})(${here}, ${lookAtFocus})`);
    if (!at || seen.has(at)) break;
    seen.add(at);
    if (fault) wrong.push(fault);
  }
  if (seen.size < wanted) wrong.push(`Tab came to ${seen.size} of ${wanted} places: ${[...seen].at(-1)}`);
  if (page.url() !== address) wrong.push(`the focus alone led to ${page.url()}`);
  return wrong;
}

const both = (here, lookAtFocus) => [here(), lookAtFocus()];

for (const { language, viewport } of [
  { language: "en", viewport: { width: 1280, height: 720 } },
  { language: "es", viewport: { width: 320, height: 480 } },
  { language: "ar-XB", viewport: phone },
]) {
  test(`Tab comes to everything on every page, seen and not covered, in ${language} at ${viewport.width} px (ACC-02)`, { timeout: 900_000 }, async () => {
    assertNone(await everyPage({ language, viewport }, walk));
  });
}

for (const { name, options, look } of ways) {
  test(`every page in every state can be read and used ${name} (ACC-03)`, { timeout: 600_000 }, async () => {
    const language = options.language ?? "en";
    assertNone(await everyPage(options, async (page) => [...(await look(page)), ...(await layout(page, language))]));
  });
}

test("edges of controls and the mark of the focus stand out 3 to 1 on every page (WCAG 1.4.11)", { timeout: 300_000 }, async () => {
  assertNone(await everyPage({ viewport: phone }, (page) => page.evaluate(faint)));
});

test("faint edges and marks of the focus are found", async () => {
  const page = await browser.newPage();
  await page.setContent(`<main style="background:#eee"><input id="a" style="border:1px solid #ccc;background:#fff;outline:2px solid #ddd"></main>`);
  const told = (await page.evaluate(faint)).join("\n");
  assert.match(told, /edge rgb\(204, 204, 204\) on rgb\(238, 238, 238\)/);
  assert.match(told, /focus rgb\(221, 221, 221\)/);
  await page.close();
});

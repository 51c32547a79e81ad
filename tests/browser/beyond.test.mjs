// What tools that look for faults do not find, and people do: what is said twice or to nobody, a box without its words
// in view, two buttons of one name. A walk by hand found each; here every page in every state is held to it.

import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, phone } from "./lib/browser.mjs";
import { Catalogue, Window, assertNone } from "./lib/catalogue.mjs";
import { forced, headings, late, said, strange, ticked, tied, twins, unread } from "./lib/hearing.mjs";
import { root, service } from "./lib/words.mjs";

let catalogue, browser, found;

before(async () => {
  catalogue = await Catalogue.open();
  browser = await launch();
  found = await everyPage({ headings, late, said, strange, ticked, tied, twins, unread });
}, { timeout: 240_000 });

after(async () => {
  await browser?.close();
  catalogue?.close();
});

/** Looks at each page that fits and gives what was wrong, with the page. */
async function pages(options, fits, look) {
  const window = await Window.open(browser, catalogue, { language: "en", scripts: true, ...options });
  const names = catalogue.pages(options.language ?? "en").filter((name) => fits.test(name));
  const wrong = [];
  for (const name of names) {
    await window.show(name);
    wrong.push(...(await look(window.page)).map((one) => `${name}: ${one}`));
  }
  await window.close();
  assert.ok(names.length > 5, `${names.length} pages like ${fits}`);
  return wrong;
}

/** All looks at each page, read at once: {name of the look: what was wrong}. */
async function everyPage(looks) {
  const all = Object.fromEntries(Object.keys(looks).map((name) => [name, []]));
  const once = `(() => ({ ${Object.entries(looks).map(([name, look]) => `${name}: (${look})()`).join(", ")} }))()`;
  await pages({}, /./, async (page) => {
    const name = new URL(page.url()).pathname;
    for (const [look, wrong] of Object.entries(await page.evaluate(once))) all[look].push(...wrong.map((one) => `${name}: ${one}`));
    return [];
  });
  return all;
}

/** Follows each link to a mistake, and looks whether the box, its mark of the focus and its words are in view. */
async function follow(page) {
  const wrong = [];
  for (const link of await page.locator("#errors a").all()) {
    await link.focus();
    await page.keyboard.press("Enter");
    wrong.push(...(await page.evaluate(async (hash) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const box = document.activeElement;
      if (`#${box.id}` !== hash) return [`${hash} leads to ${box.outerHTML.slice(0, 60)}`];
      const group = box.closest(".usa-form-group");
      const seen = (node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().bottom <= innerHeight;
      const { top, bottom } = box.getBoundingClientRect();
      const words = [box.labels?.[0], group?.querySelector(".usa-error-message")].filter(Boolean);
      return [
        ...(top < 8 || (group && bottom > innerHeight) ? [`${hash} at ${Math.round(top)} is cut off`] : []),
        ...(!group || words.some(seen) ? [] : [`${hash} stands there without its label and without what is wrong`]),
      ];
    }, await link.getAttribute("href"))));
  }
  return wrong;
}

for (const viewport of [{ width: 320, height: 256 }, { width: 568, height: 320 }, phone]) {
  test(`the link to a mistake leads to its box and its words, in a window of ${viewport.width} by ${viewport.height} px (WCAG 2.4.11, 3.3.1)`, { timeout: 120_000 }, async () => {
    assertNone(await pages({ viewport }, /error/, follow));
  });
}

test("what stands at a control is said once: its name does not hold what describes it (WCAG 1.3.1)", () => assertNone(found.said));

test("every hint inside a form belongs to a control or its group, so that it is said there (WCAG 1.3.1)", () => assertNone(found.tied));

test("boxes to tick are where they are drawn, for screens that magnify and fingers that explore (WCAG 2.5.8)", async () => {
  assertNone(found.ticked);
  assertNone(await pages({ language: "ar-XB" }, /page-/, (page) => page.evaluate(ticked)));
});

test("two buttons or links of one name do the same, or their names say which is which (WCAG 2.4.6, 2.4.9)", () => assertNone(found.twins));

test("a heading inside a part lies below the heading of the part (WCAG 1.3.1)", () => assertNone(found.headings));

test("what the last press did is read first: the notice has the focus", () => assertNone(found.unread));

test("the subject of a message has the language of the message (WCAG 3.1.2)", () => assertNone(found.strange));

test("nothing forces the camera, and what a choice brings up stands after it (WCAG 3.2.2)", () => assertNone(found.late));

test("the search list says how many it found, and that it found nothing, and opens in view (WCAG 4.1.3)", async () => {
  const window = await Window.open(browser, catalogue, { language: "en", scripts: true, viewport: { width: 320, height: 256 } });
  const { page } = window;
  await window.show("resident/page-select.html");
  const box = page.locator("[role=combobox]");
  const status = page.locator("[role=combobox] ~ [role=status]");
  assert.equal(await status.count(), 1, "a place that is there before it speaks");
  await box.fill("e");
  const options = await page.locator("[role=option]").count();
  assert.ok(options > 1);
  await page.waitForFunction((count) => document.querySelector("[role=combobox] ~ [role=status]").textContent.includes(count), String(options));
  const places = await page.evaluate(() => ["[role=combobox]", "[role=listbox]"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()));
  for (const { top, bottom } of places) assert.ok(top >= 0 && bottom <= 257, `${top} to ${bottom} of 256`);
  await page.keyboard.type("qqqq");
  await page.waitForFunction(() => document.querySelector("[role=combobox] ~ [role=status]").textContent.length > 10);
  const { width, height } = await status.boundingBox();
  assert.ok(width > 100 && height > 10, "that there is nothing is seen, and not only heard");
  await window.close();
});

test("with the colors forced, a mistake has one line at its side, and the steps can be told apart", async () => {
  assertNone(await pages({ forcedColors: "active" }, /page-/, (page) => page.evaluate(forced)));
});

test("a phone number beside the name of somebody else is theirs, so the browser does not offer one's own (WCAG 1.3.5)", () => {
  const slugs = readdirSync(join(root, "services"), { withFileTypes: true })
    .filter((one) => one.isDirectory() && one.name !== "locales").map((one) => one.name);
  let numbers = 0;
  for (const [slug, { questions = [], page }] of slugs.flatMap((slug) => Object.values(service(slug).pages).map((one) => [slug, one]))) {
    if (!questions.some((one) => one.type === "name" && one.somebody_else === "true")) continue;
    for (const one of questions.filter(({ type }) => ["phone", "email", "address"].includes(type))) {
      numbers += 1;
      assert.equal(one.somebody_else, "true", `${slug}, ${page}: ${one.id}`);
    }
  }
  assert.ok(numbers > 2, `${numbers} such questions`);
});

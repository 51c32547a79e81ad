// What every page has in common, and what no tool finds: help in the same place, words for each box, nothing that moves,
// jumps or needs a hand that drags. Read off the page catalogue, the scripts, the style sheet and the services' files.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./lib/browser.mjs";
import { Catalogue, Window } from "./lib/catalogue.mjs";
import { root, service } from "./lib/words.mjs";

let catalogue, browser, pages;

before(async () => {
  catalogue = await Catalogue.open();
  browser = await launch();
  pages = await everyPage();
}, { timeout: 240_000 });

after(async () => {
  await browser?.close();
  catalogue?.close();
});

const read = (path) => readFileSync(join(root, path), "utf8");
const script = readdirSync(join(root, "web/scripts")).map((file) => read(`web/scripts/${file}`)).join("\n");
// The console's: it has all that residents' pages have.
const style = read(`web/dist/${JSON.parse(read("web/dist/manifest.json"))["staff.css"]}`);
const slugs = readdirSync(join(root, "services"), { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== "locales").map((one) => one.name);

const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.trim());

/** What these tests ask of a page, read at once. Runs in the page. */
function seen(texts) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    order: all("a.usa-skipnav, section.usa-banner, header, main, main .pt-help, footer").map((one) => one.className || one.tagName),
    footer: texts("footer a"), help: texts(".pt-help a, .pt-help h2"), links: texts(".pt-header-links a, .pt-header-links button"),
    title: document.title,
    purposes: all("main :is(input, select)[autocomplete]").map((one) => one.autocomplete),
    pictures: all("img, svg, video, audio, canvas, object, iframe").map((one) => ({
      kind: one.tagName.toLowerCase(), alt: one.getAttribute("alt"), hidden: one.getAttribute("aria-hidden"), title: one.getAttribute("title"),
      label: one.getAttribute("role") === "img" && one.getAttribute("aria-label"),
    })),
    tricks: all("[title]:not(iframe, svg *), [accesskey], [draggable=true], [contenteditable]").map((one) => one.outerHTML.slice(0, 120)),
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}

/** Every page of the catalogue, on a phone turned on its side: [name, what is there]. */
async function everyPage() {
  const window = await Window.open(browser, catalogue, { language: "en", scripts: true, viewport: { width: 844, height: 390 } });
  const all = [];
  for (const name of catalogue.pages("en")) {
    await window.show(name);
    all.push([name, await window.page.evaluate(`(${seen})(${texts})`)]);
  }
  await window.close();
  assert.ok(all.length >= 120, `only ${all.length} pages`);
  return all;
}

test("the way around, the help and the links below stand in the same order on every page (WCAG 3.2.3, 3.2.6, US-06)", () => {
  const [, first] = pages.find(([name]) => name === "resident/home-all.html");
  const known = ["My cases", "Sign out", "Español"];
  for (const [name, { order, footer, help, links }] of pages) {
    assert.deepEqual(footer, first.footer, name);
    // Staff have their own agency's desk to ask, and the mailbox is there in the demonstration alone.
    const isResident = name.startsWith("resident/");
    assert.deepEqual(order, isResident ? first.order : first.order.filter((part) => part !== "pt-help"), name);
    if (!isResident) continue;
    assert.deepEqual(help, first.help, name);
    const places = links.map((link) => known.indexOf(link));
    assert.ok(places.every((place, at) => place >= 0 && (!at || place > places[at - 1])), `${name}: ${links}`);
  }
});

test("no two pages have the same title, and a title says enough (WCAG 2.4.2, IDEA-02)", () => {
  // States of one page may share a title; two pages may not.
  const owners = new Map();
  for (const [name, { title }] of pages) {
    assert.ok(title.length >= 20, `${name}: “${title}”`);
    const page = name.replace(/-.*/, "");
    const words = title.replace(/^Error: /, "");
    assert.ok(!owners.has(words) || owners.get(words) === page, `${page} and ${owners.get(words)} are both called “${words}”`);
    owners.set(words, page);
  }
});

test("boxes about the person say what they are for, so that browsers and programs can fill them in (WCAG 1.3.5)", () => {
  const found = new Set(pages.flatMap(([, { purposes }]) => purposes));
  const wanted = [
    "given-name", "additional-name", "family-name", "honorific-suffix", "name", "email", "tel", "address-line1", "address-line2",
    "address-level2", "address-level1", "postal-code", "country", "bday-month", "bday-day", "bday-year", "one-time-code",
    "username", "current-password",
  ];
  assert.deepEqual(wanted.filter((one) => !found.has(one)), []);
});

test("no picture shows words, and every picture is ornament or has a title (WCAG 1.1.1, 1.4.5)", () => {
  for (const [name, { pictures }] of pages) {
    for (const { kind, alt, hidden, title, label } of pictures) {
      // A code for another device's camera is a picture that says what it is.
      const isFine = (kind === "img" && alt === "") || (kind === "svg" && (hidden === "true" || label)) || (kind === "iframe" && title);
      assert.ok(isFine, `${name}: ${kind}`);
    }
  }
});

test("nothing is there only for a pointer that rests on it, and no key alone does anything (WCAG 1.4.13, 2.1.4)", () => {
  for (const [name, { tricks }] of pages) assert.deepEqual(tricks, [], name);
  const shown = [...style.matchAll(/([^{}]*:hover[^{}]*)\{([^}]*)\}/g)].filter(([, , rules]) => /display|visibility|content:|opacity/.test(rules));
  assert.deepEqual(shown.map(([, selector]) => selector), []);
  const keys = [...script.matchAll(/(\S+)\.addEventListener\("key\w+"/g)].map(([, on]) => on);
  assert.deepEqual(keys, ["input"], "keys are listened to only in the box of the search list");
});

test("a page turned on its side is the same page (WCAG 1.3.4)", () => {
  assert.ok(!/orientation/.test(style) && !/orientation/.test(script));
  assert.deepEqual(pages.filter(([, { over }]) => over > 0).map(([name]) => name), []);
});

test("no path, no shaking and no pressing down is needed: letting go is what counts (WCAG 2.5.1, 2.5.2, 2.5.4, 2.5.7)", () => {
  for (const event of ["pointerdown", "touchstart", "touchmove", "pointermove", "mousemove", "dragstart", "devicemotion", "deviceorientation", "wheel"]) {
    assert.ok(!script.includes(event), event);
  }
  const down = [...script.matchAll(/"mousedown", (.*)\);/g)].map(([, does]) => does);
  assert.deepEqual(down, ["(event) => event.preventDefault()"], "pressing down does nothing");
});

test("choosing from the search list happens when the pointer lets go; sliding away chooses nothing (WCAG 2.5.2)", async () => {
  const window = await Window.open(browser, catalogue, { language: "en", scripts: true });
  const { page } = window;
  await window.show("resident/page-select.html");
  const box = page.locator("[role=combobox]");
  const before = await box.inputValue();
  await box.click();
  const { x, y, width, height } = await page.locator("[role=option]").nth(3).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(2, 2);
  await page.mouse.up();
  assert.equal(await box.inputValue(), before);
  await box.click();
  const words = await page.locator("[role=option]").nth(3).textContent();
  await page.locator("[role=option]").nth(3).click();
  assert.equal(await box.inputValue(), words);
  await window.close();
});

test("nothing plays, blinks or runs by itself (WCAG 1.4.2, 2.2.2, 2.3.1)", () => {
  assert.ok(!style.includes("@keyframes"), "no animation in the style sheet");
  assert.ok(!/\.animate\(|\.play\(|requestAnimationFrame/.test(script));
});

test("a choice alone leads nowhere: only buttons and links do (WCAG 3.2.1, 3.2.2)", () => {
  const changes = [...script.matchAll(/addEventListener\("(change|input|focus|blur)", ([^;]*;)/g)].map(([, , does]) => does);
  assert.ok(changes.length > 4);
  for (const does of changes) assert.ok(!/submit|location|open\(/.test(does), does);
  for (const folder of ["templates/resident", "templates/staff", "templates/question"]) {
    for (const file of readdirSync(join(root, folder))) assert.ok(!/\son[a-z]+=/.test(read(`${folder}/${file}`)), file);
  }
});

test("nothing has to be solved, and codes and passwords can be pasted (ACC-05, WCAG 3.3.8)", { timeout: 120_000 }, async () => {
  for (const word of ["captcha", "turnstile", "puzzle"]) assert.ok(!script.toLowerCase().includes(word), word);
  assert.ok(!/"(paste|copy|cut)"/.test(script), "nobody is kept from pasting");
  const window = await Window.open(browser, catalogue, { language: "en", scripts: true });
  await window.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const [page, box, words] of [["resident/code-new", "#code", "482913"], ["staff/sign_in-demo", "#password", "a long password"]]) {
    await window.show(`${page}.html`);
    await window.page.evaluate((words) => navigator.clipboard.writeText(words), words);
    await window.page.locator(box).focus();
    await window.page.keyboard.press("Control+V");
    assert.equal(await window.page.locator(box).inputValue(), words, page);
  }
  await window.close();
});

/** Every question of a service that has words of its own. */
const questions = (slug) => Object.values(service(slug).pages).flatMap((page) => page.questions ?? []).filter((one) => one.label);

test("no service asks for the same twice without offering what was said (ACC-04, WCAG 3.3.7)", () => {
  for (const slug of slugs) {
    const lists = questions(slug).filter((one) => one.type === "repeat").flatMap((one) => one.pages ?? []);
    const inLists = new Set(lists.flatMap((page) => service(slug).pages[page]?.questions ?? []).map((one) => one.id));
    const own = questions(slug).filter((one) => !inLists.has(one.id));
    for (const one of own) {
      const isTwice = own.some((other) => other !== one && other.label === one.label);
      assert.ok(!isTwice || one.prefill, `${slug} asks twice: ${one.label}`);
    }
    for (const one of own.filter(({ type, birthday }) => type === "email" || birthday === "true")) {
      assert.ok(one.prefill || one.somebody_else, `${slug}: ${one.id} offers nothing that was said before`);
    }
  }
});

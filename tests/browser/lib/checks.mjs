// What must be true of every page that anybody sees: accessible, valid, light, narrow enough, quiet, on its own.

import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { HtmlValidate } from "html-validate";

export const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The first view of a page: HTML and style sheet, compressed. 14 KB are one round trip; this is what was reached. */
export const budget = 12 * 1024;

const rules = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // An attribute without a value is HTML; which words a button or a page title has is ours to say.
    "long-title": "off",
    "require-sri": "off",
    // Telephone numbers are written as people write them.
    "tel-non-breaking": "off",
    "no-inline-style": "error",
    "no-trailing-whitespace": "off",
    // Styles differ from the standard only in taste.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "doctype-style": "off",
  },
});

/** Accessibility (STANDARDS 4.4: WCAG 2.2 AA): what axe finds, as lines. */
export async function axe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`(() => { ${axeSource} })()`);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
    // WCAG 2.5.3 is left out by default. Nothing has to be fetched beforehand: there is no media.
    rules: { "label-content-name-mismatch": { enabled: true } }, preload: false,
  }), tags);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html} (${node.failureSummary?.split("\n")[1]?.trim()})`));
}

/** Reads how the page lies in its window. Runs in the page. */
function readLayout() {
  const small = [];
  const controls = "main .usa-button, main .usa-input, main .usa-select, main .usa-radio__label, main .usa-checkbox__label, main .pt-link-button";
  for (const node of document.querySelectorAll(controls)) {
    const { width, height } = node.getBoundingClientRect();
    if (width && height && Math.min(width, height) < 43.5) small.push(`${node.outerHTML.slice(0, 120)} is ${Math.round(width)}×${Math.round(height)}`);
  }
  // A phone number is read and dialled as one. Words that run in two directions are several boxes on one line.
  const lines = (node) => [...node.getClientRects()].filter((box, at, all) => at === 0 || box.top >= all[at - 1].bottom - 1).length;
  const broken = [...document.querySelectorAll("a[href^='tel:']")].filter((node) => lines(node) > 1).map((node) => node.textContent);
  const edge = document.documentElement.clientWidth;
  const wide = [];
  if (document.documentElement.scrollWidth > edge) {
    for (const node of document.body.querySelectorAll("*")) {
      const box = node.getBoundingClientRect();
      if (box.width && (box.right > edge + 1 || box.left < -1)) wide.push(node.outerHTML.slice(0, 120));
    }
  }
  // The line that says where one is stands apart from the heading, and from the ring around the problems.
  const touching = [...document.querySelectorAll(".usa-step-indicator")].flatMap((line) => {
    const end = line.getBoundingClientRect().bottom;
    const next = [...document.querySelectorAll("h1, #errors")].find((node) => line.compareDocumentPosition(node) & 4);
    const gap = next ? Math.round(next.getBoundingClientRect().top - end) : Infinity;
    return gap < 12 ? [`${gap} px between the step line and ${next.outerHTML.slice(0, 80)}`] : [];
  });
  return {
    touching, overflow: document.documentElement.scrollWidth - edge, wide: wide.slice(0, 3), small, broken,
    headings: [...document.querySelectorAll("h1")].map((one) => one.textContent.trim()),
    language: document.documentElement.lang, direction: document.documentElement.dir, title: document.title,
  };
}

/** What is wrong with how a page lies in its window, as lines. */
export async function layout(page, language) {
  const seen = await page.evaluate(readLayout);
  const wrong = [];
  if (seen.overflow > 0) wrong.push(`${seen.overflow} px wider than the window: ${seen.wide.join(" … ")}`);
  if (seen.headings.length !== 1) wrong.push(`${seen.headings.length} h1: ${seen.headings.join(" | ")}`);
  if (seen.language !== language) wrong.push(`lang is ${seen.language}, not ${language}`);
  wrong.push(...seen.touching);
  wrong.push(...seen.broken.map((one) => `a phone number on two lines: ${one}`));
  wrong.push(...seen.small.map((one) => `target under 44 px: ${one}`));
  return wrong;
}

export async function validity(text) {
  const { results } = await rules.validateString(text);
  return results.flatMap(({ messages }) => messages.filter((one) => one.severity === 2)
    .map((one) => `${one.ruleId}: ${one.message} (line ${one.line}: ${text.split("\n")[one.line - 1]?.trim().slice(0, 140)})`));
}

/** Gathers what is wrong on the pages of one or more walks, and says it all at once at the end. */
export class Findings {
  constructor() {
    Object.assign(this, { lines: new Map(), examined: new Set(), validated: new Set(), pages: 0 });
  }

  add(where, wrong) {
    for (const line of wrong) {
      if (!this.lines.has(line)) this.lines.set(line, []);
      this.lines.get(line).push(where);
    }
  }

  /** Examines the page that stands open. */
  async examine(visitor, state = "") {
    const { page } = visitor;
    this.pages += 1;
    const where = `${new URL(page.url()).pathname}${state ? ` (${state})` : ""} [${visitor.language}${visitor.scripts === true ? "" : ", no scripts"}]`;
    this.add(where, await layout(page, visitor.language));
    if (visitor.scripts) this.add(where, await axe(page));
  }

  /** Looks at all that went over the wire. */
  async close(watch, { isResident = true } = {}) {
    await watch.settle();
    const styles = Math.max(0, ...watch.styles.filter((one) => /portico/.test(one.url)).map((one) => one.bytes));
    for (const { url, status, bytes, text } of watch.documents) {
      const { pathname } = new URL(url);
      // A message as mail programs get it: they know no style sheets. The page around its frame is looked at.
      if (/\/mailbox\/[^/]+\/html$/.test(pathname)) continue;
      const where = `${pathname} (${status})`;
      const print = createHash("sha256").update(text).digest("hex");
      if (!this.validated.has(print)) this.add(where, await validity(text));
      this.validated.add(print);
      const heavy = bytes + styles > budget;
      if (isResident && heavy && !/^(\/[a-z]{2})?\/(staff|mailbox)/.test(pathname)) {
        this.add(where, [`first view over 12 KB: ${bytes} bytes of HTML and ${styles} of style`]);
      }
    }
    this.add("requests", watch.strangers.map((url) => `asked somebody else: ${url}`));
    this.add("console", watch.errors.map((error) => `console: ${error}`));
  }

  /** Fails with everything that was found, and when nothing was looked at. */
  assertNone() {
    assert.ok(this.pages > 0 && this.validated.size > 0, "no page was examined");
    const lines = [...this.lines].map(([line, where]) => `${line}\n    on ${[...new Set(where)].slice(0, 4).join(", ")}${where.length > 4 ? `, and ${where.length - 4} more` : ""}`);
    assert.equal(lines.length, 0, `${lines.length} findings on ${this.pages} pages:\n  ${lines.join("\n  ")}`);
  }
}

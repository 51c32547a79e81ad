// Writes docs/accessibility/openacr.yaml: what Portico keeps of WCAG 2.2 and Section 508, from two tables beside it: a line
// for each criterion, and the test that stands behind each word in its column `proof`.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "docs/accessibility");
const read = (path) => readFileSync(path, "utf8");

/** When somebody last went through all lines. */
const reported = "2026-11-23";

/** Chapters of the report, by their names in the table. */
const chapters = {
  a: "success_criteria_level_a", aa: "success_criteria_level_aa", aaa: "success_criteria_level_aaa",
  functional: "functional_performance_criteria", hardware: "hardware", software: "software",
  support: "support_documentation_and_services",
};

const about = {
  messages: "Emails, as HTML and as plain text.",
  commands: "Commands for operators: plain text in a terminal of their choice.",
  authors: "Services are made from files of texts and questions; the pages they become are those of the web column.",
};

/** The tables: no field but the last of a line holds a comma. */
export function tables() {
  const lines = (name) => read(join(folder, name)).trimEnd().split("\n").slice(1);
  const criteria = lines("criteria.csv").map((line) => {
    const [id, chapter, criterion, web, messages, commands, proof, note, ...more] = line.split(",");
    if (note === undefined || more.length) throw new Error(`criteria.csv: eight fields, and no comma within one: ${line}`);
    return { id, chapter, criterion, web, messages, commands, proof: proof.split(" ").filter(Boolean), note };
  });
  const proofs = new Map(lines("proofs.csv").map((line) => {
    const [name, file, ...test] = line.split(",");
    return [name, { file, test: test.join(",") }];
  }));
  return { criteria, proofs };
}

const quoted = (text) => JSON.stringify(text);

function adherence(name, level, notes) {
  const lines = [`          - name: ${name}`, "            adherence:", `              level: ${level}`];
  if (notes) lines.push(`              notes: ${quoted(notes)}`);
  return lines;
}

function criterion(one, proofs) {
  const tests = one.proof.map((word) => {
    const proof = proofs.get(word);
    if (!proof) throw new Error(`criteria.csv: ${one.id} names “${word}”, which proofs.csv does not have`);
    return `${proof.file}: “${proof.test}”`;
  });
  const proof = tests.length ? `Tests: ${tests.join("; ")}.` : "";
  const note = one.note && !/[.?!]$/.test(one.note) ? `${one.note}.` : one.note;
  const said = [note, proof].filter(Boolean).join(" ");
  const lines = [`      - num: ${quoted(one.id)}`, "        components:"];
  if (!one.messages) return [...lines, ...adherence("none", one.web, said)];
  const isJudged = (level) => level === "supports" || level === "partially-supports";
  return [
    ...lines,
    ...adherence("web", one.web, said),
    ...adherence("electronic-docs", one.messages, isJudged(one.messages) ? about.messages : ""),
    ...adherence("software", one.commands, isJudged(one.commands) ? about.commands : ""),
    ...adherence("authoring-tool", one.web, isJudged(one.web) ? about.authors : ""),
  ];
}

/** The report as YAML. */
export function report() {
  const { criteria, proofs } = tables();
  const version = read(join(root, "Cargo.toml")).match(/^version = "(.*)"$/m)[1];
  const lines = [
    "# Written by scripts/openacr.mjs from criteria.csv and proofs.csv: change those, then run `make openacr`.",
    "title: Portico Accessibility Conformance Report",
    "product:",
    "  name: Portico",
    `  version: ${quoted(version)}`,
    "  description: One front door to government. Residents get tasks done on short journeys; staff decide; agencies' systems get their part.",
    "author:",
    "  name: The maintainers of Portico",
    "  email: accessibility@portico.example.org",
    `report_date: ${quoted(reported)}`,
    `last_modified_date: ${quoted(reported)}`,
    "version: 1",
    "catalog: 2.5-edition-wcag-2.2-508-en",
    `notes: ${quoted("Of Portico as it is built here, with its three example services. What an installation changes in styles, templates and texts is its own to judge. What is known not to work yet stands in docs/accessibility/README.md.")}`,
    `evaluation_methods_used: ${quoted("Automated tests on each change, in Chromium: axe-core (WCAG 2.0 to 2.2, A and AA) on every page and state in three languages, at three widths, with scripts on and off; presses of Tab on every page and whole journeys by keyboard; 400 % zoom, text spacing, forced colors, reduced motion; accessibility trees read by people when they change; Lighthouse; checks of markup and of plain language. By hand, on 23 November 2026: the pages of the three services and of the console looked at one by one at 320 px, on an old phone, enlarged to 400 %, in forced colors and from right to left, and their accessibility trees read. No test with a screen reader by somebody who needs one was made yet.")}`,
    "license: CC-BY-4.0",
    "chapters:",
  ];
  for (const [short, name] of Object.entries(chapters)) {
    lines.push(`  ${name}:`, "    criteria:");
    for (const one of criteria.filter(({ chapter }) => chapter === short)) lines.push(...criterion(one, proofs));
  }
  return `${lines.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(folder, "openacr.yaml"), report());
  console.log("docs/accessibility/openacr.yaml");
}

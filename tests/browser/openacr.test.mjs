// The report on accessibility says what the tables say, the tables name only tests that are there, and no criterion is left out.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { parse } from "yaml";

import { report, tables } from "../../scripts/openacr.mjs";
import { root } from "./lib/words.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");
const { criteria, proofs } = tables();
const written = parse(read("docs/accessibility/openacr.yaml"));

/** As many as the catalog 2.5-edition-wcag-2.2-508-en has in each chapter. */
const counts = {
  success_criteria_level_a: 32, success_criteria_level_aa: 24, success_criteria_level_aaa: 31, functional_performance_criteria: 9,
  hardware: 55, software: 26, support_documentation_and_services: 5,
};
const levels = ["supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"];
const components = ["web", "electronic-docs", "software", "authoring-tool"];

test("the report is what its tables make (ACC-09)", () => {
  assert.equal(read("docs/accessibility/openacr.yaml"), report(), "`make openacr` writes it anew");
});

test("the report has every criterion of the catalog once, with a level for each component (ACC-09)", () => {
  assert.deepEqual(Object.keys(written.chapters), Object.keys(counts));
  for (const [name, { criteria: all }] of Object.entries(written.chapters)) {
    assert.equal(all.length, counts[name], name);
    assert.equal(new Set(all.map(({ num }) => num)).size, all.length, `${name}: each once`);
    const isWcag = name.startsWith("success");
    for (const { num, components: parts } of all) {
      assert.deepEqual(parts.map((part) => part.name), isWcag ? components : ["none"], num);
      for (const { adherence } of parts) assert.ok(levels.includes(adherence.level), `${num}: ${adherence.level}`);
    }
  }
  assert.equal(Object.values(counts).reduce((sum, count) => sum + count), criteria.length);
});

test("the report has the form of OpenACR 0.1.0", () => {
  for (const name of ["title", "report_date", "last_modified_date", "notes", "evaluation_methods_used", "license"]) assert.equal(typeof written[name], "string", name);
  assert.equal(typeof written.product.name, "string");
  assert.match(written.author.email, /@/);
  assert.ok(Number.isInteger(written.version));
  const texts = Object.values(written.chapters).flatMap((chapter) => chapter.criteria)
    .flatMap(({ num, components: parts }) => [num, ...parts.flatMap(({ adherence }) => [adherence.level, adherence.notes ?? ""])]);
  for (const text of texts) assert.equal(typeof text, "string");
});

test("whoever claims has a test or says why, and only AAA may be left unjudged", () => {
  for (const { id, chapter, criterion, web, proof, note } of criteria) {
    assert.ok(criterion, id);
    if (web === "supports") assert.ok(proof.length, `${id}: a test that proves it`);
    else if (web === "not-evaluated") assert.equal(chapter, "aaa", id);
    else assert.ok(note, `${id}: why`);
  }
});

test("every test that the report names is there, and each is named", () => {
  const named = new Set(criteria.flatMap(({ proof }) => proof));
  for (const [word, { file, test: name }] of proofs) {
    assert.ok(named.has(word), `no criterion names ${word}`);
    const text = read(file);
    const isThere = file.endsWith(".rs") ? text.includes(`fn ${name}(`) : [`test("${name}"`, `test(\`${name}\``].some((start) => text.includes(start));
    assert.ok(isThere, `${file} has no test “${name}”`);
  }
});

/** Markdown without what stands in fences. */
const documents = () => ["docs", "."].flatMap((folder) => readdirSync(join(root, folder), { recursive: folder === "docs" })
  .filter((name) => name.endsWith(".md")).map((name) => join(folder, name)))
  .map((path) => [path, read(path).replace(/^```[^]*?^```$/gm, "")]);

test("pictures in the documents have words, and no heading skips a level", () => {
  const all = documents();
  assert.ok(all.length > 40, `${all.length} documents`);
  for (const [path, text] of all) {
    for (const [, words] of text.matchAll(/!\[([^\]]*)\]\(/g)) assert.ok(words.length > 10, `${path}: a picture without words`);
    const depths = [...text.matchAll(/^(#+) /gm)].map(([, signs]) => signs.length);
    depths.forEach((depth, at) => assert.ok(!at || depth <= depths[at - 1] + 1, `${path}: heading ${at + 1} skips a level`));
    assert.equal(depths[0], 1, path);
  }
});

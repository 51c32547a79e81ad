// What somebody hears who does not see: the accessibility tree of every page on the way to a renewed license, as text
// in trees/. `make trees` writes it anew; whoever changes a page reads what changed for screen readers.

import { strict as assert } from "node:assert";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { send } from "./lib/sending.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();
const folder = join(import.meta.dirname, "trees");
const isWriting = process.env.TREES === "write";
const months = "January|February|March|April|May|June|July|August|September|October|November|December";

/** What differs from run to run: days, times, the case reference and the receipt code. Where links lead is not heard. */
function steady(tree, sent) {
  return tree
    .replace(/\n *- \/url: .*/g, "")
    .replaceAll(sent.reference, "REFERENCE").replaceAll(sent.receiptCode, "RECEIPT-CODE")
    .replace(new RegExp(`((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(${months}) \\d{1,2}, \\d{4}`, "g"), "DAY")
    .replace(/\b\d{1,2}:\d{2}\s[ap]\.?m\.?/gi, "TIME")
    .replaceAll(set.server.address, "ADDRESS");
}

test("every page of a license renewal reads as it did when somebody last looked (ACC-11)", { timeout: 240_000 }, async () => {
  const visitor = await set.visitor({ viewport: { width: 1280, height: 900 } });
  const trees = new Map();
  const each = async (state) => {
    const name = `${String(trees.size + 1).padStart(2, "0")}-${state.replace(/[^a-z0-9]+/g, "-")}`;
    // What stands around every page is read once.
    const part = visitor.page.locator(trees.size ? "main" : "body");
    trees.set(`${name}.txt`, `${await part.ariaSnapshot()}\n`);
  };
  const journey = new Journey(visitor, "renew-a-drivers-license", { sample: "simple-renewal", each });
  await journey.start();
  await journey.walk();
  const sent = await send(journey, "trees@example.org");
  await journey.follow(journey.say("receipt-open"));
  await each("receipt");
  await visitor.leave();
  for (const [name, tree] of trees) trees.set(name, steady(tree, sent));
  assert.ok(trees.size > 10, `${trees.size} pages`);
  if (isWriting) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, tree] of trees) writeFileSync(join(folder, name), tree);
    return;
  }
  assert.ok(existsSync(folder), "there are trees to compare with: `make trees` writes them");
  assert.deepEqual([...trees.keys()], readdirSync(folder).sort(), "the pages on the way; `make trees` writes them anew");
  for (const [name, tree] of trees) {
    assert.equal(tree, readFileSync(join(folder, name), "utf8"), `${name} reads differently; \`make trees\` writes it anew`);
  }
});

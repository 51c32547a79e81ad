// Runs every browser test file with Node's own runner: two at a time, each with a server and a browser of its own.
// Names given as arguments choose files: `node run.mjs services keyboard`.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => !wanted.length || wanted.some((one) => name.startsWith(one)))
  .map((name) => join(import.meta.dirname, name));

run({ files, concurrency: 2, timeout: 1_800_000 })
  .on("test:fail", () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout);

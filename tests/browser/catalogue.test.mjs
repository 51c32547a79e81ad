// The page catalogue: every template in every state and language, as the web tests wrote it to target/catalogue,
// opened at phone size. What journeys reach only by luck (an outage, an empty queue) is looked at here all the same.

import { strict as assert } from "node:assert";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

import { launch, phone } from "./lib/browser.mjs";
import { axe, layout, validity } from "./lib/checks.mjs";
import { root } from "./lib/words.mjs";

const catalogue = join(root, "target/catalogue");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png" };
let server, browser, base;

before(async () => {
  assert.ok(existsSync(catalogue), "the catalogue is written by the web tests: run `cargo test -p web --test it catalogue`");
  server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = path.startsWith("/assets/") ? join(root, "web/dist", path.slice(8)) : join(catalogue, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

function pages(language) {
  const names = readdirSync(join(catalogue, language), { recursive: true });
  return names.filter((name) => name.endsWith(".html")).sort();
}

for (const language of ["en", "es", "ar-XB"]) {
  test(`every page in every state is accessible, valid and fits a phone in ${language} (ACC-01, CH-08)`, { timeout: 900_000 }, async () => {
    const context = await browser.newContext({ viewport: phone, reducedMotion: "reduce" });
    const page = await context.newPage();
    const wrong = [];
    const all = pages(language);
    for (const name of all) {
      const answer = await page.goto(`${base}/${language}/${name}`);
      const found = [...(await axe(page)), ...(await layout(page, language)), ...(await validity(await answer.text()))];
      wrong.push(...found.map((one) => `${name}: ${one}`));
    }
    await context.close();
    assert.ok(all.length >= 90, `only ${all.length} pages`);
    assert.deepEqual(wrong, []);
  });
}

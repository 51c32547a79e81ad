// The checks themselves: a page with faults on purpose, each of which must be found.

import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { Visitor, launch } from "./lib/browser.mjs";
import { Findings } from "./lib/checks.mjs";

const faulty = `<!DOCTYPE html>
<html lang="es" dir="ltr"><head><meta charset="utf-8"><title>Faulty page for the checks</title></head>
<body><main><div class="usa-step-indicator">Step 1 of 2</div><h1 style="margin: 0">One</h1><h1>Two</h1><input type="text" id="a"><p id="a" style="width: 900px">${"wide ".repeat(4)}</p>
<button class="usa-button" type="button">x</button><img src="http://127.0.0.1:9/elsewhere.png" alt="">
<p>${[...Array(9000)].map(() => Math.random().toString(36).slice(2, 5)).join(" ")}</p><script>nothing.here()</script></main></body></html>`;

let site, browser;
before(async () => {
  site = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(faulty)).listen(0, "127.0.0.1");
  await new Promise((done) => site.once("listening", done));
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

test("faults in accessibility, HTML, width, weight, language and requests are found", async () => {
  const findings = new Findings();
  const visitor = await Visitor.arrive(browser, { address: `http://127.0.0.1:${site.address().port}` });
  await visitor.open("/");
  await findings.examine(visitor);
  await findings.close(visitor.watch);
  await visitor.leave();
  const found = [...findings.lines.keys()].join("\n");
  for (const fault of [/^label: /m, /no-dup-id|unique-id|duplicate/m, /no-inline-style/, /px wider/, /2 h1/, /lang is es/, /under 44 px/, /over 12 KB/, /0 px between the step line and/, /asked somebody else/, /console: .*nothing/]) {
    assert.match(found, fault);
  }
  assert.throws(() => findings.assertNone());
});

test("findings on no page at all are no proof", () => assert.throws(() => new Findings().assertNone()));

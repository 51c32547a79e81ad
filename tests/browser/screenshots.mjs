// Makes docs/screenshot.png: three phones side by side, photographed from the running demonstration.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { Visitor, launch } from "./lib/browser.mjs";
import { Journey } from "./lib/journey.mjs";
import { send } from "./lib/sending.mjs";
import { Server } from "./lib/server.mjs";
import { root } from "./lib/words.mjs";

const slug = "report-a-street-problem";
const server = await Server.start();
const browser = await launch();
const photos = [];
try {
  const visitor = await Visitor.arrive(browser, server);
  const photograph = async () => photos.push((await visitor.page.screenshot()).toString("base64"));
  await visitor.open("/");
  await photograph();
  const journey = new Journey(visitor, slug, { sample: "light-pole-down" });
  await journey.start();
  await journey.walk(/^danger$/);
  await photograph();
  await journey.walk();
  await send(journey);
  await photograph();

  const frame = await browser.newPage({ viewport: { width: 1366, height: 940 }, deviceScaleFactor: 1 });
  const phones = photos.map((photo) => `<img width="390" height="844" src="data:image/png;base64,${photo}">`).join("");
  const style = "body{margin:0;padding:36px;display:flex;gap:44px;background:#e7edf3}img{border:6px solid #1b2b3a;border-radius:28px}";
  await frame.setContent(`<style>${style}</style>${phones}`);
  mkdirSync(join(root, "docs"), { recursive: true });
  await frame.screenshot({ path: join(root, "docs/screenshot.png") });
  console.log("docs/screenshot.png");
} finally {
  await browser.close();
  await server.stop();
}

// Lighthouse, as for somebody with a phone on a slow connection: the pages it looks at, and what it says of them.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { flags, program } from "./browser.mjs";
import { Journey } from "./journey.mjs";
import { send } from "./sending.mjs";
import { freePort } from "./server.mjs";
import { Watch } from "./watch.mjs";

export const categories = ["performance", "accessibility", "best-practices", "seo"];

/** Pages of one person tell search engines to stay away. Lighthouse calls that a fault; for these it is right. */
const hidden = ["is-crawlable"];

/** A browser that Lighthouse shares: it opens its own window beside ours, with the same cookies. */
export class Light {
  static async arrive(server) {
    const light = new Light();
    light.data = mkdtempSync(join(tmpdir(), "portico-lighthouse-"));
    light.port = await freePort();
    light.context = await chromium.launchPersistentContext(light.data, {
      executablePath: program, args: [...flags, `--remote-debugging-port=${light.port}`], baseURL: server.address,
      viewport: { width: 412, height: 823 },
    });
    light.context.setDefaultTimeout(30_000);
    light.page = light.context.pages()[0] ?? (await light.context.newPage());
    Object.assign(light, { server, language: "en", scripts: true, watch: new Watch(server.address) });
    return light;
  }

  open(path) {
    return this.page.goto(path);
  }

  async leave() {
    await this.context.close();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Scores of 0 to 100, what cost points, and the time to the largest paint in milliseconds. */
  async look(place, only = categories, tries = 3) {
    const found = await lighthouse(this.server.address + place.path, {
      port: this.port, logLevel: "error", output: "json", onlyCategories: only, skipAudits: place.isPrivate ? hidden : [],
    });
    const { audits, categories: scored, runtimeError } = found.lhr;
    // Now and then the browser gives it no trace: that says nothing about the page.
    if (runtimeError && tries > 1) return this.look(place, only, tries - 1);
    if (runtimeError) throw new Error(`${place.name}: ${runtimeError.message}`);
    const lost = Object.values(scored).flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
    return {
      scores: Object.fromEntries(Object.entries(scored).map(([name, { score }]) => [name, Math.round(score * 100)])),
      lost, paint: audits["largest-contentful-paint"]?.numericValue,
    };
  }
}

/** Walks one renewal, and tells each page that is looked at while it stands as a person finds it. */
export async function places(light, each) {
  const tell = (name, path, isPrivate = false) => each({ name, path, isPrivate });
  await tell("home", "/");
  await tell("start", "/s/renew-a-drivers-license");
  await tell("status", "/status");
  const journey = new Journey(light, "renew-a-drivers-license", { sample: "moved-and-unwell" });
  await journey.start();
  await journey.walk(/^where-you-live$/);
  await tell("question", journey.path, true);
  await light.page.reload();
  await journey.walk();
  await tell("check answers", journey.path, true);
  await light.page.reload();
  const sent = await send(journey, "lighthouse@example.org");
  await tell("confirmation", sent.path, true);
  await light.open("/account");
  await light.page.locator(".pt-card", { hasText: sent.reference }).locator("a").first().click();
  await light.page.waitForURL("**/account/cases/**");
  await tell("status of a case", journey.path, true);
}

// A phone-sized browser that writes down all it sees: requests to others, errors, pages and their weight.

import { chromium, devices } from "playwright-core";

import { Watch } from "./watch.mjs";

export const phone = { width: 390, height: 844 };

export const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/** Debian's Chromium, or another one named in CHROMIUM. */
export const program = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
  return chromium.launch({ executablePath: program, args: flags });
}

/** Takes every script out of a page before it runs. Runs in the page. */
function refuseScripts() {
  const takeOut = (found) => found.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.nodeName === "SCRIPT" && node.remove()));
  new MutationObserver(takeOut).observe(document, { childList: true, subtree: true });
}

/** A person with a browser of their own: no cookie, no storage. Scripts: `true`, `false` (off), or "refused" where tools look on. */
export class Visitor {
  static async arrive(browser, server, { language = "en", scripts = true, viewport = phone, watch, forcedColors } = {}) {
    const context = await browser.newContext({
      baseURL: server.address, viewport, javaScriptEnabled: Boolean(scripts), userAgent: devices["Pixel 7"].userAgent,
      hasTouch: true, locale: language === "es" ? "es-US" : "en-US", reducedMotion: "reduce", forcedColors,
    });
    context.setDefaultTimeout(15_000);
    const visitor = new Visitor();
    Object.assign(visitor, { context, server, language, scripts });
    visitor.watch = watch ?? new Watch(server.address);
    visitor.watch.follow(context);
    if (scripts === "refused") await context.addInitScript(refuseScripts);
    visitor.page = await context.newPage();
    return visitor;
  }

  /** The address of a page in this person's language. */
  path(path) {
    if (this.language === "en") return path;
    return path === "/" ? `/${this.language}` : `/${this.language}${path}`;
  }

  open(path) {
    return this.page.goto(this.path(path));
  }

  leave() {
    return this.context.close();
  }
}

// Serves the page catalogue: every template in every state and language, as the web tests wrote it to target/catalogue.

import { strict as assert } from "node:assert";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { phone } from "./browser.mjs";
import { axeSource } from "./checks.mjs";
import { root } from "./words.mjs";

const folder = join(root, "target/catalogue");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png" };

export class Catalogue {
  static async open() {
    assert.ok(existsSync(folder), "the catalogue is written by the web tests: run `cargo test -p web --test it catalogue`");
    const catalogue = new Catalogue();
    catalogue.missing = new Set();
    catalogue.server = createServer((request, response) => catalogue.answer(request, response));
    await new Promise((done) => catalogue.server.listen(0, "127.0.0.1", done));
    catalogue.address = `http://127.0.0.1:${catalogue.server.address().port}`;
    return catalogue;
  }

  answer(request, response) {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path === "/axe.js") return response.writeHead(200, { "content-type": types[".js"], "cache-control": "max-age=3600" }).end(axeSource);
    const file = path.startsWith("/assets/") ? join(root, "web/dist", path.slice(8)) : join(folder, path);
    if (!existsSync(file)) {
      if (path.startsWith("/assets/")) this.missing.add(path);
      return response.writeHead(404).end();
    }
    return response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  }

  /** The names of all pages in a language: `resident/page-date-error.html`. */
  pages(language) {
    const names = readdirSync(join(folder, language), { recursive: true });
    return names.filter((name) => name.endsWith(".html")).sort();
  }

  close() {
    this.server.close();
  }
}

/**
 * A window on catalogue pages. Without scripts, the page is read and styled while the browser refuses every script;
 * only then scripts are allowed again, for axe alone: the page's own stays unread.
 */
export class Window {
  static async open(browser, catalogue, { language, scripts, viewport = phone, forcedColors }) {
    const context = await browser.newContext({ viewport, forcedColors, reducedMotion: "reduce" });
    const page = await context.newPage();
    const control = await context.newCDPSession(page);
    return Object.assign(new Window(), { context, page, control, catalogue, language, scripts });
  }

  async show(name) {
    if (!this.scripts) await this.control.send("Emulation.setScriptExecutionDisabled", { value: true });
    const answer = await this.page.goto(`${this.catalogue.address}/${this.language}/${name}`);
    if (!this.scripts) await this.control.send("Emulation.setScriptExecutionDisabled", { value: false });
    const missing = [...this.catalogue.missing];
    assert.deepEqual(missing, [], "the catalogue is older than web/dist: run `cargo test -p web --test it catalogue`");
    return answer;
  }

  /** Brings axe to the page as a file: the browser reads it once for all pages. */
  async bringAxe() {
    await this.page.evaluate(() => new Promise((done, fail) => {
      const script = Object.assign(document.createElement("script"), { src: "/axe.js", onload: done, onerror: fail });
      document.head.append(script);
      script.remove();
    }));
  }

  /** Calls for each width, and says of what it finds where that was. */
  async atWidths(widths, name, look) {
    const found = [];
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: 844 });
      const where = `${name} in ${this.language} at ${width} px, scripts ${this.scripts ? "on" : "off"}`;
      found.push(...(await look()).map((one) => `${where}: ${one}`));
    }
    return found;
  }

  close() {
    return this.context.close();
  }
}

/** Fails with what is wrong, the first lines of it. */
export function assertNone(wrong) {
  assert.equal(wrong.length, 0, `${wrong.length} findings:\n${wrong.slice(0, 20).join("\n")}`);
}

// Builds the style sheets, the scripts and the images of the pages into web/dist, ready to be served:
// trimmed to what the templates use, minified, named after their content, compressed beforehand.
// web/dist/manifest.json says which file stands behind each name that templates know (`asset("portico.css")`).

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { transform } from "lightningcss";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { minify } from "terser";

const here = import.meta.dirname;
const out = join(here, "dist");
const templates = resolve(here, "../templates");
const uswds = join(here, "node_modules/@uswds/uswds");
const manifest = {};

// Browsers of the last years, with room for old phones (major version << 16 | minor version << 8). All of these know
// logical properties: for Safari 14.0 each would be written four times.
const safari = (14 << 16) | (1 << 8);
const targets = { chrome: 90 << 16, safari, ios_saf: safari, firefox: 90 << 16 };

// States that no control of ours is ever in: the design system has much to say about them, and the pages nothing.
const neverSo = ["disabled", "aria-disabled", "indeterminate", "data-indeterminate"];

/** Writes one file under a name made from its content, and its compressed forms; returns that name. */
function keep(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const ending = extname(name);
  const file = `${basename(name, ending)}.${hash}${ending}`;
  writeFileSync(join(out, file), bytes);
  if (ending !== ".png") {
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params: quality }));
    writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = file;
  return file;
}

/** Every colour of the theme becomes its custom property, so that one small style sheet can re-skin the pages. */
function useCustomProperties(css) {
  const names = new Map();
  const root = css.match(/:root\s*\{[^}]*\}/)[0];
  for (const [, name, colour] of root.matchAll(/(--color-[a-z-]+):\s*(#[0-9a-f]{6})/g)) {
    if (!names.has(colour)) names.set(colour, name);
  }
  const replaced = css.replace(root, "").replace(/#[0-9a-f]{6}\b/g, (colour) => {
    const name = names.get(colour);
    return name ? `var(${name})` : colour;
  });
  return `${root}\n${replaced}`;
}

/** Images named in the style sheet are copied too and named after their content. */
function keepImages(css) {
  return css.replace(/url\("?\.\.\/node_modules\/@uswds\/uswds\/dist\/img\/([^")]+)"?\)/g, (_, path) => {
    const file = keep(basename(path), readFileSync(join(uswds, "dist/img", path)));
    return `url("${file}")`;
  });
}

/** Names that templates put together from parts. */
const putTogether = {
  standard: ["html", "body", /^usa-alert--(info|success|warning|error)$/, /^usa-(radio|checkbox)(__(label|label-description|input|input--tile))?$/],
  greedy: [/^pt-(size|tag|timeline-entry)-/],
};

/** What the pages behind these files use of a style sheet. */
async function trim(css, content) {
  const extract = (text) => text.match(/[\w-]+/g) ?? [];
  const [purged] = await new PurgeCSS().purge({ content, css: [{ raw: css }], defaultExtractor: extract, safelist: putTogether });
  return purged.css;
}

/** A selector asks for a state that never is. What is said of everything that is not so (`:not()`) stays. */
const isNeverMet = (selector) => selector.some((part) => {
  if (part.type === "pseudo-class" && part.kind === "not") return false;
  const inner = part.selectors ?? (part.selector ? [part.selector] : []);
  if (inner.length) return inner.every(isNeverMet);
  return neverSo.includes(part.type === "attribute" ? part.name : part.type === "pseudo-class" ? part.kind : "");
});

const visitor = { Selector: (selector) => (isNeverMet(selector) ? [] : undefined) };

async function buildStyles() {
  const compiled = sass.compile(join(here, "styles/portico.scss"), {
    loadPaths: [join(uswds, "packages")],
    quietDeps: true,
    style: "expanded",
  }).css.replace(/\/\*[\s\S]*?\*\//g, "");
  const all = readdirSync(templates, { recursive: true }).filter((file) => file.endsWith(".html")).map((file) => join(templates, file));
  const scripts = readdirSync(join(here, "scripts")).map((file) => join(here, "scripts", file));
  for (const file of [...all, ...scripts]) {
    const found = readFileSync(file, "utf8").match(/\b(disabled|indeterminate)\b/);
    if (found) throw new Error(`${file}: "${found[0]}" has no style: take it out of neverSo in build-assets.mjs`);
  }
  // Residents do not carry the console's styles. What both use stands in both.
  const residents = all.filter((file) => !relative(templates, file).startsWith("staff"));
  for (const [name, content] of [["portico", residents], ["staff", all]]) {
    const css = keepImages(useCustomProperties(await trim(compiled, [...content, ...scripts])));
    for (const [file, text] of [[`${name}.css`, css], [`${name}.rtl.css`, rtlcss.process(css)]]) {
      const { code } = transform({ filename: file, code: Buffer.from(text), minify: true, targets, visitor });
      keep(file, code);
    }
  }
}

async function buildScripts() {
  for (const name of readdirSync(join(here, "scripts")).filter((name) => name.endsWith(".js"))) {
    // In braces, because several stand in one page: their names stay apart.
    const text = `{${readFileSync(join(here, "scripts", name), "utf8")}}`;
    const { code } = await minify(text, { ecma: 2020, compress: { passes: 2 } });
    if (/<[/!]|[\r\0]/.test(code)) throw new Error(`${name} cannot stand in a page as it is`);
    keep(name, code);
  }
}

function buildImages() {
  for (const name of ["us_flag_small.png", "icon-dot-gov.svg", "icon-https.svg"]) {
    keep(name, readFileSync(join(uswds, "dist/img", name)));
  }
  for (const name of readdirSync(join(here, "images"))) {
    keep(name, readFileSync(join(here, "images", name)));
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
buildImages();
await buildScripts();
await buildStyles();
const sorted = Object.fromEntries(Object.entries(manifest).sort());
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

for (const [name, file] of Object.entries(sorted).filter(([name]) => /\.(css|js)$/.test(name))) {
  const size = (ending) => readFileSync(join(out, file + ending)).length;
  console.log(`${name.padEnd(16)} ${size("")} bytes, ${size(".br")} with Brotli, ${size(".gz")} with gzip`);
}

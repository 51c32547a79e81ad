// The words that pages must show, read from the same files as the product: services in their own language, the rest
// from the translations. A test that looks for a question by its label in Spanish finds a page left in English.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { parse } from "yaml";

export const root = resolve(import.meta.dirname, "../../..");

function bundle(language) {
  return new FluentBundle(language, { useIsolating: false });
}

function say(words, id, args) {
  const message = words.getMessage(id);
  if (!message?.value) throw new Error(`no words for “${id}”`);
  return words.formatPattern(message.value, args);
}

const platforms = new Map();

/** The platform's own words in a language: `say("en", "continue")`. */
export function platform(language) {
  if (!platforms.has(language)) {
    const words = bundle(language);
    // The made-up right-to-left language is English with accents.
    const folder = join(root, "locales", language === "ar-XB" ? "en" : language);
    for (const file of readdirSync(folder)) words.addResource(new FluentResource(readFileSync(join(folder, file), "utf8")));
    platforms.set(language, (id, args) => say(words, id, args));
  }
  return platforms.get(language);
}

const readYaml = (path) => parse(readFileSync(path, "utf8"), { schema: "failsafe" });
const asMessage = (id, text) => `${id} =\n${text.trim().split("\n").map((line) => `    ${line}`).join("\n")}\n`;

/** The texts of a service's own language stand in its files; here they get the ids that translations use. */
function* ownTexts(definition, pages) {
  yield ["title", definition.title];
  for (const status of definition.statuses) {
    yield [`status-${status.id}-label`, status.label];
    yield [`tell-${status.id}-subject`, status.tell.subject];
  }
  for (const section of definition.sections) yield [`section-${section.id}`, section.title];
  for (const page of Object.values(pages)) {
    if (page.title) yield [`page-${page.page}-title`, page.title];
    for (const question of page.questions ?? []) {
      for (const part of ["label", "short", "agree", "item"]) {
        if (question[part]) yield [`q-${question.id}-${part}`, question[part]];
      }
      for (const option of [...(question.options ?? []), ...(question.none ? [question.none] : [])]) {
        yield [`q-${question.id}-option-${option.value}`, option.label];
      }
    }
  }
}

const services = new Map();

/** A service's pages, its texts in each language, and its example answers. */
export function service(slug) {
  if (services.has(slug)) return services.get(slug);
  const folder = join(root, "services", slug);
  const definition = readYaml(join(folder, "service.yaml"));
  const pages = {};
  for (const file of readdirSync(join(folder, "pages"))) {
    const page = readYaml(join(folder, "pages", file));
    pages[page.page] = page;
  }
  const own = bundle("en");
  for (const [id, text] of ownTexts(definition, pages)) own.addResource(new FluentResource(asMessage(id, text)));
  const spanish = bundle("es");
  spanish.addResource(new FluentResource(readFileSync(join(folder, "locales/es.ftl"), "utf8")));
  const read = {
    slug, definition, pages,
    say: (language, id, args) => say(language === "es" ? spanish : own, id, args),
    sample: (name) => readYaml(join(folder, "samples", `${name}.yaml`)).answers,
    samples: () => readdirSync(join(folder, "samples")).map((file) => file.replace(/\.yaml$/, "")),
  };
  services.set(slug, read);
  return read;
}

/** A day of a sample, written out or counted from today (`-3 months`), as [year, month, day]. */
export function day(text) {
  const counted = text.match(/^([+-]?\d+) (day|month|year)s?$/);
  if (!counted) return text.split("-").map(Number);
  const now = new Date();
  const amount = Number(counted[1]);
  const moved = { day: [0, 0, amount], month: [0, amount, 0], year: [amount, 0, 0] }[counted[2]];
  const on = new Date(Date.UTC(now.getFullYear() + moved[0], now.getMonth() + moved[1], now.getDate() + moved[2]));
  return [on.getUTCFullYear(), on.getUTCMonth() + 1, on.getUTCDate()];
}

// Walks through a service as somebody with these answers would: reads each page, answers what it asks, presses on.

import { answer } from "./answering.mjs";
import { finger, has, pressable } from "./controls.mjs";
import { service, platform } from "./words.mjs";

const most = 120;

export class Journey {
  /** `each` is told of every page that opens. */
  constructor(visitor, slug, { sample, answers, hand = finger, each = async () => {} } = {}) {
    this.service = service(slug);
    Object.assign(this, { visitor, slug, hand, each, page: visitor.page, language: visitor.language });
    this.answers = answers ?? this.service.sample(sample);
    this.say = platform(this.language);
    this.entries = new Map();
    this.seen = [];
  }

  /** The address without its language. */
  get path() {
    const { pathname } = new URL(this.page.url());
    return this.language === "en" ? pathname : decodeURI(pathname).replace(new RegExp(`^/${this.language}(?=/|$)`), "") || "/";
  }

  button(words) {
    return pressable(this.page, "main button", words);
  }

  /** Presses a button and waits until the next page is there; gives the answer that it came with. */
  async press(words) {
    const button = await this.button(words);
    const [answered] = await Promise.all([this.page.waitForNavigation(), this.hand.press(this.page, button)]);
    return answered;
  }

  async follow(words) {
    const link = await pressable(this.page, "main a[href]", words);
    await Promise.all([this.page.waitForNavigation(), this.hand.press(this.page, link)]);
  }

  async start() {
    await this.visitor.open(`/s/${this.slug}`);
    await this.each("start");
    await this.press(this.say("start-now"));
  }

  /** Answers page after page until one of these addresses is reached; "check" if nothing else is said. */
  async walk(until = /^check$/) {
    for (let count = 0; count < most; count += 1) {
      const place = this.path.replace(`/s/${this.slug}/`, "");
      await this.each(place);
      if (until.test(place)) return place;
      this.seen.push(place);
      await this.goOn(place);
    }
    throw new Error(`still under way after ${most} pages: ${this.seen.slice(-5).join(", ")}`);
  }

  async goOn(place) {
    if (place === "tasks") return this.fromTaskList();
    const definition = this.service.pages[place.split("/").at(-1)];
    if (!definition) throw new Error(`no page of ${this.slug}: ${this.page.url()}`);
    const repeat = definition.questions?.find((question) => question.type === "repeat");
    if (repeat) return this.listPage(place, repeat);
    await this.fill(place, definition);
    return this.press(this.say("continue"));
  }

  async fromTaskList() {
    const ready = await this.page.locator("main a[href$='/check']").count();
    await this.follow(this.say(ready ? "tasks-send" : "continue"));
  }

  /** The answers given at a place: those of the service, or of the entry of a repeat it lies in. */
  answersAt(place) {
    const parts = place.split("/");
    let level = this.answers;
    for (let at = 0; at + 2 < parts.length; at += 2) {
      const repeat = this.service.pages[parts[at]].questions.find((question) => question.type === "repeat").id;
      const key = parts.slice(0, at + 2).join("/");
      if (!this.entries.has(key)) {
        const list = parts.slice(0, at + 1).join("/");
        const before = [...this.entries.keys()].filter((one) => one.replace(/\/[^/]+$/, "") === list).length;
        this.entries.set(key, level[repeat][before]);
      }
      level = this.entries.get(key);
      if (!level) throw new Error(`${key}: the example has no such entry`);
    }
    return level;
  }

  label(question, level, part = "label") {
    return this.service.say(this.language, `q-${question.id}-${part}`, level);
  }

  /** Answers every question that the page asks. */
  async fill(place, definition = this.service.pages[place.split("/").at(-1)]) {
    const level = this.answersAt(place);
    for (const question of definition.questions ?? []) {
      const given = level[question.id];
      const label = question.label ? this.label(question, level) : "";
      const asked = question.type === "statement" ? !question.when : await has(this.page, label);
      if (!asked && !question.when) throw new Error(`${this.page.url()}: “${label}” is not asked`);
      if (!asked) continue;
      if (given === undefined && question.type !== "statement" && question.optional !== "true") {
        throw new Error(`${this.page.url()}: the example has no answer to “${label}” (${question.id})`);
      }
      await answer(this, question, label, given ?? "");
    }
  }

  async listPage(place, repeat) {
    const wanted = this.answersAt(`${place}/`.replace(/\/$/, ""))[repeat.id] ?? [];
    const shown = await this.page.locator("#entries > .pt-card").count();
    if (shown >= wanted.length) return this.press(this.say("repeat-done"));
    const item = this.label(repeat, {}, "item");
    return this.press(this.say(shown ? "repeat-add-another" : "repeat-add", { item }));
  }
}

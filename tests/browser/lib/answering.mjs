// Answers one question of any type, in any language, by the words on the page.

import { clean, find, labelled } from "./controls.mjs";
import { day, platform } from "./words.mjs";

/** A real picture: one red dot as PNG. */
export const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==", "base64",
);

const isEmpty = (answer) => answer === "" || answer === undefined || answer?.length === 0;

async function part(ask, group, words, text) {
  if (isEmpty(text)) return;
  const label = platform(ask.language)(words);
  const fieldset = await find(ask.page, group, "group");
  const prefix = `${fieldset.name.replace(/-[a-z0-9_]+$/, "")}-`;
  const fits = (await labelled(ask.page)).find((one) => one.kind === "label" && one.text === clean(label, ask.page) && one.control.startsWith(prefix));
  if (!fits) throw new Error(`${ask.page.url()}: “${group}” has no part “${label}”`);
  await ask.hand.write(ask.page, fits.control, text);
}

async function option(ask, question, value) {
  const words = ask.service.say(ask.language, `q-${question.id}-option-${value}`);
  const found = await find(ask.page, words, "label");
  await ask.hand.tick(ask.page, found.control);
}

/** One function for each question type: how somebody gives such an answer. */
const types = {
  async text(ask, question, label, answer) {
    if (!isEmpty(answer)) await ask.hand.write(ask.page, (await find(ask.page, label)).control, answer);
  },
  async yes_no(ask, question, label, answer) {
    await find(ask.page, label, "group");
    const box = ask.page.locator(`input[name="${question.id}"][value="${answer}"]`);
    const words = platform(ask.language)(answer === "yes" ? "answer-yes" : "answer-no");
    const id = await box.getAttribute("id");
    const shown = await ask.page.locator(`label[for="${id}"]`).textContent();
    if (!clean(shown, ask.page).startsWith(clean(words, ask.page))) throw new Error(`“${shown}” should start with “${words}”`);
    await ask.hand.tick(ask.page, id);
  },
  async choice(ask, question, label, answer) {
    await find(ask.page, label, "group");
    await option(ask, question, answer);
  },
  async choices(ask, question, label, answer) {
    await find(ask.page, label, "group");
    for (const value of answer) await option(ask, question, value);
  },
  async select(ask, question, label, answer) {
    const words = ask.service.say(ask.language, `q-${question.id}-option-${answer}`);
    const { control } = await find(ask.page, label);
    const isList = await ask.page.locator(`select[id="${control}"]`).count();
    if (isList) await ask.hand.choose(ask.page, control, answer);
    else await ask.hand.search(ask.page, control, words);
  },
  async date(ask, question, label, answer) {
    if (isEmpty(answer)) return;
    const [year, month, date] = day(answer);
    await find(ask.page, label, "group");
    await ask.hand.choose(ask.page, `${question.id}-month`, String(month));
    await part(ask, label, "date-day", String(date));
    await part(ask, label, "date-year", String(year));
  },
  async name(ask, question, label, answer) {
    if (typeof answer === "string") return types.text(ask, question, label, answer);
    for (const name of ["given", "middle", "family", "suffix"]) await part(ask, label, `name-${name}`, answer[name]);
  },
  async address(ask, question, label, answer) {
    if (answer.no_fixed_address === "yes") {
      const found = await find(ask.page, platform(ask.language)("address-none"), "label");
      await ask.hand.tick(ask.page, found.control);
    }
    await part(ask, label, question.no_po_box ? "address-line1-street" : "address-line1", answer.line1);
    await part(ask, label, "address-line2", answer.line2);
    await part(ask, label, "address-city", answer.city);
    if (!isEmpty(answer.state)) await ask.hand.choose(ask.page, `${question.id}-state`, answer.state);
    await part(ask, label, "address-zip", answer.postal_code);
  },
  async declaration(ask, question, label, answer) {
    if (answer !== "yes") return;
    await find(ask.page, label, "declaration");
    const agree = await find(ask.page, ask.service.say(ask.language, `q-${question.id}-agree`), "label");
    await ask.hand.tick(ask.page, agree.control);
  },
  async file(ask, question, label, answer) {
    await find(ask.page, label, "group");
    if (isEmpty(answer)) return;
    const files = answer.map((_, at) => ({ name: `picture-${at + 1}.png`, mimeType: "image/png", buffer: picture }));
    await ask.page.locator(`input[id="${question.id}"]`).setInputFiles(files);
  },
  async statement(ask, question, label) {
    const text = await ask.page.locator("main").textContent();
    if (!clean(text, ask.page).includes(clean(label, ask.page))) throw new Error(`${ask.page.url()}: no statement “${label}”`);
  },
};
for (const same of ["long_text", "number", "decimal", "money", "email", "phone", "identifier"]) types[same] = types.text;

/** Answers a question that stands on the page. */
export async function answer(ask, question, label, given) {
  const type = types[question.type];
  if (!type) throw new Error(`no way to answer a question of type ${question.type}`);
  await type(ask, question, label, given);
}

// Controls found the way people find them: by the words beside them.

/** Text without marks of direction and with single spaces. The made-up language of tests also loses its accents. */
export function clean(text, page) {
  const plain = text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
  return page?.url().includes("/ar-XB") ? plain.normalize("NFD").replace(/\p{M}/gu, "") : plain;
}

/** Reads the labels of a page. Runs in the page. */
function readLabels(within) {
  const area = within ? document.querySelector(within) : document;
  const words = (node) => {
    const copy = node.cloneNode(true);
    for (const extra of copy.querySelectorAll(".pt-optional, .usa-radio__label-description, .usa-checkbox__label-description")) {
      extra.remove();
    }
    return copy.textContent;
  };
  const labels = [...area.querySelectorAll("label")].map((label) => ({
    kind: "label", text: words(label), control: label.htmlFor, shown: label.getClientRects().length > 0,
  }));
  const legends = [...area.querySelectorAll("fieldset")].map((fieldset) => {
    const controls = [...fieldset.querySelectorAll("input, select, textarea")];
    return {
      kind: "group", text: words(fieldset.querySelector("legend")), control: controls.find((one) => one.id)?.id,
      name: controls[0]?.name, shown: fieldset.getClientRects().length > 0,
    };
  });
  // A declaration's words stand above its box and belong to it.
  const boxes = [...area.querySelectorAll("input[aria-describedby]")].flatMap((box) => box.getAttribute("aria-describedby")
    .split(" ").filter((id) => id.startsWith("text-")).map((id) => ({
      kind: "declaration", text: document.getElementById(id).textContent, control: box.id, shown: true,
    })));
  return [...labels, ...legends, ...boxes];
}

/** All labelled controls of a page: {kind, text, control}. */
export async function labelled(page, within = "main") {
  const found = await page.evaluate(readLabels, within);
  return found.filter((one) => one.shown).map((one) => ({ ...one, text: clean(one.text, page) }));
}

/** The control or group with these words. */
export async function find(page, words, kind) {
  const wanted = clean(words, page);
  const found = await labelled(page);
  const fits = found.filter((one) => one.text === wanted && (!kind || one.kind === kind));
  if (!fits.length) {
    const there = found.map((one) => `“${one.text}”`).join(", ");
    throw new Error(`${page.url()}: nothing is labelled “${wanted}”. There is: ${there}`);
  }
  return fits[0];
}

/** Whether something with these words is on the page. */
export async function has(page, words) {
  return (await labelled(page)).some((one) => one.text === clean(words, page));
}

/** The first button or link with exactly these words. */
export async function pressable(page, selector, words) {
  const all = page.locator(selector);
  const texts = (await all.allTextContents()).map((text) => clean(text, page));
  const at = texts.indexOf(clean(words, page));
  if (at < 0) throw new Error(`${page.url()}: nothing to press says “${words}”. There is: ${texts.join(" | ")}`);
  return all.nth(at);
}

/** A hand that uses mouse or finger. */
export const finger = {
  async write(page, id, text) { await page.locator(`[id="${id}"]`).fill(text); },
  async choose(page, id, value) { await page.locator(`[id="${id}"]`).selectOption(value); },
  async tick(page, id) {
    if (!(await page.locator(`[id="${id}"]`).isChecked())) await page.locator(`label[for="${id}"]`).click();
  },
  async search(page, id, text) {
    await page.locator(`[id="${id}"]`).fill(text);
    await page.locator(`[id="${id}-found"] [role=option]`, { hasText: text }).first().click();
  },
  async press(page, button) { await button.click(); },
};

const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");
const hasFocus = (locator) => locator.evaluate((node) => node === document.activeElement);

/** A hand that has only a keyboard. `seen` is told of every place that the focus comes to on its way. */
export function keyboard(seen = async () => {}) {
  /** Tabs on until the control has the focus, as somebody without a mouse does. */
  async function tabTo(page, reached) {
    for (let steps = 0; steps < 120; steps += 1) {
      if (await reached()) return;
      await page.keyboard.press("Tab");
      await seen(page);
    }
    throw new Error(`${page.url()}: 120 presses of Tab did not reach it`);
  }

  return {
    async write(page, id, text) {
      await tabTo(page, async () => (await focused(page)) === id);
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await page.keyboard.type(text);
    },
    async choose(page, id, value) {
      await tabTo(page, async () => (await focused(page)) === id);
      const list = page.locator(`[id="${id}"]`);
      for (let steps = 0; steps < 80 && (await list.inputValue()) !== value; steps += 1) await page.keyboard.press("ArrowDown");
      if ((await list.inputValue()) !== value) throw new Error(`no way to “${value}” with arrow keys`);
    },
    async tick(page, id) {
      const box = page.locator(`[id="${id}"]`);
      if (await box.isChecked()) return;
      const name = await box.getAttribute("name");
      if ((await box.getAttribute("type")) !== "radio") {
        await tabTo(page, () => hasFocus(box));
        await page.keyboard.press("Space");
        return;
      }
      await tabTo(page, () => page.evaluate((name) => document.activeElement?.name === name, name));
      if (await hasFocus(box)) await page.keyboard.press("Space");
      for (let steps = 0; steps < 40 && !(await box.isChecked()); steps += 1) await page.keyboard.press("ArrowDown");
    },
    async search(page, id, text) {
      await tabTo(page, async () => (await focused(page)) === id);
      await page.keyboard.type(text);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    },
    async press(page, button) {
      await tabTo(page, () => hasFocus(button));
      await page.keyboard.press("Enter");
    },
  };
}

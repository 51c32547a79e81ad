// Reads the demo's mailbox, as the person would read their email.

import { setTimeout as wait } from "node:timers/promises";

/** The messages to an address, newest first: {subject, text, links, open}. */
export async function messagesTo(visitor, email) {
  const page = await visitor.context.newPage();
  try {
    await page.goto("/mailbox");
    const cards = page.locator(".pt-card", { hasText: email });
    const found = [];
    for (const card of await cards.all()) {
      found.push({ subject: (await card.locator("h2").innerText()).trim(), path: await card.locator("h2 a").getAttribute("href") });
    }
    return found;
  } finally {
    await page.close();
  }
}

/** Waits for a message that fits, and opens it: {subject, text, html, links}. */
export async function message(visitor, email, fits, { among = () => true } = {}) {
  let all = [];
  for (let tries = 0; tries < 100; tries += 1) {
    all = await messagesTo(visitor, email);
    const found = all.find((one) => fits.test(one.subject) && among(one));
    if (found) return read(visitor, found);
    await wait(200);
  }
  throw new Error(`no message to ${email} with subject ${fits}; there is: ${all.map((one) => one.subject).join(" | ") || "none"}`);
}

async function read(visitor, { subject, path }) {
  const page = await visitor.context.newPage();
  try {
    await page.goto(path);
    const links = await page.locator("main a[href]").evaluateAll((all) => all.map((link) => link.href));
    const mail = page.locator(".pt-mail");
    return { subject, path, text: await mail.innerText(), language: await mail.getAttribute("lang"), links };
  } finally {
    await page.close();
  }
}

/** The one-time code of the newest message to an address that holds one. */
export async function code(visitor, email, { after = new Set() } = {}) {
  for (let tries = 0; tries < 100; tries += 1) {
    for (const one of await messagesTo(visitor, email)) {
      if (after.has(one.path)) continue;
      const { text } = await read(visitor, one);
      const digits = text.match(/(?<![\d-])(\d{6})(?![\d-])/) ?? text.match(/(?<!\d)(\d{3}[ \u00a0-]\d{3})(?![\d-])/);
      if (digits) return digits[1].replace(/\D/g, "");
    }
    await wait(200);
  }
  throw new Error(`no code was sent to ${email}`);
}

// Messages as people get them: the HTML of every email that a renewal sends, read by the same tools as pages.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { axe, validity } from "./lib/checks.mjs";
import { messagesTo } from "./lib/mailbox.mjs";
import { find, finger } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { moving, unreadable } from "./lib/reading.mjs";
import { send } from "./lib/sending.mjs";
import { openCase, decide, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();
const slug = "renew-a-drivers-license";

/** Everything that is wrong with a message, enlarged to 400 % too. */
async function examine(page, path, language) {
  const answer = await page.goto(`${path}/html`);
  const html = await answer.text();
  const wrong = (await validity(html)).filter((line) => !/^no-inline-style/.test(line));
  // The message stands alone, as in a mail program: its sandbox would let no script look at it.
  for (const viewport of [{ width: 320, height: 256 }, { width: 1280, height: 900 }]) {
    await page.setViewportSize(viewport);
    await page.goto("about:blank");
    await page.setContent(html);
    wrong.push(...(await axe(page)), ...(await page.evaluate(unreadable)), ...(await page.evaluate(moving)));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${over} px wider than the window`);
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language, path);
  return wrong;
}

for (const language of ["en", "es"]) {
  test(`every email about a renewal in ${language} is accessible, valid and can be enlarged to 400 %`, { timeout: 240_000 }, async () => {
    const email = `letters.${language}@example.org`;
    const visitor = await set.visitor({ language });
    const journey = new Journey(visitor, slug, { sample: "simple-renewal" });
    await journey.start();
    await journey.walk(/^contact$/);
    await journey.press(journey.say("save-for-later"));
    await finger.write(journey.page, (await find(journey.page, journey.say("email-label"))).control, email);
    await journey.press(journey.say("save-send"));
    await visitor.open(`/s/${slug}/contact`);
    await journey.walk();
    const sent = await send(journey, email);
    const staff = await set.visitor();
    await signIn(staff, "dmv");
    await openCase(staff, sent.reference);
    await decide(staff, journey.service.say("en", "status-refused-label"), "Please see us about your eyes.");
    await staff.leave();

    // A link to come back, a code, what was received, what was decided.
    let all = [];
    for (let tries = 0; tries < 100 && all.length < 4; tries += 1) {
      all = await messagesTo(visitor, email);
      await journey.page.waitForTimeout(200);
    }
    assert.ok(all.length >= 4, all.map((one) => one.subject).join(" | "));
    const reader = await set.browser.newPage({ baseURL: set.server.address });
    const wrong = [];
    for (const { subject, path } of all) wrong.push(...(await examine(reader, path, language)).map((one) => `${subject}: ${one}`));
    await reader.close();
    await visitor.leave();
    assert.deepEqual(wrong, []);
  });
}

// A caseworker at the console: signs in with the account that the demo shows, finds a case, decides.

import { find, finger } from "./controls.mjs";
import { platform } from "./words.mjs";

const say = platform("en");

/** Signs in with the account that the demo shows, or with the one like it of another agency. */
export async function signIn(visitor, agency, hand = finger) {
  const { page } = visitor;
  await page.goto("/staff/sign-in");
  const [shown, ...others] = await page.locator(".usa-alert strong").allInnerTexts();
  const password = others.at(-1);
  const email = agency ? shown.replace(/@[^.]+/, `@${agency}`) : shown;
  await hand.write(page, (await find(page, say("email-label"))).control, email);
  await hand.write(page, (await find(page, say("staff-password"))).control, password);
  await press(page, say("staff-sign-in"), hand);
  return { email, password };
}

export async function press(page, words, hand = finger) {
  const button = page.getByRole("button", { name: words, exact: true }).first();
  await Promise.all([page.waitForNavigation(), hand.press(page, button)]);
}

/** Searches the queue for a reference, and opens the case from the row found. */
export async function openCase(visitor, reference, hand = finger) {
  const { page } = visitor;
  await page.goto("/staff");
  await hand.write(page, (await find(page, say("staff-search-label"))).control, reference);
  await press(page, say("staff-show"), hand);
  const link = page.locator("tbody a", { hasText: reference });
  await Promise.all([page.waitForNavigation(), hand.press(page, link)]);
}

/** Sets a status, in the words of the service, with a reason. */
export async function decide(visitor, label, reason, hand = finger) {
  const { page } = visitor;
  await hand.tick(page, (await find(page, label, "label")).control);
  await hand.write(page, (await find(page, say("staff-reason"))).control, reason);
  await press(page, say("staff-set-status"), hand);
}

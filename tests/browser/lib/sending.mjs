// From "check your answers" to the confirmation, with or without an email to confirm.

import { find } from "./controls.mjs";
import { code } from "./mailbox.mjs";

/** The words that the send button has for this service. */
const sendWords = (journey) => journey.say("check-send", { noun: journey.service.definition.noun });

/** Sends what stands on "check your answers": {reference, receiptCode}. */
export async function send(journey, email) {
  if (journey.service.definition.sign_in === "email") await confirmEmail(journey, email);
  if (journey.path.endsWith("/check")) await journey.press(sendWords(journey));
  return confirmation(journey);
}

async function confirmEmail(journey, email) {
  const { page, say } = journey;
  await journey.press(say("check-continue"));
  await journey.each("email");
  await journey.hand.write(page, (await find(page, say("email-label"))).control, email);
  await journey.press(say("email-send"));
  await journey.each("email/code");
  const digits = await code(journey.visitor, email);
  await journey.hand.write(page, (await find(page, say("code-label"))).control, digits);
  await journey.press(say("code-submit"));
  await journey.each("email confirmed");
}

/** Reads both codes from the confirmation. */
export async function confirmation(journey) {
  if (!/^\/sent\//.test(journey.path)) throw new Error(`not a confirmation: ${journey.page.url()}`);
  await journey.each("sent");
  const [reference, receiptCode] = await journey.page.locator(".pt-codes dd").allInnerTexts();
  return { reference: reference.trim(), receiptCode: receiptCode.trim(), path: journey.path };
}

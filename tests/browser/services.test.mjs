// Each service from its start page to the agency's decision: on a phone, in two languages, with and without scripts.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { rowsInTime } from "./lib/agency.mjs";
import { find } from "./lib/controls.mjs";
import { Journey } from "./lib/journey.mjs";
import { code, message } from "./lib/mailbox.mjs";
import { confirmation, send } from "./lib/sending.mjs";
import { decide, openCase, signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";

const services = [
  {
    slug: "report-a-street-problem", sample: "light-pole-down", email: "zoe@example.org", agency: "public-works",
    status: "fixed", reason: "The crew put up a new pole on Tuesday.", table: "SVC_REQ",
    columns: { SVC_CD: "SR-LITE", DTL_CD: "POL", PRI_CD: "1", PHOTO_FLG: "Y", RPTR_EMAIL: "zoe@example.org", CHNL_CD: "WEB", REQ_STAT: "OPEN" },
  },
  {
    slug: "renew-a-drivers-license", sample: "moved-and-unwell", email: "xochitl@example.org", agency: "dmv",
    status: "refused", reason: "Your doctor must first tell us that you can drive safely.", table: "DL_RNWL_TXN",
    columns: {
      TXN_CD: "RNW", DL_NO: "M5500142", CUST_LNAME: "PEÑA-ŁUKASIEWICZ", CUST_FNAME: "XÓCHITL ZOË", DOB: "19920229",
      ADDR_CHG_FLG: "Y", RES_CITY: "RIVERBEND", RES_ZIP: "500990000", MAIL_ZIP: "500990077", HT_CD: "504", EYE_CLR_CD: "HAZ",
      MED_FLG: "Y", RVW_FLG: "Y", VTR_CD: "R", DONOR_FLG: "Y", FEE_AMT: 4500, CUST_PH: "5155550148",
    },
  },
  {
    slug: "apply-for-food-assistance", sample: "single-no-income", email: "marisol@example.org", agency: "human-services",
    status: "interview-needed", reason: "We will call you on Thursday at 10 in the morning.", table: "T_SNAP_APPL",
    columns: {
      PRSN_FULL_NM: "MARISOL VEGA EXAMPLE", PRSN_DOB: "19941102", RES_ADDR_LN1: "48 HERON STREET", RES_ZIP: "50099",
      PHN_NO: "5155550161", HH_SIZE: 1, LIQ_RES_CTS: 3500, XPDT_IND: "Y", XPDT_RSN_CD: "LOW", VOTE_CD: "A",
    },
    // The example leaves the email out; the person who follows the case gives one.
    answers: { email: "marisol@example.org", contact_ways: ["call", "email"] },
  },
];

const set = stage();

for (const which of services) {
  for (const language of ["en", "es"]) {
    for (const scripts of [true, false]) {
      const how = `in ${language === "es" ? "Spanish" : "English"} ${scripts ? "with" : "without"} scripts`;
      test(`${which.slug} goes from the start page to the decision ${how}`, { timeout: 300_000 }, async (t) => {
        const visitor = await set.visitor({ language, scripts });
        const email = which.email.replace("@", `.${language}${scripts ? "" : ".plain"}@`);
        try {
          await fromStartToDecision(t, visitor, which, email);
        } finally {
          await set.findings.close(visitor.watch);
          await visitor.leave();
        }
      });
    }
  }
}

async function fromStartToDecision(t, visitor, which, email) {
  const { language } = visitor;
  const journey = new Journey(visitor, which.slug, { sample: which.sample, each: (state) => set.findings.examine(visitor, state) });
  journey.answers = { ...journey.answers, ...which.answers };
  if (journey.answers.email) journey.answers.email = email;

  await journey.start();
  await journey.walk();
  const sent = await send(journey, email);
  assert.match(sent.reference, /^[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]$/, "a reference that can be read out");

  await t.test("the receipt shows every answer under the same reference (US-07)", async () => {
    await journey.follow(journey.say("receipt-open"));
    await journey.each("receipt");
    assert.ok((await journey.page.locator("main").innerText()).includes(sent.reference));
    assert.ok((await journey.page.locator(".pt-row").count()) > 8);
  });

  await t.test("the agency's own database has the record, with every mapped column right", async () => {
    const [row, ...more] = await rowsInTime(visitor.server, which.table, sent.reference);
    assert.ok(row, `no row in ${which.table}`);
    assert.equal(more.length, 0, "one row only");
    const got = Object.fromEntries(Object.keys(which.columns).map((name) => [name, row[name]]));
    const wanted = { ...which.columns };
    for (const name of ["RPTR_EMAIL"]) if (name in wanted) wanted[name] = email;
    assert.deepEqual(got, wanted);
  });

  const received = await message(visitor, email, new RegExp(escaped(journey.service.say(language, "tell-received-subject"))));
  assert.ok(received.text.includes(sent.reference), "the email names the case reference");
  assert.equal(received.language, language);

  await decideAsStaff(which, sent, journey);
  const subject = journey.service.say(language, `tell-${which.status}-subject`);
  const told = await message(visitor, email, new RegExp(escaped(subject)), { among: (one) => one.path !== received.path });
  const isGivenReason = journey.service.definition.statuses.find((status) => status.id === which.status).tell.text.includes("$reason");
  if (isGivenReason) assert.ok(told.text.includes(which.reason), "the email gives the reason");

  await seesStatus(journey, which, sent);
  // A guest proved no address, so no account shows the case: the receipt's codes do.
  if (journey.service.definition.sign_in === "email") await seesCase(journey, which, sent, email);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function decideAsStaff(which, sent, journey) {
  const staff = await set.visitor();
  const examine = (state) => set.findings.examine(staff, state);
  try {
    await signIn(staff, which.agency);
    await examine("queue");
    await openCase(staff, sent.reference);
    await examine("case");
    await decide(staff, journey.service.say("en", `status-${which.status}-label`), which.reason);
    await examine("decided");
    assert.ok((await staff.page.locator("#timeline").innerText()).includes(journey.service.say("en", `status-${which.status}-label`)));
  } finally {
    await set.findings.close(staff.watch, { isResident: false });
    await staff.leave();
  }
}

/** Without signing in: both codes show the status and nothing personal (ID-06). */
async function seesStatus(journey, which, sent) {
  const { page, say, visitor } = journey;
  await visitor.open("/status");
  await journey.each("status form");
  await journey.hand.write(page, (await find(page, say("case-reference"))).control, sent.reference);
  await journey.hand.write(page, (await find(page, say("receipt-code"))).control, sent.receiptCode);
  await journey.press(say("status-submit"));
  await journey.each("status");
  const text = await page.locator("main").innerText();
  assert.ok(text.includes(journey.service.say(journey.language, `status-${which.status}-label`)), "the new status is shown");
  assert.ok(!text.includes(which.email.split("@")[0]), "nothing personal is shown");
}

/** Signed in by emailed code: the case is in the list, its timeline shows the decision. */
async function seesCase(journey, which, sent, email) {
  const { page, say, visitor } = journey;
  await visitor.open("/account");
  if (/^\/sign-in/.test(journey.path)) {
    await journey.each("sign in");
    await journey.hand.write(page, (await find(page, say("email-label"))).control, email);
    await journey.press(say("email-send"));
    await journey.each("sign in, code");
    await journey.hand.write(page, (await find(page, say("code-label"))).control, await code(visitor, email));
    await journey.press(say("code-submit"));
  }
  await journey.each("account");
  const link = page.locator(".pt-card", { hasText: sent.reference }).locator("a");
  await Promise.all([page.waitForNavigation(), link.click()]);
  await journey.each("case");
  const text = await page.locator("main").innerText();
  assert.ok(text.includes(journey.service.say(journey.language, `status-${which.status}-label`)));
}

test("every page and state of these journeys is accessible, valid, light, narrow and on its own (ACC-01, CH-07)", () => {
  set.findings.assertNone();
});

// Pages that belong to no journey, at every width; and what every answer of the server must have.

import { strict as assert } from "node:assert";
import { test } from "node:test";

import { Journey } from "./lib/journey.mjs";
import { signIn } from "./lib/staff.mjs";
import { stage } from "./lib/stage.mjs";

const set = stage();

const fixed = [
  "/", "/?q=my+license+ran+out", "/?q=zzzz", "/contact", "/accessibility", "/privacy", "/vulnerability-disclosure", "/status",
  "/sign-in", "/mailbox", "/staff/sign-in", "/no-such-page", "/s/report-a-street-problem", "/s/renew-a-drivers-license",
  "/s/apply-for-food-assistance", "/s/renew-a-drivers-license?need=need_75",
];

/** 320 × 256 is what is left of a window of 1280 × 1024 at a zoom of 400 % (WCAG 1.4.10). */
const windows = [{ width: 390, height: 844 }, { width: 1280, height: 900 }, { width: 320, height: 256 }];

for (const language of ["en", "es"]) {
  for (const viewport of windows) {
    test(`the fixed pages in ${language} at ${viewport.width} × ${viewport.height}`, { timeout: 120_000 }, async () => {
      const visitor = await set.visitor({ language, viewport });
      visitor.watch.expected.add("404");
      for (const path of fixed) {
        await visitor.open(path);
        await set.findings.examine(visitor, `${viewport.width} px`);
      }
      await set.findings.close(visitor.watch);
      await visitor.leave();
    });
  }
}

test("a narrow or enlarged window never scrolls sideways on any page of a service (WCAG 1.4.10)", { timeout: 300_000 }, async () => {
  for (const [slug, sample, language] of [
    ["report-a-street-problem", "missed-trash-spanish", "es"], ["renew-a-drivers-license", "moved-and-unwell", "en"],
    ["apply-for-food-assistance", "single-no-income", "es"],
  ]) {
    const visitor = await set.visitor({ language, viewport: windows[2], scripts: false });
    const journey = new Journey(visitor, slug, { sample, each: (state) => set.findings.examine(visitor, `${state}, 320 px`) });
    await journey.start();
    await journey.walk();
    await visitor.leave();
  }
});

test("the staff pages at every width (ACC-10)", { timeout: 120_000 }, async () => {
  for (const viewport of windows) {
    const visitor = await set.visitor({ viewport });
    await signIn(visitor);
    for (const path of ["/staff", "/staff?q=nobody", "/staff/obligations", "/staff/audit"]) {
      await visitor.open(path);
      await set.findings.examine(visitor, `${viewport.width} px`);
    }
    await set.findings.close(visitor.watch, { isResident: false });
    await visitor.leave();
  }
});

test("plain words find the service: “my license ran out”", async () => {
  const visitor = await set.visitor();
  for (const [words, service] of [["my license ran out", "renew-a-drivers-license"], ["hungry", "apply-for-food-assistance"], ["street lamp broken", "report-a-street-problem"]]) {
    await visitor.open(`/?q=${encodeURIComponent(words)}`);
    const first = await visitor.page.locator(".pt-service-card a").first().getAttribute("href");
    assert.equal(first, `/s/${service}`, words);
  }
  await visitor.leave();
});

test("every answer forbids scripts of others, framing and guessing of types (SEC-06)", async () => {
  for (const path of ["/", "/no-such-page", "/s/report-a-street-problem", "/staff", "/healthz", "/mailbox"]) {
    const { headers } = await fetch(set.server.address + path, { redirect: "manual" });
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-(inline|eval)/, path);
    assert.match(policy, /script-src( 'sha256-[\w+/=]+')+;/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
  }
});

test("style sheets are compressed and kept for ever, pages with answers are kept nowhere", async () => {
  const page = await fetch(set.server.address, { headers: { "accept-encoding": "br" } });
  assert.equal(page.headers.get("content-encoding"), "br");
  assert.match(page.headers.get("cache-control"), /no-store/);
  const [, sheet] = (await page.text()).replaceAll("&#x2f;", "/").match(/href="(\/assets\/portico[^"]+\.css)"/);
  const style = await fetch(set.server.address + sheet, { headers: { "accept-encoding": "br" } });
  assert.equal(style.headers.get("content-encoding"), "br");
  assert.match(style.headers.get("cache-control"), /max-age=31536000.*immutable/);
});

test("a form sent from another site is refused", async () => {
  const answer = await fetch(`${set.server.address}/s/report-a-street-problem/start`, {
    method: "POST", redirect: "manual", headers: { origin: "https://elsewhere.example.org", "sec-fetch-site": "cross-site" },
  });
  assert.equal(answer.status, 403);
});

test("the session's cookie cannot be read by scripts and does not go to other sites (ID-05)", async () => {
  const visitor = await set.visitor();
  const journey = new Journey(visitor, "report-a-street-problem", { sample: "pothole" });
  await journey.start();
  const cookies = await visitor.context.cookies();
  assert.equal(cookies.length, 1, "one cookie");
  assert.equal(cookies[0].httpOnly, true);
  assert.match(cookies[0].sameSite, /Lax|Strict/);
  await visitor.leave();
});

test("all fixed pages and staff pages are accessible, valid, light and narrow enough (ACC-01)", () => set.findings.assertNone());

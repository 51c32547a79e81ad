// Everything a test file needs: one server, one browser, one list of findings, and their end.

import { after, before } from "node:test";

import { Visitor, launch } from "./browser.mjs";
import { Findings } from "./checks.mjs";
import { Server } from "./server.mjs";

/** Sets the stage before the tests of a file and clears it after them. */
export function stage(settings) {
  const set = { findings: new Findings() };
  before(async () => {
    set.server = await Server.start(settings);
    set.browser = await launch();
  }, { timeout: 120_000 });
  after(async () => {
    await set.browser?.close();
    await set.server?.stop();
  }, { timeout: 60_000 });
  set.visitor = (options) => Visitor.arrive(set.browser, set.server, options);
  return set;
}

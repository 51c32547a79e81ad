// A hand on the keyboard, with eyes that look for the focus at every press of Tab.

import { strict as assert } from "node:assert";

import { keyboard } from "./controls.mjs";
import { lookAtFocus } from "./focus.mjs";

/** Gathers every place where the focus cannot be seen or is hidden, and how many places it came to. */
export class Eyes {
  places = 0;
  wrong = new Set();

  hand = keyboard(async (page) => {
    const wrong = await page.evaluate(lookAtFocus);
    this.places += 1;
    if (wrong) this.wrong.add(`${new URL(page.url()).pathname}: ${wrong}`);
  });

  assertSeen() {
    assert.ok(this.places > 40, `only ${this.places} places had the focus`);
    assert.deepEqual([...this.wrong], []);
  }
}

// What Lighthouse says of the main pages, as far as it does not depend on the machine: `make lighthouse` measures the rest.

import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";

import { Light, categories, places } from "./lib/lighthouse.mjs";
import { Server } from "./lib/server.mjs";

const steady = categories.filter((name) => name !== "performance");
let server, light;

before(async () => {
  server = await Server.start();
  light = await Light.arrive(server);
}, { timeout: 120_000 });

after(async () => {
  await light?.leave();
  await server?.stop();
}, { timeout: 60_000 });

test("Lighthouse finds nothing to better in accessibility, good practice and search on any main page", { timeout: 400_000 }, async () => {
  const wrong = [];
  const seen = [];
  await places(light, async (place) => {
    const { scores, lost } = await light.look(place, steady);
    seen.push(place.name);
    for (const name of steady) if (scores[name] !== 100) wrong.push(`${place.name}: ${name} ${scores[name]}: ${lost.join("; ")}`);
  });
  assert.deepEqual(wrong, []);
  assert.equal(seen.length, 7, seen.join(", "));
});

// Measures the main pages with Lighthouse: `make lighthouse`. Times depend on the machine, so this is no test.

import { Light, categories, places } from "./lib/lighthouse.mjs";
import { Server } from "./lib/server.mjs";

const runs = Number(process.env.RUNS ?? 5);
/** The largest paint on a slow connection, in milliseconds. */
const goal = 1000;

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const server = await Server.start();
const light = await Light.arrive(server);
try {
  console.log(`| page | ${categories.join(" | ")} | largest paint |\n|---|${"--:|".repeat(categories.length + 1)}`);
  await places(light, async (place) => {
    const seen = [];
    for (let count = 0; count < runs; count += 1) seen.push(await light.look(place));
    const scores = categories.map((name) => middle(seen.map((one) => one.scores[name])));
    const paint = middle(seen.map((one) => one.paint));
    console.log(`| ${place.name} | ${scores.join(" | ")} | ${Math.round(paint)} ms |`);
    const isGood = scores.every((score) => score === 100) && paint <= goal;
    if (isGood) return;
    process.exitCode = 1;
    for (const line of new Set(seen.flatMap((one) => one.lost))) console.log(`  ${place.name}: ${line}`);
  });
} finally {
  await light.leave();
  await server.stop();
}

// Starts the real program, as `portico demo`, on a free port and an empty data folder, and stops it again.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { root } from "./words.mjs";

const program = process.env.PORTICO_PROGRAM ?? join(root, "target/debug/portico");

export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => probe.once("listening", done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** A running demo: its address, its data folder, what it wrote, and how to stop and start it. */
export class Server {
  constructor(port, data) {
    Object.assign(this, { port, data, address: `http://127.0.0.1:${port}`, log: "" });
  }

  static async start({ args = [], environment = {} } = {}) {
    if (!existsSync(program)) throw new Error(`${program} is not built: run \`cargo build\` first`);
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), "portico-browser-")));
    Object.assign(server, { args, environment });
    await server.run();
    return server;
  }

  async run() {
    const args = ["demo", "--listen", `127.0.0.1:${this.port}`, "--data", this.data, ...this.args];
    this.process = spawn(program, args, { cwd: root, env: { ...process.env, ...this.environment } });
    this.ended = new Promise((done) => this.process.once("exit", (code, signal) => done({ code, signal })));
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on("data", (text) => (this.log += text));
    for (let tries = 0; tries < 600; tries += 1) {
      const ready = await fetch(`${this.address}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      if (this.process.exitCode !== null) break;
      await wait(100);
    }
    throw new Error(`portico demo did not become ready:\n${this.log}`);
  }

  async halt() {
    if (this.process.exitCode === null) this.process.kill("SIGTERM");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 20_000);
    const ended = await this.ended;
    clearTimeout(late);
    return ended;
  }

  async stop() {
    await this.halt();
    rmSync(this.data, { recursive: true, force: true });
  }
}

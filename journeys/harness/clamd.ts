// A real clamd of the test's own: its socket, its configuration and a few signatures in a temporary directory, since the
// public database cannot be had without a network. It finds EICAR's test file, and a made-up phrase of ours.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

// In two parts, so that no scanner takes this file for the test file.
export const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
export const harmfulPhrase = "a made-up harmful phrase";

const signatures = {
  "test.hdb": "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n",
  "test.ndb": `Made.Up.Harmful:0:*:${Buffer.from(harmfulPhrase).toString("hex")}\n`,
};

export class Clamd {
  private readonly place = mkdtempSync(path.join(tmpdir(), "regard-clamd-"));
  readonly socket = path.join(this.place, "clamd.sock");
  private process: ChildProcess | undefined;

  constructor() {
    const database = path.join(this.place, "db");
    mkdirSync(database);
    for (const [name, text] of Object.entries(signatures)) writeFileSync(path.join(database, name), text);
    writeFileSync(path.join(this.place, "clamd.conf"), [
      `DatabaseDirectory ${database}`, `LocalSocket ${this.socket}`, `TemporaryDirectory ${this.place}`, "Foreground yes",
      "StreamMaxLength 26M", ""].join("\n"));
  }

  async start(): Promise<void> {
    this.process = spawn("/usr/sbin/clamd", [`--config-file=${path.join(this.place, "clamd.conf")}`], { stdio: "ignore" });
    const until = Date.now() + 60_000;
    while (Date.now() < until && this.process.exitCode === null) {
      if (existsSync(this.socket) && await this.answers()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("clamd did not come up: is Debian's clamav-daemon installed?");
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const line = createConnection(this.socket);
      line.once("connect", () => line.write("zPING\0"));
      line.once("data", (said) => { line.destroy(); resolve(said.toString().startsWith("PONG")); });
      line.once("error", () => resolve(false));
    });
  }

  async stop(): Promise<void> {
    const running = this.process;
    this.process = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill("SIGTERM");
    await gone;
    rmSync(this.socket, { force: true });
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.place, { recursive: true, force: true });
  }
}

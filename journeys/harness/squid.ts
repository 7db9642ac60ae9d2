// Debian's Squid as a process of the journey's own: stops some hosts and sends people to the block page.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./ports.ts";

const squid = "/usr/sbin/squid";

export class Squid {
  readonly address: string;
  private readonly folder: string;
  private readonly port: number;
  private readonly process: ChildProcess;

  private constructor(folder: string, port: number, process: ChildProcess) {
    this.address = `http://127.0.0.1:${port}`;
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  // As docs/web-filter-block-page.md says.
  static async start(stopped: string, blockPage: string): Promise<Squid> {
    if (spawnSync(squid, ["-v"]).status !== 0) throw new Error("no squid: apt-get install squid");
    const folder = mkdtempSync(path.join(tmpdir(), "regard-squid-")), port = await freePort();
    chmodSync(folder, 0o777);  // started by root, Squid becomes another user
    const configuration = path.join(folder, "squid.conf");
    writeFileSync(configuration, [
      `http_port 127.0.0.1:${port}`,
      "acl ours src 127.0.0.1/32",
      `acl stopped dstdomain ${stopped}`,
      `deny_info 303:${blockPage}?host=%H stopped`,
      "http_access deny stopped",
      "http_access allow ours",
      "cache deny all",
      "shutdown_lifetime 0 seconds",
      "pinger_enable off",
      `pid_filename ${folder}/squid.pid`,
      `access_log stdio:${folder}/access.log`,
      `cache_log ${folder}/cache.log`,
      `coredump_dir ${folder}`,
      "",
    ].join("\n"));
    const child = spawn(squid, ["-N", "-f", configuration], { stdio: "ignore" });
    const made = new Squid(folder, port, child);
    await made.answers();
    return made;
  }

  private async answers(): Promise<void> {
    for (let tries = 0; tries < 300 && this.process.exitCode === null; ++tries) {
      const is = await new Promise<boolean>((resolve) => {
        const socket = connect(this.port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
        socket.once("error", () => resolve(false));
      });
      if (is) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`squid did not come up; see ${this.folder}`);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const gone = new Promise<void>((resolve) => this.process.once("exit", () => resolve()));
      this.process.kill("SIGTERM");
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

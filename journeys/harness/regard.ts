// One running Regard: the release program on a copy of the demonstration provider, a free port and a mailbox of its own.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cpSync, createWriteStream, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { Mailbox } from "./mail.ts";
import { freePort } from "./ports.ts";
import { out, program, template, views } from "./places.ts";
import { Sweep } from "./sweep.ts";

const run = promisify(execFile);

export class Regard {
  readonly data: string;
  readonly address: string;
  readonly mail: Mailbox;
  readonly sweep = new Sweep();
  private readonly log: string;
  private readonly process: ChildProcess;
  private daysAhead = 0;

  private constructor(data: string, address: string, mail: Mailbox, log: string, process: ChildProcess) {
    this.data = data;
    this.address = address;
    this.mail = mail;
    this.log = log;
    this.process = process;
  }

  // `name` is of the log and of the list of views rendered; no name, no list: what a raw request is answered with was
  // shown to nobody.
  static async start(name: string, options: { views: boolean; language?: string; scanner?: string } = { views: true }): Promise<Regard> {
    if (!existsSync(template)) throw new Error("the demonstration provider is made by tests/parts/journeys");
    const data = mkdtempSync(path.join(out, `data-${name}-`));
    cpSync(template, data, { recursive: true });
    const mail = await Mailbox.open();
    const port = await freePort();
    const logFile = path.join(out, `${name}.log`), log = createWriteStream(logFile);
    const child = spawn(program,
      ["demo", "serve", "--data", data, "--port", String(port), "--smtp", `127.0.0.1:${mail.port}`,
       "--clock-file", path.join(data, "clock"),
       "--trusted-proxy", "127.0.0.1",  // so that a journey can come from another address
       ...(options.scanner ? ["--scanner", options.scanner] : []),
       ...(options.language ? ["--language", options.language] : [])],
      { stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...(options.views ? { REGARD_RECORD_VIEWS: path.join(views, `${name}.txt`) } : {}) } });
    child.stdout!.pipe(log);
    child.stderr!.pipe(log);
    const regard = new Regard(data, `http://127.0.0.1:${port}`, mail, logFile, child);
    try {
      await regard.answers();
    } catch (fault) {
      await regard.stop().catch(() => undefined);
      throw fault;
    }
    return regard;
  }

  private async answers(): Promise<void> {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      if (this.ended) break;
      try {
        if ((await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok) return;
      } catch { /* not listening yet */ }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`regard did not come up; see ${out}/*.log`);
  }

  // From now on it is so many days later, for the program alone: sessions end, clocks run out, reviews fall due. Only for a
  // provider of the journey's own, never for the shared one. The file is replaced whole: half a number would be another time.
  moveClock(days: number): void {
    this.daysAhead += days;
    const file = path.join(this.data, "clock");
    writeFileSync(`${file}.new`, String(this.daysAhead * 86_400));
    renameSync(`${file}.new`, file);
  }

  // The day it is for the program.
  get today(): Date {
    return new Date(Date.now() + this.daysAhead * 86_400_000);
  }

  // The second factor's code at this moment, as the program itself tells it for demonstration accounts.
  async code(account: string): Promise<string> {
    const { stdout } = await run(program, ["demo", "code", account, "--data", this.data, "--clock-file", path.join(this.data, "clock")]);
    return stdout.match(/\b\d{6}\b/)![0];
  }

  async stop(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.process.once("exit", () => resolve()));
    const crashed = this.ended;
    if (!crashed) {
      this.process.kill("SIGTERM");
      await gone;
    }
    await this.mail.close();
    const inClear = crashed ? [] : this.sweep.found(this.data, this.log, this.mail.letters.flatMap((letter) => [letter.raw, letter.mail.text ?? ""]));
    rmSync(this.data, { recursive: true, force: true });
    if (crashed) throw new Error(`regard ended by itself (${this.process.signalCode ?? this.process.exitCode}); see ${out}/*.log`);
    if (inClear.length > 0) throw new Error(`what was typed stands in clear in ${inClear.join("; ")}`);
  }

  private get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}

// A demonstration provider of a test's own, whose program can be killed and started again on the same data.
import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../journeys/harness/ports.ts";
import { program, root } from "../../journeys/harness/places.ts";

const run = promisify(execFile);
const out = process.env.REGARD_FAULTS_OUT ?? path.join(root, "build/faults");
const template = path.join(out, "template");

export class Provider {
  readonly data: string;
  readonly address: string;
  readonly port: number;
  process?: ChildProcess;
  private readonly name: string;

  private constructor(name: string, data: string, port: number) {
    this.name = name;
    this.data = data;
    this.port = port;
    this.address = `http://127.0.0.1:${port}`;
  }

  static async make(name: string, folder = out): Promise<Provider> {
    mkdirSync(out, { recursive: true });
    if (!existsSync(template)) execFileSync(program, ["demo", "create", "--data", template], { stdio: "ignore" });
    const data = mkdtempSync(path.join(folder, `${name}-`));
    cpSync(template, data, { recursive: true });
    return new Provider(name, data, await freePort());
  }

  // `around`: a command that runs the program, such as strace.
  async serve(options: { around?: string[]; more?: string[]; environment?: Record<string, string> } = {}): Promise<void> {
    const command = [...(options.around ?? []), program, "demo", "serve", "--data", this.data, "--port", String(this.port),
                     "--trusted-proxy", "127.0.0.1",  // so that everybody may come from another address
                     ...(options.more ?? [])];
    const log = createWriteStream(path.join(out, `${this.name}.log`), { flags: "a" });
    const child = spawn(command[0]!, command.slice(1), { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...options.environment } });
    child.stdout!.pipe(log);
    child.stderr!.pipe(log);
    this.process = child;
    const until = Date.now() + 60_000;
    while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
      try {
        if ((await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok) return;
      } catch { /* not listening yet */ }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`regard did not come up; see ${out}/${this.name}.log`);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await gone;
  }

  // The commands of an operator want a configuration, which a demonstration has none of.
  configuration(): string {
    const file = path.join(this.data, "regard.toml");
    writeFileSync(file, `[provider]\nname = "University of Example"\n[listen]\npublic_url = "${this.address}"\n[stores]\ndirectory = "${this.data}"\n`);
    return file;
  }

  async regard(...argument: string[]): Promise<string> {
    return (await run(program, argument, { encoding: "utf8" })).stdout;
  }

  async gone(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }
}

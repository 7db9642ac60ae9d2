// Readers that feed one database: killed, started again, two of one log, a log that is rotated and packed, and syslog. Each line counts
// once, and no name stands anywhere in clear.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../../journeys/harness/ports.ts";
import { program } from "../../journeys/harness/places.ts";
import { Provider } from "../faults/provider.ts";

const planted = "plantedrobin";
const folder = mkdtempSync(path.join(tmpdir(), "regard-follow-"));
after(() => rmSync(folder, { recursive: true, force: true }));

// What FortiGate writes: every third line is a block within a theme, by somebody who signed in.
function lines(from: number, count: number, of = "box"): string {
  const now = Math.floor(Date.now() / 1000) - 7200;
  return Array.from({ length: count }, (_, i) => {
    const n = from + i, blocked = n % 3 === 0;
    const at = new Date((now + (n % 7000)) * 1000).toISOString();
    return `date=${at.slice(0, 10)} time=${at.slice(11, 19)} devname="${of}" eventtime=${now + (n % 7000)}000000000 tz="+0000" logid="0316013056" type="utm" subtype="webfilter" ` +
      `eventtype="${blocked ? "ftgd_blk" : "ftgd_allow"}" user="${planted}${n % 50}" group="students" authserver="ldap" srcip=10.0.0.${n % 250} hostname="site${n % 20}.example" ` +
      `action="${blocked ? "blocked" : "passthrough"}" reqtype="direct" url="/page${n}.html" method="domain" cat=${blocked ? 83 : 52} catdesc="${blocked ? "Hate Speech" : "Information Technology"}"\n`;
  }).join("");
}

class Readers {
  readonly provider: Provider;
  private readonly running: ChildProcess[] = [];
  constructor(provider: Provider) { this.provider = provider; }

  configured(readers: string): string {
    const file = this.provider.configuration();
    appendFileSync(file, `[log]\nfile = "${path.join(this.provider.data, "regard.log")}"\n[web_filter]\nmail_domain = "example.ac.uk"\n${readers}`);
    return file;
  }
  once(config: string, code = 0): void {
    const done = spawnSync(program, ["weblog", "follow", "--config", config, "--once"], { encoding: "utf8" });
    assert.equal(done.status, code, done.stderr);
  }
  start(config: string, reader: string): ChildProcess {
    const child = spawn(program, ["weblog", "follow", "--config", config, "--reader", reader], { stdio: "ignore" });
    this.running.push(child);
    return child;
  }
  async end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await gone;
  }
  async endAll(): Promise<void> { for (const child of this.running) await this.end(child, "SIGKILL"); }

  number(sql: string): number { return Number(execFileSync("sqlite3", ["-cmd", ".timeout 10000", path.join(this.provider.data, "data.db"), sql], { encoding: "utf8" })); }
  lines(): number { return this.number("SELECT COALESCE(SUM(lines), 0) FROM web_reader WHERE name <> 'demonstration'"); }
  // Of those who signed in and were not looked at: a demonstration begins with others, and with one whom somebody reviews.
  requests(): number { return this.number("SELECT COALESCE(SUM(requests), 0) FROM web_attempt WHERE identity = 'authenticated' AND review_id IS NULL"); }
  async until(what: () => boolean): Promise<void> {
    const end = Date.now() + 60_000;
    while (!what()) {
      assert.ok(Date.now() < end, `it did not come about: ${this.lines()} lines`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const thirds = (count: number) => Array.from({ length: count }, (_, n) => n).filter((n) => n % 3 === 0).length;

describe("regard weblog follow", () => {
  let readers: Readers;
  before(async () => { readers = new Readers(await Provider.make("weblog-follow")); });
  after(async () => {
    await readers.endAll();
    await readers.provider.gone();
  });

  test("two readers of one log, of which one is killed again and again, count each line once", async () => {
    const log = path.join(folder, "access.log");
    const config = readers.configured(["one", "two"].map((name) => `[readers.${name}]\nfiles = "${log}*"\nfrom_the_beginning = true\n`).join(""));
    let written = 0;
    const write = (count: number) => { appendFileSync(log, lines(written, count)); written += count; };
    write(5000);
    let one = readers.start(config, "one");
    const two = readers.start(config, "two");
    for (let round = 0; round < 4; ++round) {
      write(3000);
      await readers.until(() => readers.lines() > written - 3000);
      await readers.end(one, "SIGKILL");
      if (round === 1) renameSync(log, `${log}.1`);
      if (round === 2) execFileSync("gzip", [`${log}.1`]);
      write(2000);
      one = readers.start(config, "one");
    }
    await readers.until(() => readers.lines() >= written);
    await readers.end(one, "SIGTERM");
    await readers.end(two, "SIGTERM");
    readers.once(config);
    assert.equal(readers.lines(), written);
    assert.equal(readers.requests(), thirds(written));
  });

  test("what is sent as syslog is counted", async () => {
    const port = await freePort();
    const config = readers.configured(`[readers.firewall]\nsyslog = ["tcp:127.0.0.1:${port}"]\n`);
    const before = readers.lines();
    const child = readers.start(config, "firewall");
    const sent = lines(0, 2000, "firewall").split("\n").filter(Boolean).map((line) => `<189>${line}\n`).join("");
    await readers.until(() => readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'firewall'") === 1 || child.exitCode !== null);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.end(sent));
      socket.on("close", () => resolve()).on("error", reject);
    });
    await readers.until(() => readers.lines() === before + 2000);
    await readers.end(child, "SIGTERM");
    assert.equal(child.exitCode, 0);
  });

  test("a format that nobody knows is said, and nothing of it is lost", () => {
    const log = path.join(folder, "strange.log");
    writeFileSync(log, "nobody knows what this is\n".repeat(50));
    const config = readers.configured(`[readers.strange]\nfiles = "${log}"\nfrom_the_beginning = true\n`);
    readers.once(config, 1);
    assert.equal(readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'strange' AND fault LIKE 'none of the known formats%'"), 1);
    const before = readers.lines();
    writeFileSync(path.join(folder, "ours.toml"), `title = "Ours"\nlayout = "squid"\nline = "%{when}note %ru"\n[fields]\ntime = "when"\nurl = "url"\n`);
    const described = readers.configured(`[readers.strange]\nfiles = "${log}"\nfrom_the_beginning = true\nmapping = "${path.join(folder, "ours.toml")}"\n`);
    readers.once(described);
    assert.equal(readers.lines(), before + 50);
  });

  test("a mapping says which column its log lacks", () => {
    writeFileSync(path.join(folder, "named.log"), "when,address\n" + "2026-09-28 09:00:00,http://example.net/\n".repeat(9));
    writeFileSync(path.join(folder, "named.toml"), `title = "Named"\nlayout = "csv"\n[fields]\ntime = "when"\nurl = "link"\n`);
    readers.once(readers.configured(`[readers.named]\nfiles = "${path.join(folder, "named.log")}"\nfrom_the_beginning = true\nmapping = "${path.join(folder, "named.toml")}"\n`), 1);
    assert.equal(readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'named' AND fault LIKE '%named.log cannot be read as named:%link%'"), 1);
  });

  test("a log that nobody understands holds up no other of its pattern", () => {
    writeFileSync(path.join(folder, "mixed-1.log"), "nobody knows what that may be\n".repeat(50));
    writeFileSync(path.join(folder, "mixed-2.log"), lines(200_000, 30));
    const before = readers.lines();
    readers.once(readers.configured(`[readers.mixed]\nfiles = "${path.join(folder, "mixed-*.log")}"\nfrom_the_beginning = true\n`), 1);
    assert.equal(readers.lines(), before + 30);
    assert.equal(readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'mixed' AND fault LIKE 'none of the known formats%mixed-1.log%'"), 1);
  });

  test("a file that cannot be read is said as long as it is there, and what is sent in another format is read as well", async () => {
    writeFileSync(path.join(folder, "torn.log.1.gz"), execFileSync("gzip", ["-c"], { input: lines(300_000, 3000) }).subarray(0, 2000));
    execFileSync("touch", ["-d", "1 hour ago", path.join(folder, "torn.log.1.gz")]);
    writeFileSync(path.join(folder, "torn.log"), lines(310_000, 20));
    const torn = readers.configured(`[readers.torn]\nfiles = "${path.join(folder, "torn.log*")}"\nfrom_the_beginning = true\n`);
    readers.once(torn, 1);
    appendFileSync(path.join(folder, "torn.log"), lines(320_000, 20));
    readers.once(torn, 1);
    assert.equal(readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'torn' AND fault LIKE '%torn.log.1.gz%'"), 1);

    const port = await freePort();
    const hears = readers.start(readers.configured(`[readers.hears]\nsyslog = ["tcp:127.0.0.1:${port}"]\n`), "hears");
    const send = (text: string) => new Promise<void>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.end(text, () => resolve()));
      socket.on("error", reject);
    });
    const of = (column: string) => readers.number(`SELECT COALESCE(SUM(${column}), 0) FROM web_reader WHERE name = 'hears'`);
    const until = async (what: () => boolean, again: () => Promise<void>) => {
      for (let round = 0; round < 200 && !what(); ++round) { await again().catch(() => undefined); await new Promise((resolve) => setTimeout(resolve, 200)); }
      assert.ok(what());
    };
    await until(() => of("lines") > 0, () => send("nobody knows what this is 7\n".repeat(50)));
    assert.equal(of("unreadable"), of("lines"), "counted, as it is not sent again");
    await until(() => readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'hears' AND format = 'squid'") > 0,
      () => send("1790550000.000      1 192.0.2.7 TCP_DENIED/403 3900 GET http://example.net/ jdoe HIER_NONE/- text/html\n"));
    const unreadable = of("unreadable");
    await until(() => readers.number("SELECT COUNT(*) FROM web_reader WHERE name = 'hears' AND format = 'fortigate'") > 0, () => send(lines(330_000, 40)));
    assert.equal(of("unreadable"), unreadable);
    await readers.end(hears, "SIGTERM");
  });

  test("no name of a log stands in a store or in the program's log", () => {
    const files = readdirSync(readers.provider.data).map((name) => path.join(readers.provider.data, name)).filter((file) => statSync(file).isFile());
    assert.ok(files.some((file) => readFileSync(file, "latin1").includes("web_attempt")), "these are the right places to look in");
    const written = [planted, Buffer.from(planted).toString("hex"), "hostname=", "site7.example",
                     ...[0, 1, 2].map((shift) => Buffer.from("x".repeat(shift) + planted).toString("base64").slice(4, -4))];
    for (const file of files)
      for (const word of written) assert.ok(!readFileSync(file, "latin1").toLowerCase().includes(word.toLowerCase()), `${word} in ${path.basename(file)}`);
  });
});

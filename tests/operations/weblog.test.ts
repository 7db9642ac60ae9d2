// Logs of web filters on the command line: against a count by awk of the same log, and against lines of real filters with what others
// read in them.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { program } from "../../journeys/harness/places.ts";

const folder = mkdtempSync(path.join(tmpdir(), "regard-weblog-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function weblog(argument: string[], input?: Buffer): { code: number | null; said: string; told: string } {
  const done = spawnSync(program, ["weblog", ...argument], { encoding: "utf8", input, maxBuffer: 1 << 28 });
  return { code: done.status, said: done.stdout, told: done.stderr };
}
const events = (said: string) => said.split("\n").filter(Boolean).map((line) => JSON.parse(line));

// The same log each time: a week, forty people, most of it harmless.
function aLog(): string {
  let seed = 20260930;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const lines: string[] = [];
  for (let at = 1790550000; at < 1790550000 + 7 * 86400; at += 11) {
    const blocked = random(100) < 3, asked = random(100) < 5;
    const result = blocked ? "TCP_DENIED/403" : asked ? "TCP_DENIED/407" : "TCP_MISS/200";
    const file = random(4) === 0 ? "style.css" : "page.html";
    lines.push(`${at}.${100 + random(900)}  ${random(900)} 192.0.2.${random(200)} ${result} ${random(9000)} GET http://www.site${random(9)}.example/${file} pattern${random(40)} HIER_NONE/- text/html`);
  }
  return lines.join("\n") + "\n";
}

// By people and sites in order of time: a request that may be deliberate begins an attempt when the stretch, until there was
// nothing for half an hour, has none yet.
const byAwk = `
  $4 == "TCP_DENIED/403" { split($7, url, "/"); host = url[3]; sub(/^www\\./, "", host); print $8, host, $1, ($7 ~ /\\.css$/ ? 0 : 1) }`;
const countedByAwk = `
  { who = $1 " " $2; if (who != last_who || $3 - last >= 1800) counted = 0; if ($4 && !counted) { attempts[$2]++; counted = 1 }; last_who = who; last = $3; requests[$2]++ }
  END { for (site in requests) print site, attempts[site] + 0, requests[site] }`;

describe("regard weblog", () => {
  const log = path.join(folder, "access.log");
  writeFileSync(log, aLog());
  const sites = path.join(folder, "sites.txt");
  writeFileSync(sites, Array.from({ length: 9 }, (_, i) => `site${i}.example`).join("\n") + "\n");

  test("counts the attempts that awk counts", () => {
    const blocked = execFileSync("awk", [byAwk, log], { encoding: "utf8" });
    const sorted = execFileSync("sort", ["-k1,1", "-k2,2", "-k3,3n"], { input: blocked, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
    const expected = execFileSync("awk", [countedByAwk], { input: sorted, encoding: "utf8" }).trim().split("\n").sort();
    // As a list the nine sites are a theme, so that each is shown; what was allowed there is left out by awk and so here.
    const denied = path.join(folder, "denied.log");
    writeFileSync(denied, readFileSync(log, "utf8").split("\n").filter((line) => line.includes("TCP_DENIED/403")).join("\n") + "\n");
    const { code, said } = weblog(["report", "--as", "json", "--hosts", `terrorism=${sites}`, denied]);
    assert.equal(code, 0);
    const counted = JSON.parse(said).sites.map((site: { site: string; attempts: number; requests: number }) => `${site.site} ${site.attempts} ${site.requests}`).sort();
    assert.deepEqual(counted, expected);
  });

  test("counts the lines and what was stopped, plain, packed and through a pipe", () => {
    const lines = Number(execFileSync("wc", ["-l", log], { encoding: "utf8" }).split(" ")[0]);
    const stopped = Number(execFileSync("grep", ["-c", "TCP_DENIED/403", log], { encoding: "utf8" }));
    execFileSync("gzip", ["-k", log]);
    for (const given of [[log], [`${log}.gz`], ["-"]]) {
      const { said } = weblog(["report", "--as", "json", ...given], given[0] === "-" ? readFileSync(log) : undefined);
      const { coverage } = JSON.parse(said);
      assert.deepEqual([coverage.lines, coverage.of_interest, coverage.unreadable], [lines, stopped, 0], given[0]);
    }
  });

  test("counts what was allowed on a listed host, as grep finds it, and several files as one", () => {
    const listed = path.join(folder, "listed.txt");
    writeFileSync(listed, "# two\nSite3.example\n.site5.example.\r\n" + Array.from({ length: 5000 }, (_, i) => `other${i}.example`).join("\n"));
    const found = (pattern: string) => Number(execFileSync("grep", ["-cE", pattern, log], { encoding: "utf8" }));
    const expected = found("TCP_DENIED/403") + found("TCP_MISS/200.*www\\.site[35]\\.example/");
    const hosts = ["--hosts", `terrorism=${listed}`];
    assert.equal(JSON.parse(weblog(["report", "--as", "json", ...hosts, log]).said).coverage.of_interest, expected);
    // The same cut in two, the first half packed: what one half begins is no second attempt in the other.
    const lines = readFileSync(log, "utf8").split("\n"), half = path.join(folder, "half.log"), rest = path.join(folder, "rest.log");
    writeFileSync(half, lines.slice(0, lines.length / 2).join("\n") + "\n");
    writeFileSync(rest, lines.slice(lines.length / 2).join("\n"));
    execFileSync("gzip", ["-f", half]);
    const one = JSON.parse(weblog(["report", "--as", "json", ...hosts, log]).said), two = JSON.parse(weblog(["report", "--as", "json", ...hosts, `${half}.gz`, rest]).said);
    assert.deepEqual(two.by_theme, one.by_theme);
    assert.deepEqual(two.sites, one.sites);
  });

  test("shows nobody's name unless it is asked to", () => {
    const names = Array.from({ length: 40 }, (_, i) => `pattern${i}`);
    const all = ["text", "csv", "json"].map((form) => weblog(["report", "--as", form, "--hosts", `terrorism=${sites}`, log])).map(({ said, told }) => said + told).join("")
      + weblog(["events", log]).said;
    for (const name of names)
      for (const hidden of [name, Buffer.from(name).toString("hex"), Buffer.from(name).toString("base64").replace(/=+$/, "")])
        assert.ok(!all.includes(hidden), hidden);
    const shown = events(weblog(["events", "--show-users", log]).said);
    assert.ok(names.includes(shown[0].user), shown[0].user);
  });

  test("says what it could not read, and goes on", () => {
    const broken = path.join(folder, "broken.log");
    writeFileSync(broken, `1790550000.1 1 192.0.2.1 TCP_DENIED/403 1 GET http://a.example/ x HIER_NONE/- -\nrubbish DENIED\n`);
    const { code, said, told } = weblog(["events", broken]);
    assert.deepEqual([code, events(said).length], [0, 1]);
    assert.match(told, /1 line could not be read: .*broken\.log:2/);
    const { coverage } = JSON.parse(weblog(["report", "--as", "json", broken]).said);
    assert.deepEqual([coverage.unreadable, coverage.first_unreadable.length], [1, 1]);
  });

  test("says what to do about a log of nobody's format, a file that is not there and a word that it does not know", () => {
    const diary = path.join(folder, "diary.txt");
    writeFileSync(diary, "Dear diary\n");
    assert.match(weblog(["events", diary]).told, /none of the known formats fits .*diary\.txt: name one with --format, or describe it with --mapping/);
    assert.match(weblog(["report", path.join(folder, "nowhere.log")]).told, /cannot read .*nowhere\.log: No such file or directory/);
    const named = weblog(["events", "--format", "excel", log]);
    assert.deepEqual([named.code, /there is no format excel; there are bluecoat, .*squid, /.test(named.told)], [2, true]);
  });

  test("writes a page and a workbook that anybody can open, and nobody's name in them", () => {
    const page = path.join(folder, "report.html"), book = path.join(folder, "report.xlsx");
    for (const out of [page, book]) assert.deepEqual(weblog(["report", "--hosts", `terrorism=${sites}`, "--out", out, log]), { code: 0, said: "", told: "" });
    const html = readFileSync(page, "utf8");
    assert.match(html, /^<!DOCTYPE html>/);
    assert.match(html, /attempts in grave themes: look today/);
    assert.doesNotMatch(html, /<script|https?:\/\/(?!www\.w3\.org)|pattern\d/, "it needs nothing else, and names nobody");
    assert.match(html, /prefers-color-scheme: dark/);
    const names = execFileSync("unzip", ["-Z1", book], { encoding: "utf8" });
    assert.match(names, /xl\/worksheets\/sheet1\.xml/);
    assert.match(names, /xl\/charts\/chart1\.xml/);
    const strings = execFileSync("unzip", ["-p", book, "xl/sharedStrings.xml"], { encoding: "utf8" });
    assert.match(strings, /Terrorism and violent extremism/);
    assert.doesNotMatch(strings, /pattern\d/);
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith(".unfinished")), []);
    assert.match(weblog(["report", "--as", "xlsx", log]).told, /a workbook is written to a file: --out FILE\.xlsx/);
  });

  test("shows by centre, by network and by the box that says so", () => {
    const centres = path.join(folder, "centres.csv");
    writeFileSync(centres, "192.0.2.0/25,Main campus\n192.0.2.128/25,\"School of Arts\"\n");
    const { by_centre: byCentre, within_themes: all, grave } = JSON.parse(weblog(["report", "--as", "json", "--centres", centres, "--hosts", `terrorism=${sites}`, log]).said);
    assert.deepEqual(Object.keys(byCentre), ["Main campus", "School of Arts"]);
    assert.equal(byCentre["Main campus"].requests + byCentre["School of Arts"].requests, all.requests);
    assert.deepEqual(grave, all, "terrorism is a grave theme, and the only one here");
    writeFileSync(centres, "192.0.2.0/99,Main campus\n");
    const wrong = weblog(["report", "--centres", centres, log]);
    assert.deepEqual([wrong.code, wrong.told], [2, "regard: line 1 of the centres has a network that is none: 192.0.2.0/99\n"]);
  });

  test("takes a request of the block page for the block that it stands for", () => {
    const redirected = path.join(folder, "redirected.log");
    writeFileSync(redirected, [
      "1790550000.1 1 192.0.2.1 TCP_REDIRECT/302 1 GET http://www.example.net/a jdoe HIER_NONE/- -",
      "1790550000.2 1 192.0.2.1 TCP_MISS/200 1 GET http://block.uni.example/b?targetgroup=aggressive&url=http://www.example.net/a jdoe HIER_NONE/- text/html",
      "1790550000.3 1 192.0.2.1 TCP_MISS/200 1 GET http://block.uni.example/logo.png jdoe HIER_NONE/- image/png"].join("\n") + "\n");
    const asked = (more: string[]) => JSON.parse(weblog(["report", "--as", "json", ...more, redirected]).said).by_theme;
    assert.deepEqual(asked([]), {});
    assert.deepEqual(asked(["--block-page", "block.uni.example"]), { "Hate and discrimination": { people: 1, attempts: 1, requests: 1 } });
    const told = events(weblog(["events", "--block-page", "block.uni.example", redirected]).said);
    assert.deepEqual(told.map((event) => [event.host, event.action]), [["www.example.net", "allowed"], ["www.example.net", "blocked"], ["block.uni.example", "allowed"]]);
  });

  test("finds hosts in a list that nobody can read, and pages below an address", () => {
    const hidden = path.join(folder, "hidden.txt");
    writeFileSync(hidden, `${createHash("sha256").update("site3.example").digest("hex")}\nhttp://www.site4.example/page.html\nnonsense\n`);
    const { code, said, told } = weblog(["report", "--as", "json", "--hosts", `hate=${hidden}`, log]);
    assert.deepEqual([code, told], [0, `${hidden}: 1 line is no host, address or hash: line 3\n`]);
    const found = JSON.parse(said).sites.map((one: { site: string }) => one.site).sort();
    assert.deepEqual(found, ["site3.example", "site4.example"]);
  });

  test("reads Squid's logformat that somebody made, and columns that the log names", () => {
    const made = path.join(folder, "made.log"), named = path.join(folder, "named.csv");
    writeFileSync(made, "jdoe;192.0.2.7;1790770506;TCP_DENIED;403;GET;http://example.net/\n");
    const [event] = events(weblog(["events", "--show-users", "--logformat", "%un;%>a;%ts;%Ss;%>Hs;%rm;%ru", made]).said);
    assert.deepEqual([event.user, event.client, event.host, event.action], ["jdoe", "192.0.2.7", "example.net", "blocked"]);
    assert.match(weblog(["events", "--logformat", "%>a%un", made]).told, /logformat: two fields without anything between them/);
    writeFileSync(named, "time,login,cip,eurl,urlcat,action\n2026-09-30 12:15:06,jdoe@uni.example,192.0.2.7,example.net/a,News,Blocked\n");
    const { coverage, formats } = JSON.parse(weblog(["report", "--as", "json", named]).said);
    assert.deepEqual([formats, coverage.of_interest, coverage.unreadable], [["zscaler_named"], 1, 0]);
  });

  test("stops at Ctrl-C without a file half written", async () => {
    const endless = spawn(program, ["weblog", "report", "--out", path.join(folder, "stopped.html"), "-"], { stdio: ["pipe", "ignore", "pipe"] });
    let told = "";
    endless.stderr.on("data", (some) => (told += some));
    endless.stdin.on("error", () => {});
    const some = readFileSync(log);
    const writing = setInterval(() => endless.stdin.write(some), 5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    endless.kill("SIGINT");
    const code = await new Promise((resolve) => endless.on("exit", resolve));
    clearInterval(writing);
    assert.deepEqual([code, told, existsSync(path.join(folder, "stopped.html"))], [130, "Stopped; nothing was written.\n", false]);
  });

  test("refuses what contradicts itself or can mean nothing", () => {
    const mapping = path.join(folder, "any.toml");
    writeFileSync(mapping, `layout = "csv"\n[fields]\ntime = "1"\nurl = "2"\n`);
    const refused: [string[], RegExp][] = [
      [["--mapping", mapping, "--logformat", "%ts %ru"], /--mapping and --logformat both describe the format/],
      [["--mapping", mapping, "--format", "squid"], /--mapping describes the format that --format names/],
      [["--format", "zscaler", "--logformat", "%ts %ru"], /--logformat is Squid's: it does not go with --format zscaler/],
      [["--repeated-attempts", "0"], /--repeated-attempts is a number from 1 on/],
      [["--repeated-days", "-2"], /--repeated-days is a number from 1 on/],
      [["--block-page", "no host"], /the block page no host is no host/],
      [["--block-page", "*"], /the block page \* is no host/],
      [["--out", path.join(folder, "x.foo")], /no form of the report ends with \.foo: say which with --as/]];
    for (const [asked, words] of refused) {
      const { code, told } = weblog(["report", ...asked, log]);
      assert.equal(code, 2, asked.join(" "));
      assert.match(told, words);
    }
    assert.equal(existsSync(path.join(folder, "x.foo")), false);
    assert.equal(weblog(["report", "--out", path.join(folder, "x.foo"), "--as", "csv", log]).code, 0);
    assert.equal(weblog(["events", "--format", "squid", "--logformat", "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %un %Sh/%<a %mt", log]).code, 0);
  });

  test("says what a mapping asks for that the log does not have", () => {
    const mapping = path.join(folder, "slip.toml"), own = path.join(folder, "slip.csv");
    writeFileSync(own, "when,who,where\n2026-09-30 12:15:06,jdoe,http://example.net/\n");
    const asked = (fields: string) => {
      writeFileSync(mapping, `layout = "csv"\n${fields}`);
      return weblog(["events", "--show-users", "--mapping", mapping, own]);
    };
    const slip = asked(`[fields]\ntime = "when"\nurl = "wher"\n`);
    assert.deepEqual([slip.code, slip.said], [1, ""]);
    assert.match(slip.told, /slip\.csv cannot be read as slip: no column is named "wher", which is asked for as url; its columns are named when, who, where/);
    const zero = asked(`[fields]\ntime = "0"\nurl = "3"\n`);
    assert.deepEqual([zero.code, zero.told], [2, "regard: slip: line 3: fields.time asks for column 0: columns have numbers from 1 to 999\n"]);
    const marked = asked(`marks = { 2 = "nobody" }\n[fields]\ntime = "1"\nurl = "3"\n`);
    assert.match(marked.told, /slip\.csv may not be of the format slip: not one of the lines at its beginning has what `marks` asks for in "2"/);
    const right = asked(`[fields]\ntime = "when"\nuser = "2"\nurl = "where"\n`);
    assert.deepEqual([right.code, right.told, events(right.said)[0].user], [0, "", "jdoe"]);
  });

  test("draws no millions of days for one line of a clock gone wrong", () => {
    const wrong = path.join(folder, "wrong.log");
    const line = (day: string) => `date=${day} time=13:15:06 logid="0316013056" type="utm" subtype="webfilter" user="jdoe" srcip=192.0.2.7 hostname="site3.example" action="blocked" url="/" catdesc="News"\n`;
    writeFileSync(wrong, line("2026-09-30") + line("9999-11-30"));
    const days = (out: string) => (weblog(["report", "--hosts", `terrorism=${sites}`, "--out", path.join(folder, out), wrong]), readFileSync(path.join(folder, out)).length);
    assert.ok(days("wrong.html") < 100_000);
    assert.ok(days("wrong.xlsx") < 100_000);
  });

  test("finds hosts that are addresses of the sixth version", () => {
    const six = path.join(folder, "six.log"), listed = path.join(folder, "six.txt");
    writeFileSync(listed, "[2001:db8:0::7]\n2001:db8::8\n");
    writeFileSync(six, ["GET http://[2001:db8::7]/a", "CONNECT [2001:db8::8]:443", "GET http://[2001:db8::9]/", "GET http://example.net/"]
      .map((asked, i) => `1790550000.${i} 1 192.0.2.1 TCP_MISS/200 1 ${asked} jdoe HIER_NONE/- text/html\n`).join(""));
    const { coverage, sites: found } = JSON.parse(weblog(["report", "--as", "json", "--hosts", `hate=${listed}`, six]).said);
    assert.equal(coverage.of_interest, 2);
    assert.deepEqual(found.map((one: { site: string }) => one.site).sort(), ["2001:db8::7", "2001:db8::8"]);
  });

  test("reads a format of the operator's own", () => {
    const mapping = path.join(folder, "own.toml"), own = path.join(folder, "own.log");
    writeFileSync(mapping, `layout = "semicolons"\nzone = "UTC"\n[fields]\ntime = "1"\nuser = "2"\nurl = "3"\n[[action]]\nis = "blocked"\nwhen = { 4 = "STOP" }\n`);
    writeFileSync(own, "2026-09-30 12:15:06;UNI\\jdoe;http://example.net/;STOP\n");
    const [event] = events(weblog(["events", "--show-users", "--mapping", mapping, own]).said);
    assert.deepEqual([event.time, event.user, event.host, event.action], ["2026-09-30T12:15:06.000Z", "jdoe", "example.net", "blocked"]);
  });
});

// Real lines with what another reader (Sekoia's) says of them. Where we say something else, it is said here why.
const shared = path.resolve(import.meta.dirname, "../../../shared/data/weblogs");
describe("lines of real filters", { skip: existsSync(shared) ? false : "the samples are not beside this checkout" }, () => {
  const otherwise: Record<string, string> = {
    "umbrella-proxy/sekoia_3": "its record is broken over several lines, as no Umbrella writes it",
    "umbrella-dns/sekoia_umbrella-dns-3": "its record is broken over several lines, as no Umbrella writes it",
    "zscaler/sekoia_test_saas_security_event": "one record over many lines, and about a file in the cloud",
    "squid/sekoia_common_log_format_1": "05/02/2025 is the fifth of February there, as everywhere that Olfeo is sold; they read the second of May",
    "squid/sekoia_common_log_format_2": "as the one before",
    "paloalto/sekoia_url_cef": "the time is when it happened (start), as in the firewall's CSV; they take when it was received",
  };
  for (const vendor of readdirSync(shared))
    for (const file of readdirSync(path.join(shared, vendor)).filter((name) => name.endsWith(".expected.json"))) {
      const name = `${vendor}/${file.replace(".expected.json", "")}`;
      test(name, (context) => {
        if (otherwise[name]) return context.diagnostic(otherwise[name]);
        const expected = JSON.parse(readFileSync(path.join(shared, vendor, file), "utf8"));
        const { said } = weblog(["events", "--show-users", "--zone", "UTC", path.join(shared, `${name}.log`)]);
        const [event] = events(said);
        if (!event) {
          // About no visit of a page: another log of the same box.
          assert.ok(!/"(webfilter|url)"/.test(JSON.stringify(expected.action ?? {})) || !expected.url, said);
          return;
        }
        const seconds = (time: string) => time.slice(0, 19);
        if (expected["@timestamp"]) assert.equal(seconds(event.time), seconds(expected["@timestamp"]));
        if (expected.source?.address) assert.equal(event.client, expected.source.address);
        const host = expected.url?.domain ?? expected.dns?.question?.name ?? expected.destination?.domain;
        if (host) assert.equal(event.host, host.toLowerCase());
        const user = expected.user?.email ?? expected.source?.user?.name ?? expected.user?.name;
        if (user) assert.equal(event.user, user.toLowerCase());
      });
    }
});

// What bench/weblogs measures: makes the logs once, runs our report and other ways to do the same on the same file, one after the other in
// pairs, and prints the medians. All others count stopped requests by user and site and nothing more: less than the report does.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import path from "node:path";

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const quick = process.argv.includes("--quick");
const size = quick ? 200e6 : 1e9, runs = quick ? 3 : 5;
const folder = path.resolve(`build/bench/weblogs-${size / 1e6}`);
const release_build = path.resolve("build/release");
const regard = `${release_build}/regard weblog report --as json`;
const limits = `${release_build}/bench/bench_weblog_limits`, lines = `${release_build}/bench/bench_weblog_lines`;
mkdirSync(folder, { recursive: true });
const wanted = (part) => asked.length === 0 || asked.includes(part);

function sh(command) {
  const done = spawnSync("bash", ["-o", "pipefail", "-c", `TIMEFORMAT='%R %U %S'; time { ${command} ; } >/dev/null`], { encoding: "utf8", maxBuffer: 1 << 26 });
  const [real, user, system] = done.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  if (done.status !== 0 || Number.isNaN(real)) throw new Error(`${command}\n${done.stderr}`);
  return { real, cpu: user + system };
}

function made(name, command) {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    console.error(`making ${name}`);
    execFileSync("bash", ["-c", `${command} > '${file}.new'`]);
    renameSync(`${file}.new`, file);
  }
  return file;
}

// Of the kind; of 100,000 lines so many blocked; of so many people.
const log = (name, kind, blocked, bytes = size, people = 12000) => made(`${name}.log`, `${lines} ${kind} ${bytes} ${blocked} ${people}`);
const hosts = (number) => made(`hosts-${number}.txt`, `seq 1 ${number} | mawk '{ printf "%s%x.%s\\n", (NR % 3 ? "" : "forum."), ($1 * 40503) % 16777216 + $1 * 16777216, (NR % 5 == 0 ? "co.uk" : NR % 2 ? "com" : "net") }'`);
// A week of days, packed.
const days = (ending, pack) => Array.from({ length: 7 }, (_, day) => made(`day${day}.log.${ending}`, `${lines} squid ${size / 7} 300 12000 1 ${day + 1} | ${pack}`)).join(" ");

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rows = [];

// Ours and the other, each once in turn. `floor`: of ours in GB/s. `ratio`: the other's time over ours, at least; `most`: ours over the
// other's, at most. `share`: of a small part of the log that the other reads, as all of it would take hours.
function compare(what, bytes, ours, other, command, { floor, ratio, most, share = 1, times = runs, before } = {}) {
  const mine = [], theirs = [];
  for (let i = 0; i < times; ++i) {
    if (before) sh(before);
    mine.push(sh(ours));
    if (!command) continue;
    if (before) sh(before);
    theirs.push(sh(command));
  }
  const seconds = median(mine.map((one) => one.real)), speed = bytes / seconds / 1e9;
  const by = (kind) => (command ? median(theirs.map((one, i) => one[kind] / share / Math.max(mine[i][kind], 1e-3))) : NaN);
  const real = by("real"), cpu = by("cpu");
  const met = [];
  if (floor) met.push(speed >= floor);
  if (ratio) met.push(real >= ratio);
  if (most) met.push(1 / real <= most);
  rows.push({ what, seconds, speed, cpu_speed: bytes / median(mine.map((one) => one.cpu)) / 1e9, other, theirs: command ? median(theirs.map((one) => one.real)) / share : NaN, real, cpu,
    target: [floor && `≥ ${floor} GB/s`, ratio && `≥ ${ratio} ×`, most && `≤ ${most} × as long`].filter(Boolean).join(", "), met: met.length === 0 ? "" : met.every(Boolean) ? "met" : "NOT MET" });
  const row = rows.at(-1);
  console.error(`${what} ${seconds.toFixed(3)} s, ${speed.toFixed(2)} GB/s; ${other} ${row.theirs.toFixed(3)} s; ${real.toFixed(2)} × (by processor time ${cpu.toFixed(2)} ×)  ${row.target} ${row.met}`);
}

// What the others do: who was stopped where, and how often.
const count = "END { for (key in seen) print key, seen[key] }";
const kinds = {
  squid: {
    sign: "TCP_DENIED/403",
    awk: `{ split($7, url, "/"); ++seen[$8 " " ($6 == "CONNECT" ? $7 : url[3])] } ${count}`,
    all: (sign) => `$4 == "${sign}"`,
    sql: "regexp_extract(line, '^ *\\S+ +\\S+ +\\S+ +\\S+ +\\S+ +\\S+ +(?:[a-z]+://)?([^/: ]+)\\S* +(\\S+)', ['host', 'who'])",
    duckdb: 40,
  },
  fortigate: {
    sign: 'action="blocked"',
    awk: `{ match($0, / user="[^"]*"/); who = substr($0, RSTART + 7, RLENGTH - 8); match($0, / hostname="[^"]*"/); ++seen[who " " substr($0, RSTART + 11, RLENGTH - 12)] } ${count}`,
    all: () => '/action="blocked"/',
    sql: "{'who': regexp_extract(line, ' user=\"([^\"]*)\"', 1), 'host': regexp_extract(line, ' hostname=\"([^\"]*)\"', 1)}",
    duckdb: 10,
  },
  zscaler: {
    sign: '"action":"Blocked"',
    awk: `{ match($0, /"user":"[^"]*"/); who = substr($0, RSTART + 8, RLENGTH - 9); match($0, /"hostname":"[^"]*"/); ++seen[who " " substr($0, RSTART + 12, RLENGTH - 13)] } ${count}`,
    all: () => '/"action":"Blocked"/',
    sql: "{'who': regexp_extract(line, '\"user\":\"([^\"]*)\"', 1), 'host': regexp_extract(line, '\"hostname\":\"([^\"]*)\"', 1)}",
    duckdb: 10,
  },
  paloalto: {
    sign: ",block-url,",
    awk: `{ ++seen[$13 " " $32] } ${count}`,
    all: () => '$31 == "block-url"',
    separator: "-F, ",
    sql: "{'who': split_part(line, ',', 13), 'host': split_part(line, ',', 32)}",
    duckdb: 10,
  },
};
const mawk = (kind, file) => `mawk ${kind.separator ?? ""}'${kind.all(kind.sign)} ${kind.awk}' ${file}`;
const rg = (kind, file, flags = "") => `rg ${flags} --no-filename --no-line-number --fixed-strings '${kind.sign}' ${file} | mawk ${kind.separator ?? ""}'${kind.awk}'`;

const load_before = loadavg();
for (const [name, kind] of Object.entries(kinds)) {
  const read = () => log(name, name, 300);
  if (wanted("plain")) {
    compare(`${name}, 2 threads`, size, `${regard} --threads 2 ${read()}`, "touch every byte, 2 threads", `${limits} touch 2 ${read()}`, { floor: 10, most: 1.5 });
    compare(`${name}, 2 threads`, size, `${regard} --threads 2 ${read()}`, "rg | mawk", rg(kind, read()), { ratio: 2 });
    compare(`${name}, 2 threads`, size, `${regard} --threads 2 ${read()}`, "mawk", mawk(kind, read()), { ratio: 30, times: quick ? 2 : 3 });
  }
  if (wanted("lists")) {
    for (const number of [100_000, 1_000_000])
      compare(`${name}, a list of ${number.toLocaleString("en")} hosts`, size, `${regard} --threads 2 --hosts hate=${hosts(number)} ${read()}`, "touch every byte, 2 threads", `${limits} touch 2 ${read()}`, { floor: 10, most: 1.5 });
  }
  if (wanted("thread")) compare(`${name}, one thread`, size, `${regard} --threads 1 ${read()}`, "rg | mawk", rg(kind, read()), { floor: 7, ratio: 1.3 });
  if (wanted("duckdb")) {
    const home = path.resolve("build/bench/duckdb");
    if (!existsSync(`${home}/node_modules/@duckdb`)) {
      mkdirSync(home, { recursive: true });
      writeFileSync(`${home}/package.json`, "{}");
      spawnSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", home, "@duckdb/node-api@1.5.6-r.1"], { stdio: "inherit" });
    }
    if (existsSync(`${home}/node_modules/@duckdb`)) {
      writeFileSync(`${home}/ask.mjs`, `import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
console.log((await connection.runAndReadAll(process.argv[2])).getRows().length);\n`);
      const sql = `select part.who, part.host, count(*) from (select ${kind.sql} as part from read_csv('${read()}', header = false, auto_detect = false, delim = E'\\x01', quote = '', escape = '', columns = {'line': 'VARCHAR'}, max_line_size = 1000000) where contains(line, '${kind.sign}')) group by all`;
      writeFileSync(`${home}/${name}.sql`, sql);
      compare(`${name}, 2 threads`, size, `${regard} --threads 2 ${read()}`, "DuckDB, 2 threads", `node_modules/.bin/node ${home}/ask.mjs "$(cat ${home}/${name}.sql)"`, { ratio: kind.duckdb, times: quick ? 2 : 3 });
    } else {
      console.error("DuckDB: @duckdb/node-api could not be installed, so it is left out");
      rows.push({ what: name, other: "DuckDB", met: "left out: not installed" });
    }
  }
}
const squid = kinds.squid;
if (wanted("goaccess")) {
  // Its own SQUID format wants a syslog heading and refuses these lines.
  const slice = made("slice.log", `head -c ${size / 20} ${log("squid", "squid", 300)}`);
  compare("squid, 2 threads", size, `${regard} --threads 2 ${log("squid", "squid", 300)}`, "goaccess, of a twentieth, times 20", `goaccess ${slice} --log-format='%x.%^ %~%L %h %^/%s %b %m %U %^' --datetime-format=%s --no-progress -o ${folder}/goaccess.json`, { ratio: 1000, share: 1 / 20, times: quick ? 1 : 3 });
}
if (wanted("gzip")) {
  const week = days("gz", "gzip -6"), names = week.split(" ").map((file) => file).join(" ");
  compare("a week of gzip", size, `${regard} --threads 2 ${names}`, "ISA-L alone, 2 threads", `${limits} gzip 2 ${names}`, { floor: 1.0, most: 1 / 0.9 });
  compare("a week of gzip", size, `${regard} --threads 2 ${names}`, "zcat | grep | mawk", `zcat ${names} | grep -F '${squid.sign}' | mawk '${squid.awk}'`, { ratio: 6, times: 3 });
  compare("a week of gzip", size, `${regard} --threads 2 ${names}`, "rg -z", rg(squid, names, "-z"), { ratio: 4, times: 3 });
}
if (wanted("zstd")) {
  const names = days("zst", "zstd -q -3");
  compare("a week of zstd", size, `${regard} --threads 2 ${names}`, "libzstd alone, 2 threads", `${limits} zstd 2 ${names}`, { floor: 1.3, most: 1 / 0.85 });
  compare("a week of zstd", size, `${regard} --threads 2 ${names}`, "rg -z", rg(squid, names, "-z"), { ratio: 1.5, times: 3 });
}
if (wanted("pipe")) {
  const file = log("squid", "squid", 300);
  compare("squid through a pipe", size, `cat ${file} | ${regard} -`, "cat | wc -l", `cat ${file} | wc -l`, { floor: 2, ratio: 1.2 });
}
if (wanted("blocked")) {
  const some = log("squid-5", "squid", 5000);
  compare("squid, 5 % blocked", size, `${regard} --threads 2 ${some}`, "mawk", mawk(squid, some), { floor: 5, ratio: 5, times: 3 });
  const all = log("squid-400000", "squid", 100000, size * 0.3, 600);  // of a gigabyte 408,000 pairs of user and host
  compare("squid, all blocked", size * 0.3, `${regard} --threads 2 ${all}`, "mawk", mawk(squid, all), { floor: 0.7, ratio: 10, times: 3 });
}
if (wanted("cold")) {
  const file = log("squid", "squid", 300);
  compare("squid, not in memory", size, `${regard} --threads 2 ${file}`, "cat", `cat ${file}`, { most: 1.2, times: 3, before: `sync; dd if=${file} iflag=nocache count=0 status=none` });
}

// A day of a large university, stored: 100 million lines, of which 5 in 1,000 are stopped and one in 10,000 is within a theme. Takes 16 GB of
// disk, so only when it is asked for.
function day() {
  const home = path.resolve("build/bench/day"), log = `${home}/access.log`;
  mkdirSync(home, { recursive: true });
  const midnight = Math.floor(Date.now() / 86_400_000) * 86_400 - 86_400;
  console.error("making a day of 100 million lines");
  execFileSync("bash", ["-c", `${lines} squid ${quick ? 1.56e9 : 15.6e9} 500 12000 1 7 ${midnight} > '${log}'`]);
  // Listed: what makes 2 % of the stopped requests, of the hosts below the most frequent ones.
  execFileSync("bash", ["-c", `head -c 1000000000 '${log}' | rg --fixed-strings '${squid.sign}' | mawk '{ split($7, url, "/"); host = $6 == "CONNECT" ? $7 : url[3]; sub(/:443$/, "", host); ++seen[host]; ++all }
    END { for (host in seen) print seen[host], all, host }' | sort -rn | mawk 'NR > 50 && sum < $2 * 0.02 { sum += $1; print $3 }' > '${home}/listed.txt'`]);
  const follow = (data, database) => `
    rm -rf '${data}' && ${release_build}/regard demo create --data '${data}' ${database ? `--database "${database}"` : ""} >/dev/null
    { printf '%s\n' '[provider]' 'name = "University of Example"' '[listen]' 'public_url = "http://127.0.0.1:1"' '[stores]' 'directory = "${data}"'
      ${database ? `printf 'database = "%s"\\n' "${database}"` : ":"}
      printf '%s\n' '[log]' 'file = "${data}/regard.log"' '[web_filter]' 'lists = ["terrorism=${home}/listed.txt"]' '[readers.day]' 'files = "${log}"' 'from_the_beginning = true'; } > '${data}/regard.toml'
    TIMEFORMAT='%R %U %S'; time ${release_build}/regard weblog follow --config '${data}/regard.toml' --once`;
  const counted = "select (select lines from web_reader where name = 'day'), (select sum(requests) from web_attempt)";
  const engines = {
    SQLite: `${follow(`${home}/sqlite`)}; sqlite3 -separator ' ' '${home}/sqlite/data.db' "${counted}"`,
    PostgreSQL: `pg_virtualenv -t -c --locale=C.UTF-8 bash -ec '${`${follow(`${home}/postgresql`, "postgresql:host=$PGHOST port=$PGPORT user=$PGUSER dbname=$PGDATABASE")}; psql -Atc "${counted}" -F " " "$PGDATABASE"`.replaceAll("'", `'"'"'`)}'`,
  };
  for (const [engine, command] of Object.entries(engines)) {
    const done = spawnSync("bash", ["-ec", command], { encoding: "utf8" });
    const time = done.stderr.match(/^(\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/m), found = done.stdout.match(/^(\d+) (\d+)$/m);
    if (done.status !== 0 || !time || !found) throw new Error(`${engine}: ${done.stdout}${done.stderr}`);
    const [seconds, user, system] = time.slice(1).map(Number), read = Number(found[1]);
    const row = { what: `a day of ${Number(found[1]).toLocaleString("en")} lines, ${Number(found[2]).toLocaleString("en")} requests stored, ${engine}`, seconds, speed: statSync(log).size / seconds / 1e9,
      cpu_speed: statSync(log).size / (user + system) / 1e9, other: "", theirs: NaN, real: NaN, cpu: NaN, target: "≤ 60 s a 100 million", met: (seconds * 1e8) / read <= 60 ? "met" : "NOT MET" };
    rows.push(row);
    console.error(`${row.what}: ${seconds} s ${row.met}`);
  }
  rmSync(home, { recursive: true });
}
if (asked.includes("day")) day();

const number = (value, digits = 2) => (value === undefined || Number.isNaN(value) ? "" : value.toFixed(digits));
const load = (averages) => averages.map((one) => one.toFixed(1)).join(" ");
const table = [
  `${cpus()[0].model.trim()}, ${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}; logs of ${size / 1e6} MB; medians of pairs; load average before ${load(load_before)}, after ${load(loadavg())}`,
  "",
  "| log | seconds | GB/s | GB a processor's second | beside | its seconds | times as long | by processor time | target | |",
  "|---|---:|---:|---:|---|---:|---:|---:|---|---|",
  ...rows.map((row) => `| ${row.what} | ${number(row.seconds, 3)} | ${number(row.speed)} | ${number(row.cpu_speed)} | ${row.other} | ${number(row.theirs, 3)} | ${number(row.real)} | ${number(row.cpu)} | ${row.target ?? ""} | ${row.met} |`),
].join("\n");
mkdirSync("build/bench", { recursive: true });
writeFileSync("build/bench/weblogs.md", table + "\n");
console.log(table);

// What whoever runs Regard does with it: begin, back up, restore, rotate keys, prove the audit. Against the release program.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Mailbox } from "../../journeys/harness/mail.ts";
import { program } from "../../journeys/harness/places.ts";
import { aConcern, tell } from "../../journeys/harness/telling.ts";
import { Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "../faults/provider.ts";

const words = ["quasimodo", "xylophonist", "zanzibarian"];
const folder = mkdtempSync(path.join(tmpdir(), "regard-operations-"));
after(() => rmSync(folder, { recursive: true, force: true }));

// The commands of an operator want a configuration, which a demonstration has none of.
function configuration(data: string): string {
  const file = path.join(data, "regard.toml");
  writeFileSync(file, `[provider]\nname = "University of Example"\n[listen]\npublic_url = "http://127.0.0.1:1"\n[stores]\ndirectory = "${data}"\n`);
  return file;
}

function regard(...argument: string[]): { code: number | null; said: string } {
  const done = spawnSync(program, argument, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return { code: done.status, said: done.stdout + done.stderr };
}

const sql = (file: string, statement: string) => execFileSync("sqlite3", [file, statement], { encoding: "utf8" });

describe("a provider in use", () => {
  let provider: Provider, mail: Mailbox;
  before(async () => {
    mail = await Mailbox.open();
    provider = await Provider.make("operations");
    await provider.serve({ more: ["--smtp", `127.0.0.1:${mail.port}`] });
  });
  after(async () => {
    await provider.gone();
    await mail.close();
  });

  test("what was typed is in no store, log or mail", async () => {
    const { reference } = await tell(new Visitor(provider.address), { ...aConcern(words.join(" ")), name: "Robin Quasimodo" });
    for (const who of ["lead", "deputy"]) await mail.letter((letter) => letter.to[0] === `${who}@demonstration.example`);
    await provider.end("SIGTERM");
    const files = readdirSync(provider.data).map((name) => path.join(provider.data, name)).filter((file) => statSync(file).isFile());
    const all = [...files.map((file) => readFileSync(file, "latin1")), ...mail.letters.map((letter) => letter.raw)];
    assert.ok(files.length >= 5);
    assert.ok(all.some((text) => text.includes(reference)), "these are the right places to look in");
    for (const word of words) assert.ok(!all.some((text) => text.toLowerCase().includes(word)), word);
    for (const letter of mail.letters) assert.ok(!letter.raw.includes(reference), "no reference in a mail");
    await provider.serve();
  });

  test("the master key is rotated while it serves, and what comes before and after opens", async () => {
    const key = path.join(provider.data, "master.key");
    const before = readFileSync(key, "utf8");
    const rotated = regard("keys", "rotate", "--config", configuration(provider.data));
    assert.equal(rotated.code, 0, rotated.said);
    assert.notEqual(readFileSync(key, "utf8"), before);
    await tell(new Visitor(provider.address), aConcern("after the rotation"));
    const audit = regard("audit", "verify", "--config", configuration(provider.data));
    assert.equal(audit.code, 0, audit.said);
  });

  test("a backup restored elsewhere opens every record, and is found by its words again", () => {
    const at = path.join(folder, "restored");
    mkdirSync(at);
    const saved = regard("backup", "--config", configuration(provider.data), "--to", path.join(folder, "data"), "--keys-to", path.join(folder, "keys"));
    assert.equal(saved.code, 0, saved.said);
    copyFileSync(path.join(provider.data, "master.key"), path.join(at, "master.key"));
    const restored = regard("restore", "--config", configuration(at), "--from", path.join(folder, "data"), "--keys-from", path.join(folder, "keys"));
    assert.equal(restored.code, 0, restored.said);
    const concerns = Number(sql(path.join(at, "data.db"), "SELECT count(*) FROM concern"));
    assert.match(restored.said, new RegExp(`^${concerns} records open`, "m"));
    assert.ok(Number(sql(path.join(at, "index.db"), "SELECT sum(n) FROM (SELECT count(*) AS n FROM sqlite_master WHERE type = 'table')")) > 0);
    assert.equal(regard("audit", "verify", "--config", configuration(at)).code, 0);
  });

  test("a backup never overwrites, and never puts data and keys together", () => {
    const again = regard("backup", "--config", configuration(provider.data), "--to", path.join(folder, "data"), "--keys-to", path.join(folder, "keys"));
    assert.equal(again.code, 1);
    assert.match(again.said, /never overwritten/);
    const together = regard("backup", "--config", configuration(provider.data), "--to", path.join(folder, "one"), "--keys-to", path.join(folder, "one"));
    assert.match(together.said, /two places/);
  });

  test("restore tells a missing key from a destroyed one", () => {
    const from = path.join(folder, "poorer"), at = path.join(folder, "poorly");
    mkdirSync(from);
    mkdirSync(at);
    copyFileSync(path.join(folder, "keys", "keys.db"), path.join(from, "keys.db"));
    const [lost, ended] = sql(path.join(folder, "data", "data.db"), "SELECT key_id FROM concern ORDER BY id LIMIT 2").trim().split("\n");
    const destroyed = sql(path.join(from, "keys.db"), "SELECT name FROM pragma_table_info('record_key')").trim().split("\n");
    sql(path.join(from, "keys.db"), `DELETE FROM record_key WHERE id = '${lost}'`);
    assert.ok(destroyed.includes("destroyed_at") && destroyed.includes("wrapped"), destroyed.join());
    sql(path.join(from, "keys.db"), `UPDATE record_key SET wrapped = NULL, destroyed_at = 1 WHERE id = '${ended}'`);
    copyFileSync(path.join(provider.data, "master.key"), path.join(at, "master.key"));
    const restored = regard("restore", "--config", configuration(at), "--from", path.join(folder, "data"), "--keys-from", from);
    assert.equal(restored.code, 1);
    assert.match(restored.said, /1 were destroyed on purpose/);
    assert.match(restored.said, /1 lack their key/);
  });

  test("the audit shows a row changed with plain SQL, and a tail cut off together with its checkpoint", async () => {
    await provider.end("SIGTERM");
    const config = configuration(provider.data), data = path.join(provider.data, "data.db");
    sql(data, "PRAGMA wal_checkpoint(TRUNCATE)");
    const yesterday = path.join(folder, "yesterday.db");
    copyFileSync(data, yesterday);
    await provider.serve();
    await tell(new Visitor(provider.address), aConcern("today"));
    await provider.end("SIGTERM");  // leaves a checkpoint behind, outside the database
    const checkpoints = path.join(provider.data, "checkpoints.txt");
    assert.equal(regard("audit", "verify", "--config", config, "--checkpoint", checkpoints).code, 0);

    for (const rest of ["-wal", "-shm"]) rmSync(data + rest, { force: true });
    copyFileSync(yesterday, data);
    assert.equal(regard("audit", "verify", "--config", config).code, 0, "by itself yesterday's file is whole");
    const compared = regard("audit", "verify", "--config", config, "--checkpoint", checkpoints);
    assert.equal(compared.code, 1, compared.said);

    sql(data, "DROP TRIGGER IF EXISTS audit_event_is_never_changed; SELECT name FROM sqlite_master WHERE type='trigger'").trim().split("\n")
      .filter(Boolean).forEach((trigger) => sql(data, `DROP TRIGGER ${trigger}`));
    sql(data, "UPDATE audit_event SET at = at + 1 WHERE number = 2");
    const changed = regard("audit", "verify", "--config", config);
    assert.equal(changed.code, 1, changed.said);
    assert.match(changed.said, /\b2\b/);
  });
});

describe("a real provider", () => {
  const at = path.join(folder, "real");
  const begin = (key: string) => regard("init", "--directory", at, "--name", 'The "Real" University', "--size", "small",
    "--public-url", "http://127.0.0.1:8080", "--administrator-name", "Adi Administrator", "--administrator-email", "adi@example.ac.uk",
    "--lead-name", "Lee Lead", "--lead-email", "lee@example.ac.uk", "--key-copy", key);

  test("begins with two people, a master key and its copy, and no demonstration account", () => {
    const begun = begin(path.join(folder, "copy.key"));
    assert.equal(begun.code, 0, begun.said);
    assert.equal(begun.said.match(/\/welcome\//g)?.length, 2);
    assert.deepEqual(readFileSync(path.join(folder, "copy.key")), readFileSync(path.join(at, "master.key")));
    assert.equal(statSync(path.join(at, "master.key")).mode & 0o777, 0o600);
    assert.ok(!readFileSync(path.join(at, "data.db"), "latin1").includes("demonstration.example"));
  });

  test("does not begin twice, and says what is missing", () => {
    assert.match(begin(path.join(folder, "other.key")).said, /has begun/);
    assert.match(regard("init", "--directory", path.join(folder, "none")).said, /--name/);
    assert.ok(!existsSync(path.join(folder, "none", "regard.toml")));
  });

  test("a demonstration is not served as one", async () => {
    const demo = path.join(folder, "demo");
    assert.equal(regard("demo", "create", "--data", demo).code, 0);
    assert.match(regard("serve", "--config", configuration(demo)).said, /demonstration/);
    assert.match(regard("demo", "serve", "--data", at).said, /no demonstration/);
  });
});

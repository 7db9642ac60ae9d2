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
    const keys = Number(sql(path.join(at, "data.db"), "SELECT (SELECT count(*) FROM concern) + (SELECT count(*) FROM second_factor) + (SELECT count(*) FROM web_period) + (SELECT count(*) FROM web_review)"));
    assert.match(restored.said, new RegExp(`^${keys} records and second factors open`, "m"));
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

  test("restore names everything that stands in its way, logs that were left behind too", () => {
    const at = path.join(folder, "untidy");
    mkdirSync(at);
    copyFileSync(path.join(provider.data, "master.key"), path.join(at, "master.key"));
    const left = ["data.db-wal", "data.db-shm", "keys.db", "keys.db-journal"];
    for (const name of left) writeFileSync(path.join(at, name), "left behind");
    const again = () => regard("restore", "--config", configuration(at), "--from", path.join(folder, "data"), "--keys-from", path.join(folder, "keys"));
    const refused = again();
    assert.equal(refused.code, 1);
    for (const name of left) assert.match(refused.said, new RegExp(`/${name}$`, "m"));
    assert.ok(!existsSync(path.join(at, "data.db")), "nothing was begun");
    for (const name of left) rmSync(path.join(at, name));
    assert.equal(again().code, 0);
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
  const right = { "--directory": at, "--name": 'The "Real" University', "--size": "small", "--public-url": "http://127.0.0.1:8080",
    "--administrator-name": "Adi Administrator", "--administrator-email": "adi@example.ac.uk",
    "--lead-name": "Lee Lead", "--lead-email": "lee@example.ac.uk", "--key-copy": path.join(folder, "copy.key") };
  const begin = (but: Partial<typeof right> = {}) => regard("init", ...Object.entries({ ...right, ...but }).flat());
  const config = path.join(at, "regard.toml");

  test("does not begin with a mistake, says which, and leaves nothing behind that stops the next try", () => {
    const full = path.join(folder, "there.key");
    writeFileSync(full, "another key");
    const mistakes: [Partial<typeof right>, RegExp][] = [
      [{ "--lead-email": "lee(at)example" }, /--lead-email: "lee\(at\)example" is not an email address/],
      [{ "--administrator-email": "adi" }, /--administrator-email/],
      [{ "--lead-name": " " }, /--lead-name/],
      [{ "--lead-email": right["--administrator-email"] }, /two people/],
      [{ "--public-url": "http://regard.example.ac.uk" }, /public_url/],
      [{ "--key-copy": full }, /there\.key is there already/],
      [{ "--key-copy": path.join(folder, "nowhere", "copy.key") }, /nowhere/],
      [{ "--key-copy": "/dev/full/copy.key" }, /--key-copy/],
    ];
    for (const [but, says] of mistakes) {
      const refused = begin(but);
      assert.equal(refused.code, 1, refused.said);
      assert.match(refused.said, says);
      assert.ok(!existsSync(at) || readdirSync(at).length === 0, `${refused.said} left ${existsSync(at) && readdirSync(at)}`);
    }
    assert.equal(readFileSync(full, "utf8"), "another key");
    assert.ok(!existsSync(right["--key-copy"]));
  });

  test("begins after that with two people, a master key and its copy, and no demonstration account", () => {
    const begun = begin();
    assert.equal(begun.code, 0, begun.said);
    assert.equal(begun.said.match(/\/welcome\//g)?.length, 2);
    assert.deepEqual(readFileSync(right["--key-copy"]), readFileSync(path.join(at, "master.key")));
    assert.equal(statSync(path.join(at, "master.key")).mode & 0o777, 0o600);
    const files = readdirSync(at).filter((name) => !name.endsWith(".db-turn"));  // whose turn it is to write
    assert.deepEqual(files.sort(), ["data.db", "index.db", "keys.db", "master.key", "regard.toml"]);
    assert.ok(!readFileSync(path.join(at, "data.db"), "latin1").includes("demonstration.example"));
  });

  test("does not begin twice, and says what is missing", () => {
    assert.match(begin({ "--key-copy": path.join(folder, "other.key") }).said, /has begun/);
    assert.match(regard("init", "--directory", path.join(folder, "none")).said, /--name/);
    assert.ok(!existsSync(path.join(folder, "none", "regard.toml")));
    const elsewhere = path.join(folder, "elsewhere");
    mkdirSync(elsewhere);
    copyFileSync(path.join(at, "data.db"), path.join(elsewhere, "data.db"));
    assert.match(begin({ "--directory": elsewhere, "--key-copy": path.join(folder, "other.key") }).said, /data\.db is there already/);
  });

  test("has somebody appointed when nobody may grant any more, on record and invited by mail", () => {
    const appoint = (email: string, role: string) => regard("appoint", "--config", config, "--name", "Lou Lead", "--email", email, "--role", role);
    assert.match(appoint("lou", "lead").said, /--email/);
    assert.equal(appoint("lou@example.ac.uk", "king").code === 0, false);
    const mails = () => Number(sql(path.join(at, "data.db"), "SELECT count(*) FROM outbox_job WHERE kind = 'mail'"));
    const before = mails();
    const done = appoint("lou@example.ac.uk", "lead");
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /Lou Lead is appointed: Safeguarding lead[^]*\/welcome\/\S+/);
    assert.equal(mails(), before + 1);
    const posts = sql(path.join(at, "data.db"), "SELECT role || ' ' || state FROM post JOIN person ON person.id = person_id WHERE email = 'lou@example.ac.uk'");
    assert.equal(posts.trim(), "lead granted");
    assert.equal(sql(path.join(at, "data.db"), "SELECT count(*) FROM audit_event WHERE type = 'person.appointed'").trim(), "3");
    assert.equal(regard("audit", "verify", "--config", config).code, 0);
  });

  test("says what its outbox holds, and tries again what was given up", () => {
    const outbox = (what: string) => regard("outbox", what, "--config", config);
    assert.match(outbox("status").said, /^3 waiting, 0 given up\.$/m);
    sql(path.join(at, "data.db"), "UPDATE outbox_job SET failed_at = 1 WHERE id = (SELECT min(id) FROM outbox_job)");
    assert.match(outbox("status").said, /^2 waiting, 1 given up\.$/m);
    assert.match(outbox("retry").said, /^To be tried again: 1\.$/m);
    assert.match(outbox("status").said, /^3 waiting, 0 given up\.$/m);
    assert.match(outbox("retry").said, /^To be tried again: 0\.$/m);
  });

  test("a demonstration is not served as one", async () => {
    const demo = path.join(folder, "demo");
    assert.equal(regard("demo", "create", "--data", demo).code, 0);
    assert.match(regard("serve", "--config", configuration(demo)).said, /demonstration/);
    assert.match(regard("demo", "serve", "--data", at).said, /no demonstration/);
  });
});

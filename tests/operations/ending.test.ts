// A record that was destroyed stays shut in a backup from before: older data, put together with the keys of today.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { program } from "../../journeys/harness/places.ts";
import { aConcern, tell } from "../../journeys/harness/telling.ts";
import { Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "../faults/provider.ts";

const name = "Gwydion Gone", word = "quicksilverish";
const folder = mkdtempSync(path.join(tmpdir(), "regard-ending-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function regard(...argument: string[]): { code: number | null; said: string } {
  const done = spawnSync(program, argument, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return { code: done.status, said: done.stdout + done.stderr };
}

const sql = (file: string, statement: string) => execFileSync("sqlite3", [file, statement], { encoding: "utf8" }).trim();

async function signedIn(provider: Provider, account: string): Promise<Visitor> {
  const visitor = new Visitor(provider.address);
  const asked = await visitor.submit(await visitor.get("/sign-in"), { email: `${account}@demonstration.example`, password: "a long demonstration phrase" });
  const code = (await provider.regard("demo", "code", account, "--data", provider.data)).match(/\d{6}/)![0];
  const page = await visitor.submit(asked, { code });
  assert.equal(page.path, "/", page.html.slice(0, 2000));
  return visitor;
}

async function found(visitor: Visitor, words: string): Promise<string> {
  return (await visitor.submit(await visitor.get("/search"), { words })).html;
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`it did not come to this: ${what}`);
}

const backUp = (provider: Provider, when: string) => {
  const saved = regard("backup", "--config", provider.configuration(), "--to", path.join(folder, when, "data"), "--keys-to", path.join(folder, when, "keys"));
  assert.equal(saved.code, 0, saved.said);
};

describe("older data with the keys of today", () => {
  let provider: Provider, restored: Provider, reference: string, key: string;
  before(async () => {
    provider = await Provider.make("ending");
    await provider.serve();
    ({ reference } = await tell(new Visitor(provider.address), { ...aConcern(`Something ${word}`), name }));
    key = sql(path.join(provider.data, "data.db"), `SELECT key_id FROM concern WHERE reference = '${reference}'`);
    const lead = await signedIn(provider, "lead");
    await lead.submit(await lead.get(`/concerns/${reference}/decision`), { decision: "close_without_action", reasons: "It was nothing" });
    await until(async () => (await found(lead, word)).includes(reference), "it is found by its word");
    backUp(provider, "before");
    const deputy = await signedIn(provider, "deputy");  // before its time nobody ends what they decided themselves
    const ended = await deputy.submit(await deputy.get(`/keeping/${reference}/destruction`), { confirmed: reference, reasons: "Nothing needs it" });
    assert.equal(ended.path, "/keeping");
    await until(() => sql(path.join(provider.data, "keys.db"), `SELECT wrapped IS NULL FROM record_key WHERE id = '${key}'`) === "1", "its key is gone");
    backUp(provider, "after");
    await provider.end("SIGTERM");

    restored = await Provider.make("ending-restored");
    for (const file of readdirSync(restored.data)) if (/^(data|keys|index)\.db/.test(file)) rmSync(path.join(restored.data, file));
    copyFileSync(path.join(provider.data, "master.key"), path.join(restored.data, "master.key"));
  });
  after(async () => {
    await provider.gone();
    await restored.gone();
  });

  test("it ends there too, and restore says so", async () => {
    assert.notEqual(sql(path.join(folder, "before", "data", "data.db"), `SELECT name_sealed FROM concern WHERE reference = '${reference}'`), "ended");
    const done = regard("restore", "--config", restored.configuration(), "--from", path.join(folder, "before", "data"), "--keys-from", path.join(folder, "after", "keys"));
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /1 were destroyed on purpose/);
    assert.match(done.said, /^1 records that ended after this backup have ended here too\.$/m);
    assert.equal(sql(path.join(restored.data, "data.db"), `SELECT name_sealed || ' ' || answers_sealed FROM concern WHERE reference = '${reference}'`), "ended ended");
    assert.equal(sql(path.join(restored.data, "data.db"), `SELECT how FROM destroyed_record WHERE reference = '${reference}'`), "destroyed");
    await restored.serve();
  });

  test("and no page, search, list, request or audit opens it", async () => {
    const deputy = await signedIn(restored, "deputy"), auditor = await signedIn(restored, "auditor"), officer = await signedIn(restored, "dataprotection");
    for (const address of [`/concerns/${reference}`, `/concerns/${reference}/reconsideration`, `/keeping/${reference}`])
      assert.equal((await deputy.get(address)).status, 404, address);
    for (const sought of [word, name, reference]) assert.match(await found(deputy, sought), /Nothing that you can see/, sought);
    const trail = (await auditor.get("/audit?type=record.destroyed")).html;
    assert.match(trail, new RegExp(reference), "only that there was one");
    for (const html of [(await deputy.get("/concerns")).html, (await deputy.get("/keeping")).html, (await deputy.get("/")).html, (await auditor.get("/audit")).html, trail])
      for (const said of [word, name]) assert.ok(!html.includes(said), said);
    const asked = await officer.submit(await officer.get("/requests/new"), {
      name, contact: "an address", identity: "a card", "received_on-day": "1", "received_on-month": "1", "received_on-year": "2026" });
    assert.match(asked.path, /^\/requests\/D-/);
    const sought = await deputy.submit(await deputy.get(`${asked.path}/records`), { words: name });
    assert.match(sought.html, /Nothing that you can see holds all these words/);
    assert.equal(regard("audit", "verify", "--config", restored.configuration()).code, 0);
  });

  test("nor do today's data with older keys: the key is destroyed again", async () => {
    const mixed = await Provider.make("ending-mixed");
    for (const file of readdirSync(mixed.data)) if (/^(data|keys|index)\.db/.test(file)) rmSync(path.join(mixed.data, file));
    copyFileSync(path.join(provider.data, "master.key"), path.join(mixed.data, "master.key"));
    const done = regard("restore", "--config", mixed.configuration(), "--from", path.join(folder, "after", "data"), "--keys-from", path.join(folder, "before", "keys"));
    assert.match(done.said, /^1 keys that these data know as destroyed were in this backup of the keys, and are destroyed again\.$/m);
    assert.equal(sql(path.join(mixed.data, "keys.db"), `SELECT wrapped IS NULL FROM record_key WHERE id = '${key}'`), "1");
    await mixed.gone();
  });
});

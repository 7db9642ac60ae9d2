// The program is killed at random while many people tell us something at once. Whoever was shown a reference has been
// heard: the concern is there, whole, with its audit event and its mail queued, and the audit still proves itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { aConcern, tell } from "../../journeys/harness/telling.ts";
import { long } from "../../journeys/harness/places.ts";
import { Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "./provider.ts";

const kills = long ? 50 : 6;
const people = 12;

let provider: Provider;
before(async () => { provider = await Provider.make("killed"); });
after(() => provider.gone());

// Everyone tells one thing after another until the program is gone. Answers the references they were shown.
async function tellUntilKilled(shown: Map<string, string>, round: number): Promise<void> {
  let told = 0;
  await Promise.all(Array.from({ length: people }, async (_, who) => {
    for (;;) {
      const words = `round ${round} person ${who} number ${told++}`;
      try {
        const { reference } = await tell(new Visitor(provider.address), aConcern(words));
        shown.set(reference, words);
      } catch {
        return;  // the program is gone; what was not answered may be there or not
      }
    }
  }));
}

// Nothing is shown in plain text, so what is whole is asked of the pages; what is queued, of the tables.
function missing(shown: Map<string, string>): string[] {
  const database = new DatabaseSync(path.join(provider.data, "data.db"), { readOnly: true });
  const concern = database.prepare("SELECT id FROM concern WHERE reference = ?");
  const event = database.prepare("SELECT count(*) AS n FROM audit_event WHERE subject_id = ? AND type = 'concern.raised'");
  const wrong: string[] = [];
  for (const reference of shown.keys()) {
    const row = concern.get(reference) as { id: string } | undefined;
    if (!row) { wrong.push(`${reference} was shown and is not there`); continue; }
    if ((event.get(row.id) as { n: number }).n !== 1) wrong.push(`${reference} has not one audit event`);
  }
  // Mail of concerns says nothing of what it is about, and one that waits stands for more to come: to the lead, and to the deputy.
  const { n } = database.prepare("SELECT count(DISTINCT payload) AS n FROM outbox_job WHERE kind = 'mail' AND payload LIKE '%concerns.waiting%' AND done_at IS NULL").get() as { n: number };
  if (n !== 2) wrong.push(`letters wait for ${n} people instead of 2`);
  database.close();
  return wrong;
}

test(`${kills} kills under ${people} concurrent tellers lose nothing that was acknowledged`, { timeout: kills * 30_000 }, async (t) => {
  const shown = new Map<string, string>();
  for (let round = 0; round < kills; ++round) {
    await provider.serve();
    const telling = tellUntilKilled(shown, round);
    // Long enough for answers that wait half a second, as they do for whoever has no script to pay with.
    await new Promise((resolve) => setTimeout(resolve, 1500 + Math.random() * 2000));
    await provider.end("SIGKILL");
    await telling;
    assert.deepEqual(missing(shown), [], `after kill ${round + 1}`);
  }
  t.diagnostic(`${shown.size} concerns acknowledged`);
  assert.ok(shown.size > kills * 5, "people were told their reference");
});

test("and the audit proves itself afterwards", async () => {
  const said = await provider.regard("audit", "verify", "--config", provider.configuration());
  assert.match(said, /The audit is whole/);
});

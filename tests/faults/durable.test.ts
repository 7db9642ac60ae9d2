// A reference is shown only after the log of the data store is on the disk, and its key before that.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { aConcern, tell } from "../../journeys/harness/telling.ts";
import { Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "./provider.ts";

let provider: Provider;
before(async () => { provider = await Provider.make("durable"); });
after(() => provider.gone());

// The tracer stands beside the program and ends after it: its last line says that the program is gone.
async function written(trace: string): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    if (/\+\+\+ exited with 0 \+\+\+\s*$/.test(readFileSync(trace, "utf8"))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the trace does not end");
}

test("the data store's log is synced between the last post and its 303", async () => {
  const trace = path.join(provider.data, "..", "durable.trace");
  await provider.serve({ around: ["strace", "-D", "-f", "-q", "-y", "-s", "60", "-o", trace,
    "-e", "trace=fdatasync,fsync,read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64"] });
  for (let i = 0; i < 5; ++i) await tell(new Visitor(provider.address), aConcern(`words of ${i}`));
  await provider.end("SIGTERM");
  await written(trace);

  const posts: { synced: boolean; answered: boolean }[] = [];
  let open: { synced: boolean; answered: boolean } | undefined;
  for (const line of readFileSync(trace, "utf8").split("\n")) {
    if (/POST \/tell-us\/check/.test(line)) posts.push(open = { synced: false, answered: false });
    else if (open && /f(data)?sync\(\d+<[^>]*data\.db-wal>\)|f(data)?sync resumed/.test(line)) open.synced = true;
    else if (open && /HTTP\/1\.1 303/.test(line)) {
      open.answered = true;
      assert.ok(open.synced, "303 before the sync");
      open = undefined;
    }
  }
  assert.equal(posts.length, 5);
  assert.ok(posts.every((post) => post.synced && post.answered));
});

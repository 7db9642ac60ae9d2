// Thousands of clients that drip their request, a byte now and then, must not keep others from normal pages.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { Provider } from "./provider.ts";

const connections = 5000;
let provider: Provider;
before(async () => { provider = await Provider.make("slow"); await provider.serve(); });
after(() => provider.gone());

async function milliseconds(path: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(provider.address + path, { signal: AbortSignal.timeout(10_000) });
  await response.text();
  assert.equal(response.status, 200, path);
  return performance.now() - started;
}

const ninetyNinth = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.99)]!;

for (const [what, option] of [["headers", "-H"], ["bodies", "-B"], ["reading of answers", "-X"]] as const) {
  test(`normal pages are served while ${connections} clients drip their ${what}`, async (t) => {
    const attack = spawn("slowhttptest", ["-c", String(connections), option, "-i", "2", "-r", "2000", "-l", "12", "-t", option === "-B" ? "POST" : "GET",
      "-u", `${provider.address}/tell-us`, "-x", "24", "-p", "3"], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    attack.stdout.on("data", (chunk: Buffer) => { said += chunk; });
    const ended = new Promise<void>((resolve) => attack.once("exit", () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const taken: number[] = [];
    while (attack.exitCode === null && taken.length < 300) {
      taken.push(await milliseconds(taken.length % 2 ? "/tell-us" : "/tell-us/whom"));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    attack.kill("SIGINT");
    await ended;
    const most = Math.max(0, ...[...said.matchAll(/connected:\s*(\d+)/g)].map((m) => Number(m[1])));
    t.diagnostic(`${most} connections at most, ${taken.length} pages, p99 ${ninetyNinth(taken).toFixed(1)} ms`);
    assert.ok(taken.length >= 100, "the attack lasted while pages were asked for");
    assert.ok(ninetyNinth(taken) < 500, "a page in half a second");
  });
}

// `test` of every journey: a Regard of the worker's own, `as(role)` for a browser signed in, and the hook that records
// each page shown.
import { test as base, expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { Clamd } from "./clamd.ts";
import { listenForFaults } from "./quality.ts";
import { recordPagesOf } from "./record.ts";
import { Regard } from "./regard.ts";
import { signIn, type Role } from "./people.ts";
import { anAddress } from "./visitor.ts";

type SignedIn = Map<Role, Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>>;

interface Journey {
  as: (role: Role | "nobody", options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Journey, { provider: string; language: string | undefined; scanner: "none" | "off" | "clamd"; clamd: Clamd | undefined; regard: Regard; sessions: SignedIn }>({
  // Files of the same provider share one Regard. Those that change accounts, or count what is there, name their own:
  // test.use({ provider: "people" }).
  provider: ["shared", { scope: "worker", option: true }],
  language: [undefined, { scope: "worker", option: true }],

  // Who looks at files: a clamd of the worker's own, or nobody.
  scanner: ["none", { scope: "worker", option: true }],
  clamd: [async ({ scanner }, use) => {
    const clamd = scanner === "clamd" ? new Clamd() : undefined;
    await clamd?.start();
    await use(clamd);
    await clamd?.end();
  }, { scope: "worker" }],

  regard: [async ({ provider, language, scanner, clamd }, use, worker) => {
    const regard = await Regard.start(`${provider}-${worker.workerIndex}`,
      { views: true, ...(language ? { language } : {}), ...(scanner === "none" ? {} : { scanner: clamd?.socket ?? scanner }) });
    await use(regard);
    await regard.stop();
  }, { scope: "worker" }],

  sessions: [async ({ regard: _ }, use) => { await use(new Map()); }, { scope: "worker" }],

  as: async ({ browser, regard, sessions }, use, info) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (role, options = {}) => {
      const state = role === "nobody" ? undefined : await session(browser, regard, sessions, role);
      const context = await browser.newContext({ baseURL: regard.address, storageState: state, extraHTTPHeaders: { "x-forwarded-for": anAddress() },
        ...info.project.use.contextOptions, ...options });
      const recorded = recordPagesOf(context, () => role, info.titlePath.slice(1).join(" › "));
      regard.sweep.listen(context);
      const page = await context.newPage();
      const faults = listenForFaults(page, () => 400);
      closing.push(async () => {
        await recorded();
        await context.close();
        expect(faults, "the browser's own complaints").toEqual([]);
      });
      return page;
    });
    for (const close of closing) await close();
  },
});

// A code of the second factor is good once, so each worker signs a role in once and keeps the session.
async function session(browser: Browser, regard: Regard, sessions: SignedIn, role: Role) {
  const known = sessions.get(role);
  if (known) return known;
  const context = await browser.newContext({ baseURL: regard.address });
  const recorded = recordPagesOf(context, () => "nobody", `signing in as ${role}`);
  const page = await context.newPage();
  await signIn(page, regard, role);
  await recorded();
  const state = await context.storageState();
  await context.close();
  sessions.set(role, state);
  return state;
}

export { expect };

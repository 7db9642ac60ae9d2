// Every link as every role; then every address that anyone reached, asked for by everybody else.
import { crawl } from "./harness/crawl.ts";
import { roles, type Role } from "./harness/people.ts";
import { routeOf, routes } from "./harness/routes.ts";
import { test, expect } from "./harness/test.ts";
import { alsoReached, likewise, outcomeOf, sheet, type Outcome } from "./who_may_what.ts";

test.use({ provider: "crawl" });

const everyone: (Role | "nobody")[] = ["nobody", ...roles];

// Addresses are of one provider: when a test fails, the next runs with another worker, on another copy.
const reachedAt = new Map<string, Set<string>>();

for (const role of everyone) {
  test(`no link that ${role} is offered leads nowhere`, async ({ as, regard }) => {
    const page = await as(role);
    const { reached, broken } = await crawl(page.request, role, ["/", "/tell-us"]);
    const all = reachedAt.get(regard.address) ?? new Set<string>();
    for (const path of reached.keys()) all.add(path);
    reachedAt.set(regard.address, all);
    expect(broken).toEqual([]);
    expect(reached.size).toBeGreaterThan(role === "nobody" ? 4 : 5);
  });
}

// Of these records a role may be in any relation, so any answer that the sheet gives it on such an address is right;
// who_may_what.journey.ts asks for the very record.
test("every address that anyone reached answers everybody else as the sheet says", async ({ as, regard }) => {
  const reached = [...reachedAt.get(regard.address) ?? []];
  expect(reached.length).toBeGreaterThan(10);
  const rows = [
    ...Object.entries(sheet).map(([address, row]) => ({ pattern: routeOf("GET", address.replace(/\{\w+\}/g, "C-0000-0000"))?.path, row })),
    ...alsoReached.map(([pattern, row]) => ({ pattern, row })),
  ];
  const wrong: string[] = [];
  for (const role of everyone) {
    const page = await as(role);
    for (const path of reached) {
      const pattern = routeOf("GET", new URL(path, "http://x").pathname)?.path;
      const allowed = new Set<Outcome>(rows.filter((row) => row.pattern === pattern)
        .flatMap(({ row }) => (likewise[role] ?? [role]).map((somebody) => row[somebody] ?? row.others)));
      if (allowed.size === 0) {
        wrong.push(`${pattern ?? path} has no row in who_may_what.ts`);
        continue;
      }
      const answer = await page.request.get(path, { maxRedirects: 0 });
      const outcome = outcomeOf(answer.status(), answer.headers()["location"]);
      if (!allowed.has(outcome)) wrong.push(`${path} as ${role}: ${outcome}, not ${[...allowed].join(" or ")}`);
    }
  }
  expect([...new Set(wrong)]).toEqual([]);
});

// Parameters that exist nowhere: the token is asked for before anything is looked up.
const somewhere = (pattern: string) => pattern.replace(/:[a-z_]+/g, "C-0000-0000");

test("no post is believed without the token of the page it comes from", async ({ as }) => {
  const posts = routes().filter((route) => route.method === "POST" && !route.access.startsWith("token") && route.does !== "shows");
  expect(posts.length).toBeGreaterThan(10);
  for (const role of ["nobody", "lead", "administrator"] as const) {
    const page = await as(role);
    for (const { path: pattern } of posts) {
      for (const form of [{}, { csrf: "" }, { csrf: "0".repeat(64) }]) {
        const answer = await page.request.post(somewhere(pattern), { form: form as Record<string, string>, maxRedirects: 0 });
        expect(answer.status(), `${pattern} as ${role}`).toBe(403);
      }
    }
  }
});

test("no post of an API client is believed without its bearer token", async ({ as }) => {
  const page = await as("lead");  // a session is no token
  for (const { path: pattern } of routes().filter((route) => route.method === "POST" && route.access.startsWith("token"))) {
    for (const headers of [{}, { authorization: "Bearer " }, { authorization: "Bearer wrong" }, { authorization: "Basic eDp5" }]) {
      const answer = await page.request.post(somewhere(pattern), { data: {}, headers: headers as Record<string, string>, maxRedirects: 0 });
      expect(answer.status(), pattern).toBe(401);
    }
  }
});

// Every link as every role; then every address that anyone reached, asked for by everybody else.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { crawl } from "./harness/crawl.ts";
import { roles, type Role } from "./harness/people.ts";
import { out } from "./harness/places.ts";
import { routes } from "./harness/routes.ts";
import { test, expect } from "./harness/test.ts";

const everyone: (Role | "nobody")[] = ["nobody", ...roles];

for (const role of everyone) {
  test(`no link that ${role} is offered leads nowhere`, async ({ as }) => {
    const page = await as(role);
    const { reached, broken } = await crawl(page.request, role, ["/", "/tell-us"]);
    mkdirSync(path.join(out, "crawl"), { recursive: true });
    writeFileSync(path.join(out, "crawl", `${role}.json`), JSON.stringify([...reached], null, 1));
    expect(broken).toEqual([]);
    expect(reached.size).toBeGreaterThan(role === "nobody" ? 4 : 5);
  });
}

// Parameters that exist nowhere: the token is asked for before anything is looked up.
const somewhere = (pattern: string) => pattern.replace(/:[a-z_]+/g, "C-0000-0000");

test("no post is believed without the token of the page it comes from", async ({ as }) => {
  const posts = routes().filter((route) => route.method === "POST" && !route.access.startsWith("token"));
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

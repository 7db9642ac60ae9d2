// Follows every link as one person, by plain requests, and records each page for pages.check.ts.
import type { APIRequestContext } from "@playwright/test";
import { isHtml, record } from "./record.ts";
import { long } from "./places.ts";
import { routeOf } from "./routes.ts";

export interface Answer {
  status: number;
  location?: string;
}

export interface Crawl {
  reached: Map<string, Answer>;  // path with query
  broken: string[];              // links that led nowhere, and where they stood
}

// Of lists that differ only in what they are about, so many are enough in one run: the hundredth case looks like the first.
const alike = long ? 1000 : 6;

// These forget the visit; a crawl that followed them would go on as nobody.
const leaving = new Set(["/exit", "/sign-out"]);

function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)]
    .map((match) => match[1]!.replace(/&amp;/g, "&").replace(/#.*$/, ""))
    .filter((href) => href !== "");
}

export async function crawl(request: APIRequestContext, by: string, from: string[]): Promise<Crawl> {
  const reached = new Map<string, Answer>();
  const broken: string[] = [];
  const seenOf = new Map<string, number>();
  const queue = from.map((path) => ({ path, on: "the beginning" }));
  while (queue.length > 0) {
    const { path, on } = queue.shift()!;
    if (reached.has(path)) continue;
    const url = new URL(path, "http://x");
    const pattern = routeOf("GET", url.pathname)?.path ?? url.pathname;
    const kind = pattern + [...url.searchParams.keys()].sort().join("&");
    const count = (seenOf.get(kind) ?? 0) + 1;
    if (count > alike || leaving.has(url.pathname)) continue;
    seenOf.set(kind, count);

    const response = await request.get(path, { maxRedirects: 0 });
    const location = response.headers()["location"];
    reached.set(path, { status: response.status(), ...(location ? { location } : {}) });
    if (response.status() >= 400) broken.push(`${response.status()} ${path}, linked from ${on}`);
    if (location?.startsWith("/")) queue.push({ path: location, on: path });
    if (!isHtml(response.headers()) || response.status() >= 300) continue;
    const html = await response.text();
    record({ method: "GET", path, status: response.status(), headers: response.headers(), html, by, journey: "the crawl" });
    for (const href of linksIn(html)) {
      const next = new URL(href, `http://regard${path}`);
      if (next.host === "regard") queue.push({ path: next.pathname + next.search, on: path });
    }
  }
  return { reached, broken };
}

// Keeps every page that was answered, once: what differs only in a token, a reference or a figure is the same page.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Response } from "@playwright/test";
import { pages } from "./places.ts";
import { routeOf } from "./routes.ts";

export interface Shown {
  name: string;     // of the file, and of its screenshots
  pattern: string;  // "/concerns/:reference", or the path itself when no route fits
  method: string;
  path: string;     // with query
  status: number;
  headers: Record<string, string>;
  html: string;
  by: string;       // the role that saw it first
  journey: string;
}

// Cookies and lengths are of one connection, not of the page.
const kept = new Set(["content-type", "content-security-policy", "referrer-policy", "cross-origin-opener-policy",
  "cross-origin-resource-policy", "x-content-type-options", "permissions-policy", "content-language"]);

function sameness(html: string): string {
  return html
    .replace(/(name="(csrf|challenge)"[^>]*value=")[^"]*/g, "$1")
    .replace(/\b[A-Z]{1,2}-[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+\b/g, "REF")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "ID")
    .replace(/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, "DAY")
    .replace(/\b(January|February|March|April|May|June|July|August|September|October|November|December)\b/g, "MONTH")
    .replace(/\d+/g, "0");
}

export function record(shown: Omit<Shown, "name" | "pattern">): void {
  const url = new URL(shown.path, "http://x");
  const pattern = routeOf(shown.method, url.pathname)?.path ?? url.pathname;
  const hash = createHash("sha256").update([shown.method, pattern, shown.status, sameness(shown.html)].join("\n"))
    .digest("hex").slice(0, 10);
  const words = pattern.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";
  const name = `${words}-${shown.method === "GET" ? "" : "post-"}${shown.status}-${hash}`;
  const file = path.join(pages, `${name}.json`);
  if (existsSync(file)) return;
  const headers = Object.fromEntries(Object.entries(shown.headers).filter(([key]) => kept.has(key)));
  writeFileSync(file, JSON.stringify({ ...shown, name, pattern, headers } satisfies Shown, null, 1));
}

export function recorded(): Shown[] {
  return readdirSync(pages).filter((file) => file.endsWith(".json")).sort()
    .map((file) => JSON.parse(readFileSync(path.join(pages, file), "utf8")) as Shown);
}

// What a page is built of: which kinds of element stand in which. Two pages of one address that are built of the same look
// the same, whatever their words.
function build(html: string): string {
  const seen = new Set<string>(), open: string[] = [];
  const empty = /^(area|base|br|col|hr|img|input|link|meta|path|source|wbr)$/;
  for (const [, end, name, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
    if (end) {
      while (open.length > 0 && !open.pop()!.startsWith(name!)) { /* closes what stands in it, too */ }
      continue;
    }
    const kinds = [...rest!.matchAll(/\s(class|type|role|checked|disabled|aria-current|aria-invalid)(="[^"]*")?/g)].map(([all]) => all.trim());
    const self = [name, ...kinds].join(" ");
    seen.add(`${open.at(-1) ?? ""} > ${self}`);
    if (!empty.test(name!) && !rest!.endsWith("/")) open.push(self);
  }
  return [...seen].sort().join("\n");
}

// One of each build, of each address and status.
export function differentlyBuilt(all: Shown[]): Shown[] {
  const first = new Map<string, Shown>();
  for (const shown of all) {
    const key = [shown.method, shown.pattern, shown.status, build(shown.html)].join("\n");
    if (!first.has(key)) first.set(key, shown);
  }
  return [...first.values()];
}

export function isHtml(headers: Record<string, string>): boolean {
  return /^text\/html\b/.test(headers["content-type"] ?? "");
}

// The hook: every document that a page of this context shows. Await what it returns before the context closes.
export function recordPagesOf(context: BrowserContext, by: () => string, journey: string): () => Promise<void> {
  const pending: Promise<unknown>[] = [];  // of faults, so that one which comes early waits to be asked for
  const keep = async (response: Response) => {
    const headers = response.headers();
    if (!isHtml(headers)) return;
    const url = new URL(response.url());
    // A page that was left before its words came was shown to nobody; pages.check.ts finds an address that no page shows.
    const html = await response.text().catch(() => undefined);
    if (html === undefined) return;
    record({ method: response.request().method(), path: url.pathname + url.search, status: response.status(),
             headers, html, by: by(), journey });
  };
  context.on("response", (response) => {
    const redirects = response.status() >= 300 && response.status() < 400;
    if (!redirects && response.request().isNavigationRequest()) pending.push(keep(response).catch((fault: unknown) => fault));
  });
  return async () => {
    for (const fault of await Promise.all(pending)) if (fault) throw fault;
  };
}

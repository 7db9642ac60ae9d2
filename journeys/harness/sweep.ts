// What people typed is in no file of the program, no line of its log and no letter. Remembers each narrative that a journey
// posts, and looks for it once the program has ended.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Request } from "@playwright/test";
import { template } from "./places.ts";

// Kept as it was typed, on purpose: what the provider publishes of itself, and whom it works with. And the phrase of the
// demonstration, which it prints.
const inClear = [/^\/provisions/, /^\/agencies/, /^\/people/, /^\/centres/, /^\/sign-in/];
// Read by a person and then sent, as it stands, to a partner. It is sealed all the same.
const mailed = [/\/pathway\/chasers\//];

const wordsTogether = 5;  // few enough to stand on one page of a database file

interface Typed {
  words: string;
  at: string;
  mailed: boolean;
}

function values(request: Request): string[] {
  const type = request.headers()["content-type"] ?? "", body = request.postDataBuffer()?.toString("utf8") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return [...new URLSearchParams(body).values()];
  const boundary = type.match(/^multipart\/form-data; boundary=(.+)$/)?.[1];
  if (!boundary) return [];
  return body.split(`--${boundary}`).flatMap((part) => {
    const [head, ...rest] = part.split("\r\n\r\n");
    return head!.includes("filename=") ? [] : [rest.join("\r\n\r\n")];
  });
}

function files(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), "latin1").toLowerCase()]);
}

export class Sweep {
  private readonly typed = new Map<string, Typed>();

  listen(context: BrowserContext): void {
    context.on("request", (request) => {
      if (request.method() !== "POST") return;
      const at = new URL(request.url()).pathname;
      if (!inClear.some((pattern) => pattern.test(at))) for (const value of values(request)) this.remember(value, at);
    });
  }

  private remember(value: string, at: string): void {
    const all = value.trim().split(/\s+/);
    if (all.length < 3) return;  // a choice, a name, a day
    for (let from = 0; from < all.length; from += wordsTogether) {
      const words = all.slice(from, from + wordsTogether).join(" ").toLowerCase();
      if (words.length >= 12) this.typed.set(words, { words, at, mailed: mailed.some((pattern) => pattern.test(at)) });
    }
  }

  // Each place where something stands in clear: "data.db: posted to /inbox/message". Never the words.
  found(folder: string, log: string, letters: string[]): string[] {
    const places = files(folder);
    places.push(["the log", readFileSync(log, "latin1").toLowerCase()]);
    letters.forEach((letter) => places.push(["a letter", letter.toLowerCase()]));
    const before = files(template).map(([, text]) => text);  // the program's own words: "Somebody told me" is also an answer to choose
    const found: string[] = [];
    for (const { words, at, mailed: sent } of this.typed.values()) {
      const bytes = Buffer.from(words, "utf8").toString("latin1");
      if (before.some((text) => text.includes(bytes))) continue;
      for (const [name, text] of places) if (text.includes(bytes) && !(sent && name === "a letter")) found.push(`${name}: posted to ${at}`);
    }
    return [...new Set(found)];
  }
}

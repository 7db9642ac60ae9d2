// Where things are. Everything the journeys write stands under build/journeys.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const program = process.env.REGARD_PROGRAM ?? path.join(root, "build/release/regard");
export const out = process.env.REGARD_JOURNEYS_OUT ?? path.join(root, "build/journeys");
export const pages = path.join(out, "pages");      // recorded pages: HASH.json
export const screens = path.join(out, "screens");  // for a person to look at
export const views = path.join(out, "views");      // names of the views that were rendered, a file a server
export const template = path.join(out, "template");  // a demonstration provider that each worker copies
export const long = process.env.REGARD_LONG === "yes";
export const pictures = long || process.env.REGARD_PICTURES === "yes";  // three of each page, for a person

for (const folder of [pages, screens, views]) mkdirSync(folder, { recursive: true });

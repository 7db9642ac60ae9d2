// The program's own list of routes, as `regard routes --json` tells it.
import { execFileSync } from "node:child_process";
import { program } from "./places.ts";

export interface Route {
  method: "GET" | "POST";
  path: string;    // "/concerns/:reference/closure"
  access: string;  // "everyone", "signed_in", "needs read_case", "token …"
  does?: "changes" | "shows";  // a post that only shows a page needs no token
}

let known: Route[] | undefined;

export function routes(): Route[] {
  known ??= JSON.parse(execFileSync(program, ["routes", "--json"], { encoding: "utf8" })) as Route[];
  return known;
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split("/"), given = path.split("/");
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith(":") ? given[i] !== "" : part === given[i]);
}

// Where a literal and a parameter both fit, the literal wins.
export function routeOf(method: string, path: string): Route | undefined {
  const parameters = (route: Route) => route.path.split("/").filter((part) => part.startsWith(":")).length;
  return routes()
    .filter((route) => route.method === method && fits(route.path, path))
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

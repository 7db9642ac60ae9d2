// The report that the command line writes as a page, opened from where it was saved: it needs no server and asks nothing outside.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { out, program, views } from "./harness/places.ts";
import { record } from "./harness/record.ts";
import { expect, test } from "./harness/test.ts";

// Of a log in Squid's own format, with a list of hosts that stands for a theme.
async function open(page: Page, lines: string[], options: string[]): Promise<void> {
  const folder = mkdtempSync(path.join(out, "report-"));
  const log = path.join(folder, "access.log"), report = path.join(folder, "report.html");
  writeFileSync(log, lines.join("\n") + "\n");
  execFileSync(program, ["weblog", "report", "--out", report, ...options, log], { env: { ...process.env, REGARD_RECORD_VIEWS: path.join(views, "report.txt") } });
  await page.goto(pathToFileURL(report).href);
  record({ method: "GET", path: "/report.html", status: 200, headers: { "content-type": "text/html" }, html: readFileSync(report, "utf8"),
           by: "nobody", journey: test.info().title });
}

const refused = (at: number, who: string, host: string) =>
  `${at}.000      1 192.0.2.7 TCP_DENIED/403 3900 GET http://${host}/page ${who} HIER_NONE/- text/html`;

test("whoever has a log reads a week of it as a page, without a name", async ({ page }) => {
  const monday = 1_790_550_000;
  const week = Array.from({ length: 7 * 24 }, (_, hour) => refused(monday + hour * 3600, `pattern${hour % 12}`, `site${hour % 9}.example`));
  const listed = path.join(out, "listed.txt");
  writeFileSync(listed, Array.from({ length: 9 }, (_, i) => `site${i}.example\n`).join(""));
  await open(page, week, ["--hosts", `terrorism=${listed}`]);
  await expect(page.getByRole("heading", { name: "Web filter report", level: 1 })).toBeVisible();
  await expect(page.getByText("168", { exact: true }).first()).toBeVisible();   // an hour apart, each is an attempt
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  await expect(page.getByText(/pattern\d/)).toHaveCount(0);
});

test("a log in which nothing matters says so", async ({ page }) => {
  await open(page, ["1790550000.000      1 192.0.2.7 TCP_MISS/200 3900 GET http://harmless.example/ - HIER_DIRECT/192.0.2.80 text/html"], []);
  await expect(page.getByText("Nothing of interest.")).toBeVisible();
});

// Looks at every page that the journeys and the crawl were shown: the recorded bytes, under their own headers, with the
// program's own style sheet and script. The Nu checker reads all of them; a browser looks at one of each build (with
// --long at all), because pages that differ only in their words look the same.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { expect, test as base, type Page } from "@playwright/test";
import { long, pictures, root, screens, views } from "./harness/places.ts";
import { listenForFaults, sticksOut, stopsWithoutFocus, violations } from "./harness/quality.ts";
import { differentlyBuilt, recorded } from "./harness/record.ts";
import { Regard } from "./harness/regard.ts";
import { Replay } from "./harness/replay.ts";
import { routes } from "./harness/routes.ts";

interface Eyes {
  page: Page;  // one for all that a worker looks at: ours keep nothing in a browser, and what this file sets, it sets each time
  replay: Replay;
  faults: string[];
}

const test = base.extend<{}, { eyes: Eyes }>({
  eyes: [async ({ browser }, use, worker) => {
    const regard = await Regard.start(`pages-${worker.workerIndex}`, { views: false });
    const replay = await Replay.of(regard.address);
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London" });
    const page = await context.newPage();
    await use({ page, replay, faults: listenForFaults(page, () => replay.shown?.status ?? 200) });
    await context.close();
    await replay.stop();
    await regard.stop();
  }, { scope: "worker" }],
});

const all = recorded();

interface NuMessage { type: string; url: string; lastLine?: number; message: string; extract?: string }

// First, as it takes longest: the other worker looks at pages meanwhile.
test("the Nu HTML checker finds no error on any page shown", () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "regard-nu-"));
  for (const shown of all) writeFileSync(path.join(folder, `${shown.name}.html`), shown.html);
  const jar = createRequire(import.meta.url)("vnu-jar") as string;
  let report: string;
  try {
    execFileSync("java", ["-Xss4m", "-jar", jar, "--format", "json", "--errors-only", folder],
      { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], maxBuffer: 256 << 20 });
    report = '{"messages":[]}';
  } catch (fault) {
    report = (fault as { stderr: string }).stderr;  // the checker answers there, and with 1 when it found something
  }
  const messages = (JSON.parse(report) as { messages: NuMessage[] }).messages.map((message) =>
    `${path.basename(message.url ?? "")}:${message.lastLine ?? 0}: ${message.message} ${message.extract?.replace(/\s+/g, " ") ?? ""}`);
  expect(all.length, "pages were recorded").toBeGreaterThan(0);
  expect(messages.slice(0, 50)).toEqual([]);
});

test("every page that can be asked for has been shown", () => {
  const seen = new Set(all.filter((shown) => shown.method === "GET" && shown.status < 300).map((shown) => shown.pattern));
  const missing = routes()
    .filter((route) => route.method === "GET" && !notPages.has(route.path) && !route.access.startsWith("token"))
    .map((route) => route.path)
    .filter((path) => !seen.has(path));
  expect(missing, "GET routes that no checked page has shown").toEqual([]);
});

// What these answer is no page of ours.
const notPages = new Set(["/cases/:reference/referral/document.pdf", "/cases/:reference/referral/document.json",
  "/cases/:reference/referral/copies/:copy/document.pdf", "/cases/:reference/referral/copies/:copy/document.json",
  "/requests/:reference/answer.json", "/requests/:reference/answer.pdf",
  "/cases/:reference/files/:file", "/concerns/:reference/files/:file",
  "/figures/csv", "/web-filter/csv",
  "/exit", "/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"]);

test("every view file has been shown", () => {
  const shown = new Set(readdirSync(views).flatMap((file) => readFileSync(path.join(views, file), "utf8").split("\n")));
  const missing = viewFiles().filter((view) => !shown.has(view));
  expect(missing, "view files that no checked page has shown").toEqual([]);
});

// Names as the program gives them: paths from src/. The components are shown, each in every state, by the part
// `components` of ./test, whichever of them the pages use by now.
function viewFiles(): string[] {
  const source = path.join(root, "src");
  return (readdirSync(source, { recursive: true }) as string[])
    .filter((file) => /\.html$/.test(file) && !file.startsWith("platform/html/components/") && existsSync(path.join(source, file)))
    .sort();
}

const wide = { width: 1280, height: 720 }, narrow = { width: 320, height: 640 };

for (const shown of long ? all : differentlyBuilt(all)) {
  test(`${shown.method} ${shown.pattern} ${shown.status} (${shown.by}, ${shown.name})`, async ({ eyes: { page, replay, faults } }) => {
    const picture = async (variant: string) => {
      if (pictures) await page.screenshot({ path: path.join(screens, `${shown.name}${variant}.png`), fullPage: true });
    };

    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(wide);
    faults.length = 0;
    await page.goto(replay.put(shown));
    expect.soft(await page.title(), "a title").not.toBe("");
    expect.soft(await violations(page), "axe, WCAG 2.2 AA, light").toEqual([]);
    await picture("");
    expect.soft(await stopsWithoutFocus(page), "keyboard stops that do not show the focus").toEqual([]);

    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await violations(page, ["color-contrast"]), "axe, contrast, dark").toEqual([]);
    await picture("-dark");

    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(narrow);
    expect.soft(await sticksOut(page), "at 320 px").toEqual([]);
    // What sticks to the window's edge covers whatever is being scrolled under it, and nothing stays there.
    await page.evaluate(() => document.querySelectorAll<HTMLElement>(".govuk-exit-this-page").forEach((exit) => { exit.style.position = "static"; }));
    expect.soft(await violations(page, ["target-size", "scrollable-region-focusable"]), "axe, at 320 px").toEqual([]);
    await picture("-320");

    expect.soft(faults, "the browser's own complaints").toEqual([]);
  });
}

// What every page has to be: accessible in light and dark, whole at 320 px, without faults in the browser's console.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

export async function violations(page: Page, only?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const result = await page.evaluate(async (options) => {
    const axe = (window as unknown as { axe: { run(where: Document, options: unknown): Promise<unknown> } }).axe;
    return axe.run(document, options);
  }, { runOnly: only ? { type: "rule", values: only } : { type: "tag", values: tags }, resultTypes: ["violations"] });
  return (result as AxeResult).violations.flatMap((violation) => violation.nodes.map((node) =>
    `${violation.id}: ${violation.help}: ${node.target.join(" ")} (${(node.failureSummary ?? "").replace(/\s+/g, " ")})`));
}

// WCAG 1.4.10: at 320 px nothing is reached by scrolling sideways. A wide table may scroll inside its own region.
export async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll<HTMLElement>("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`);
    return [`the page is ${document.documentElement.scrollWidth} px wide in ${width}`, ...wide.slice(0, 5)];
  });
}

interface Stops {
  dull: string[];
  over: boolean;
}

// Each stop of the Tab key looks different from when it had no focus (WCAG 2.4.7), and none is a trap. The page itself looks
// whenever the key goes up, so that keys need not wait for one another's answers.
export async function stopsWithoutFocus(page: Page, most = 60): Promise<string[]> {
  await page.evaluate(() => {
    const look = (e: Element) => {
      const s = getComputedStyle(e);
      return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join("|");
    };
    // The mark of a radio or a tick box is drawn by its label.
    const shown = (e: HTMLElement) => [look(e), ...[...(e as HTMLInputElement).labels ?? []].map((l) =>
      getComputedStyle(l, "::before").boxShadow + getComputedStyle(l, "::before").outline)].join("/");
    const seen = new Set<Element>();
    const stops: Stops = { dull: [], over: false };
    (window as unknown as { stops: Stops }).stops = stops;
    addEventListener("keyup", () => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body || seen.has(element)) stops.over = true;
      if (stops.over) return;
      seen.add(element!);
      const focused = shown(element!);
      element!.blur();
      const plain = shown(element!);
      element!.focus();
      if (focused === plain) stops.dull.push(element!.outerHTML.slice(0, 120));
    }, true);
  });
  const keys = await page.context().newCDPSession(page);
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  let stops: Stops = { dull: [], over: false };
  for (let pressed = 0; pressed < most && !stops.over; pressed += 12) {
    await Promise.all(Array.from({ length: 12 }, () => [keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...tab }),
      keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...tab })]).flat());
    stops = await page.evaluate(() => (window as unknown as { stops: Stops }).stops);
  }
  await keys.detach();
  return stops.dull;
}

export function listenForFaults(page: Page, expectedStatus: () => number): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // The browser notes the status of an error page itself.
    if (expectedStatus() >= 400 && /Failed to load resource/.test(message.text())) return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Pages elsewhere are not ours, and a test has no network.
    if (why !== "net::ERR_ABORTED" && request.url().startsWith("http://127.0.0.1")) faults.push(`request: ${request.url()} ${why}`);
  });
  return faults;
}

export async function expectGoodNow(page: Page): Promise<void> {
  expect(await violations(page), "axe, WCAG 2.2 AA").toEqual([]);
}

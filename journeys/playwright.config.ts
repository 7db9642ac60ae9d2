// Two projects, run one after the other by tests/parts/journeys: `journeys` walks the user stories and the crawl and
// records every page that was answered; `pages` then looks at each recorded page.
import { defineConfig } from "@playwright/test";
import { long, out } from "./harness/places.ts";

export default defineConfig({
  testDir: ".",
  outputDir: `${out}/results`,
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  timeout: long ? 600_000 : 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json"]],
  use: {
    launchOptions: {
      // Half the work of the whole browser, which paints a window that nobody sees. For --headed: REGARD_CHROMIUM=/usr/bin/chromium.
      executablePath: process.env.REGARD_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      // Without these a browser without a network spends its time looking for Google's services.
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    // Copies and pictures of the page at each step take a fifth of the time of all; `--trace on` has them.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
  },
  projects: [
    { name: "journeys", testMatch: "*.journey.ts" },
    { name: "pages", testMatch: "pages.check.ts", fullyParallel: true, use: { trace: "off", screenshot: "off" } },
  ],
});

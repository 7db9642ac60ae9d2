// The figures of the annual return: exact for who may open what is behind them, rounded or held back for everybody else.
import { test, expect } from "./harness/test.ts";
import { heading } from "./stories.ts";

test("the lead sees exact figures with their definitions, and takes them away as a file", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/");
  await lead.getByRole("link", { name: "Figures" }).click();
  await heading(lead, "Welfare figures of the annual return");
  await expect(lead.getByText("These numbers are exact. They count the cases that you may open")).toBeVisible();
  await expect(lead.getByText("A case counts once, in the period in which it was first escalated").first()).toBeVisible();

  const download = lead.waitForEvent("download");
  await lead.getByRole("link", { name: "Download these figures (CSV)" }).click();
  expect((await download).suggestedFilename()).toMatch(/^figures-\d{4}-08-01-\d{4}-07-31\.csv$/);

  await lead.getByLabel("Reporting year").selectOption({ index: 1 });
  await lead.getByRole("button", { name: "Show this year" }).click();
  await expect(lead).toHaveURL(/year=\d{4}/);

  const part = lead.getByRole("group", { name: "Last day" });
  await part.getByLabel("Day").fill("31");
  await part.getByLabel("Month").fill("2");
  await lead.getByRole("button", { name: "Show this part" }).click();
  await expect(lead.getByText(/Error:/).first()).toBeVisible();

  await lead.goto("/figures/W1?year=2025");
  await heading(lead, /^W1: /);
});

test("an auditor sees the figures rounded or held back, and a caseworker not at all", async ({ as }) => {
  for (const role of ["auditor", "dataprotection"] as const) {
    const reader = await as(role);
    await reader.goto("/figures");
    await expect(reader.getByText("You may not open every case behind these numbers")).toBeVisible();
    await expect(reader.getByRole("button", { name: "Show this part" })).toHaveCount(0);
    await expect(reader.locator("main table a")).toHaveCount(0);
  }
  const caseworker = await as("caseworker");
  expect((await caseworker.goto("/figures"))!.status()).toBe(403);
});

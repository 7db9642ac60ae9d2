// The web filter's operator and the committee's officer read rounded counts; the operator hears of a reader that fell silent.
import { test, expect } from "./harness/test.ts";

test("whoever runs the filter reads what is published of it, and nobody's name", async ({ as }) => {
  const page = await as("weboperator");
  await page.goto("/");
  await page.getByRole("link", { name: "demonstration", exact: true }).click();   // on the first page: it has not been heard of
  await expect(page.getByRole("heading", { name: "How the readers of logs are doing" })).toBeVisible();
  await expect(page.getByText("See whether its machine and its service run")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Gambling" })).toBeVisible();

  await page.getByRole("link", { name: "Web filter", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What the web filter counts" })).toBeVisible();
  const weeks = page.getByRole("table", { name: "Attempts by week and theme" });
  await expect(weeks.getByRole("row")).not.toHaveCount(1);
  await expect(weeks.getByText("held back").first()).toBeVisible();
  for (const cell of await weeks.getByRole("cell").allTextContents())
    expect(cell.trim()).toMatch(/^(held back|not counted|\d*[05])$/);

  await page.getByLabel("Which centre").selectOption({ label: "Example City campus" });
  await page.getByRole("button", { name: "Show these" }).click();
  await expect(page).toHaveURL(/centre=/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download these counts (CSV)" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^web-filter-.*\.csv$/);

  const auditor = await as("auditor");
  await auditor.goto("/web-filter?year=1999");
  await expect(auditor.getByRole("heading", { name: "There is a problem" })).toBeVisible();
});

// What was written is found by its words, with the sentence it stands in, by those who may see it and by nobody else.
import { test, expect } from "./harness/test.ts";
import { nameOf } from "./harness/people.ts";
import { addEntry, addTask, decide, giveTo, openCase, tellUs } from "./stories.ts";
import type { Page } from "@playwright/test";

const name = "Wren Made-Up";

async function find(page: Page, words: string): Promise<void> {
  await page.goto("/search");
  await page.getByLabel("Find a concern or a case").fill(words);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What was found" })).toBeVisible();
}

// The index is filled a moment after something was saved.
async function findSoon(page: Page, words: string, passage: string | RegExp): Promise<void> {
  await expect(async () => {
    await find(page, words);
    await expect(page.locator("main")).toContainText(passage, { timeout: 500 });
  }).toPass();
}

test("an entry is found by its words, shown with its sentence, and led to", async ({ as }) => {
  const nobody = await as("nobody");
  await tellUs(nobody, { name, what: "She talks of a lighthouse and has not been in the seminar since" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "Several people are worried");
  const casePath = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));

  const caseworker = await as("caseworker");
  await caseworker.goto(casePath);
  await addEntry(caseworker, "Meeting", "We met in the garden. She keeps drawing the lighthouses that she saw as a child. We meet again on Monday.");
  await addTask(caseworker, "Ask the chaplain about the lighthouse walk", nameOf("caseworker"));

  await findSoon(caseworker, "lighthouse drawing", "She keeps drawing the lighthouses that she saw as a child.");
  await expect(caseworker.locator("mark").filter({ hasText: "lighthouses" })).toBeVisible();
  await expect(caseworker.locator("main")).not.toContainText("We met in the garden");

  await caseworker.getByRole("link", { name: /^Meeting,/ }).click();
  await expect(caseworker).toHaveURL(new RegExp(`${casePath}\\?before=.*#entry-`));
  await expect(caseworker.locator(new URL(caseworker.url()).hash)).toContainText("She keeps drawing the lighthouses");

  // A name helps to find what was written about that person, and quotation marks ask for the very word.
  await findSoon(caseworker, "wren chaplain", "Ask the chaplain");
  await find(caseworker, "\"lighthouses\"");
  await expect(caseworker.locator("main")).not.toContainText("Ask the chaplain");

  const stranger = await as("colleague");
  for (const words of ["lighthouse", name, "wren chaplain"]) {
    await find(stranger, words);
    await expect(stranger.getByText("Nothing that you can see holds all these words")).toBeVisible();
    await expect(stranger.locator("main")).not.toContainText("Made-Up");
  }
});

test("a long chronology and a long list of results are read page by page", async ({ as }) => {
  const nobody = await as("nobody");
  const who = "Linnet Made-Up";
  await tellUs(nobody, { name: who, what: "He sleeps in the library" });
  const lead = await as("lead");
  await decide(lead, who, "It needs a case", "He asked for it");
  const casePath = await openCase(lead, who);
  for (let i = 1; i <= 32; ++i) await addEntry(lead, "Note", `Marginalia number ${i}.`);

  await lead.goto(casePath);
  await expect(lead.getByText("Marginalia number 32.")).toBeVisible();
  await expect(lead.getByText("Marginalia number 1.")).toHaveCount(0);
  await lead.getByRole("link", { name: /Earlier/ }).click();
  await expect(lead.getByText("Marginalia number 1.")).toBeVisible();
  await lead.getByRole("link", { name: /Back to the newest/ }).click();
  await expect(lead.getByText("Marginalia number 32.")).toBeVisible();

  await findSoon(lead, "marginalia", "Marginalia number 32.");
  await expect(lead.locator("mark")).toHaveCount(25);
  await lead.getByRole("button", { name: "Show what was written earlier" }).click();
  await expect(lead.locator("mark")).toHaveCount(7);
  await expect(lead.locator("main")).toContainText("Marginalia number 1.");

  await lead.goto(`${casePath}/looks`);
  await expect(lead.getByRole("cell", { name: nameOf("lead") }).first()).toBeVisible();
});

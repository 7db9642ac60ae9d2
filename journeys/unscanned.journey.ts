// A provider without a virus scanner, and one whose operator decided that files are not scanned.
import { test, expect } from "./harness/test.ts";
import { decide, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "unscanned" });

test("without a scanner files are kept, and the page says that nobody can open them", async ({ as }) => {
  const name = "Una Unscanned";
  await tellUs(await as("nobody"), { name, what: "A made-up worry with papers", centre: "Example City campus" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "So that papers have a place");
  await openCase(lead, name);
  await lead.getByRole("link", { name: "Files" }).click();
  await lead.getByRole("button", { name: "Add a file" }).click();
  await heading(lead, "Add a file");
  await lead.getByLabel("Which file?").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("made-up notes") });
  await lead.getByRole("button", { name: "Add this file" }).click();
  await heading(lead, "Files");
  await expect(lead.getByText("No virus scanner is set up here")).toBeVisible();
  await expect(lead.getByRole("link", { name: "notes.txt", exact: true })).toHaveCount(0);
});

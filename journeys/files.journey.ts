// A letter, a picture, something harmful: files that come to a case and to a concern, with a real virus scanner.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { eicar, harmfulPhrase } from "./harness/clamd.ts";
import { nameOf } from "./harness/people.ts";
import { receiptIn } from "./harness/telling.ts";
import { test, expect } from "./harness/test.ts";
import { decide, giveTo, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "files", scanner: "clamd" });

interface Chosen { name: string; mimeType: string; buffer: Buffer }
const file = (name: string, content: string | Buffer, mimeType = "application/octet-stream"): Chosen =>
  ({ name, mimeType, buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) });

const megabyte = 1024 * 1024;

async function caseOf(as: (role: "nobody" | "lead") => Promise<Page>, name: string): Promise<string> {
  await tellUs(await as("nobody"), { name, what: "A made-up worry with papers", centre: "Example City campus" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "So that papers have a place");
  const place = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));
  return place;
}

// From the page of a record. The answer's own status is told, since a form comes back under another.
async function addFile(page: Page, chosen: Chosen | string, about = ""): Promise<number> {
  await page.getByRole("button", { name: "Add a file" }).click();
  await heading(page, "Add a file");
  await page.getByLabel("Which file?").setInputFiles(chosen);
  if (about) await page.getByLabel(/What is it\?/).fill(about);
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Add this file" }).click();
  return (await answer).status();
}

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

// The scanner has its turn within a second or so.
async function untilChecked(page: Page, name: string, tag: "Checked" | "Harmful"): Promise<void> {
  await expect(row(page, name).first(), "it is listed").toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(row(page, name).first()).toBeVisible();
    await expect(row(page, name).locator(".govuk-tag")).toHaveText(tag, { timeout: 500 });
  }).toPass();
}

test("a letter is added to a case, checked, and downloaded under a safe name", async ({ as }) => {
  const place = await caseOf(as, "Flo Filemade");
  const caseworker = await as("caseworker");
  await caseworker.goto(place);
  await caseworker.getByRole("link", { name: "Files" }).click();
  await heading(caseworker, "Files");
  await expect(caseworker.getByText("No file yet.")).toBeVisible();

  const letter = "Dear all,\nthis is a made-up letter of the surgery.\n";
  expect(await addFile(caseworker, file("C:\\desk\\Letter of Łucja.pdf", letter, "application/pdf"), "What the surgery wrote")).toBe(303);
  await untilChecked(caseworker, "Letter of Łucja.txt", "Checked");
  await expect(row(caseworker, "Letter of Łucja.txt"), "what it is, and not what it claims to be").toContainText("Plain text");
  await expect(row(caseworker, "Letter of Łucja.txt")).toContainText("What the surgery wrote");

  const lead = await as("lead");
  await lead.goto(`${place}/files`);
  const coming = lead.waitForEvent("download");
  await lead.getByRole("link", { name: "Letter of Łucja.txt", exact: true }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("Letter of Łucja.txt");
  expect(readFileSync(await download.path(), "utf8")).toBe(letter);
  await lead.goto(place);
  for (const happened of ["File added: Letter of Łucja.txt", "File opened: Letter of Łucja.txt"])
    await expect(lead.getByText(happened), "the chronology knows").toBeVisible();

  const address = new URL(download.url()).pathname;
  const answer = await lead.request.get(address);
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment; /);
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  expect((await (await as("colleague")).request.get(address)).status(), "whoever does not see the case").toBe(404);
});

test("what is harmful is kept from everybody, told, and removed with a reason", async ({ as }) => {
  const place = await caseOf(as, "Hal Harmless");
  const caseworker = await as("caseworker");
  await caseworker.goto(`${place}/files`);
  expect(await addFile(caseworker, file("holiday.jpg", eicar, "image/jpeg"))).toBe(303);
  await untilChecked(caseworker, "holiday", "Harmful");
  await expect(row(caseworker, "holiday")).toContainText("Eicar-Test-Signature");
  await expect(row(caseworker, "holiday").getByRole("link", { name: /holiday/ })).toHaveCount(1);  // to remove it
  const lead = await as("lead");
  await lead.goto(`${place}/files`);
  const removal = await row(lead, "holiday").getByRole("link", { name: /Remove/ }).getAttribute("href");
  const content = removal!.replace("/removal", "");
  expect((await lead.request.get(content, { maxRedirects: 0 })).status(), "not even the lead").toBe(303);

  await row(lead, "holiday").getByRole("link", { name: /Remove/ }).click();
  await heading(lead, "Remove this file");
  await lead.getByRole("button", { name: "Remove this file" }).click();
  await expect(lead.getByRole("alert")).toContainText("Enter your reasons");
  await lead.getByLabel("Why is it removed?").fill("It is harmful, and the sender was told");
  await lead.getByRole("button", { name: "Remove this file" }).click();
  await expect(lead.getByText("No file yet.")).toBeVisible();
  await lead.goto(place);
  await expect(lead.getByText("It is harmful, and the sender was told")).toBeVisible();
  expect((await lead.request.get(content)).status()).toBe(404);
});

test("a file that is too large, or none, is told on the form, which keeps what was typed", async ({ as }) => {
  const place = await caseOf(as, "Lara Largemade");
  const caseworker = await as("caseworker");
  await caseworker.goto(`${place}/files`);
  expect(await addFile(caseworker, file("video.mp4", Buffer.alloc(26 * megabyte, 7)), "The whole lecture")).toBe(413);
  await expect(caseworker.getByRole("alert")).toContainText("Choose a file of 25 MB or less");
  await expect(caseworker.getByLabel(/What is it\?/)).toHaveValue("The whole lecture");
  await caseworker.getByRole("button", { name: "Add this file" }).click();
  await expect(caseworker.getByRole("alert")).toContainText("Choose a file that is not empty");
  await expect(caseworker.getByLabel(/What is it\?/)).toHaveValue("The whole lecture");

  await caseworker.getByLabel("Which file?").setInputFiles(file("video.mp4", Buffer.alloc(25 * megabyte, 7)));
  await caseworker.getByRole("button", { name: "Add this file" }).click();
  await heading(caseworker, "Files");
  await untilChecked(caseworker, "video", "Checked");
  await expect(row(caseworker, "video")).toContainText("25.0 MB");
});

test("without its scanner a file waits and says why; when the scanner is back it is checked", async ({ as, clamd }) => {
  const place = await caseOf(as, "Wanda Waitmade");
  await clamd!.stop();
  const caseworker = await as("caseworker");
  await caseworker.goto(`${place}/files`);
  await addFile(caseworker, file("notes.txt", "made-up notes"));
  await addFile(caseworker, file("more.txt", `some words, ${harmfulPhrase}, more words`));
  for (const name of ["notes.txt", "more.txt"]) {
    await expect(row(caseworker, name).locator(".govuk-tag")).toHaveText("Being checked");
    await expect(row(caseworker, name)).toContainText("It can be opened once it has been checked");
    await expect(row(caseworker, name).getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await clamd!.start();
  for (const name of ["notes.txt", "more.txt"]) {
    await row(caseworker, name).getByRole("button", { name: /Check again now/ }).click();
    await untilChecked(caseworker, name, name === "notes.txt" ? "Checked" : "Harmful");
  }
});

test("a concern has files too, until its lead removes them", async ({ as }) => {
  const name = "Connie Concernfile";
  const reference = await tellUs(await as("nobody"), { name, what: "A made-up worry with a picture", centre: "Example City campus" });
  const lead = await as("lead");
  await lead.goto(`/concerns/${reference}`);
  const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  expect(await addFile(lead, file("picture.docx", picture))).toBe(303);
  await heading(lead, name);
  await untilChecked(lead, "picture.png", "Checked");
  await expect(row(lead, "picture.png")).toContainText("Picture (PNG)");
  await row(lead, "picture.png").getByRole("link", { name: /Remove/ }).click();
  await heading(lead, "Remove this file");
  await lead.getByLabel("Why is it removed?").fill("It shows somebody else");
  await lead.getByRole("button", { name: "Remove this file" }).click();
  await heading(lead, name);
  await expect(lead.getByText("No file yet.")).toBeVisible();
});

test("somebody without an account sends a picture with what they tell, and a recording later", async ({ as }) => {
  const name = "Peri Pictured";
  const reporter = await as("nobody");
  const reference = await tellUs(reporter, { name, what: "There is a made-up picture of it", centre: "Example City campus",
    file: file("door.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64")) });
  const code = receiptIn(await reporter.content());
  await reporter.goto("/inbox");
  await reporter.getByLabel("Your number").fill(code!);
  await reporter.getByRole("button", { name: "Continue" }).click();
  await heading(reporter, "Your messages");
  await expect(row(reporter, "door.png")).toContainText("We have it.");
  await reporter.getByRole("button", { name: "Send a file" }).click();
  await heading(reporter, "Add a file");
  await reporter.getByLabel("Which file?").setInputFiles(file("film.mp4", Buffer.alloc(26 * megabyte, 1)));
  await reporter.getByRole("button", { name: "Send this file" }).click();
  await expect(reporter.getByRole("alert")).toContainText("Choose a file of 25 MB or less");
  await reporter.getByLabel("Which file?").setInputFiles(file("what I heard.txt", "made-up words through a door"));
  await reporter.getByRole("button", { name: "Send this file" }).click();
  await heading(reporter, "Your messages");
  await expect(row(reporter, "what I heard.txt").first()).toBeVisible();
  await expect(reporter.getByText("I have sent a file: what I heard.txt")).toBeVisible();

  const lead = await as("lead");
  await lead.goto(`/concerns/${reference}`);
  for (const sent of ["door.png", "what I heard.txt"]) {
    await untilChecked(lead, sent, "Checked");
    await expect(row(lead, sent)).toContainText("Sent by whoever told us");
  }
});

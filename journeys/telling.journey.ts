// Somebody is worried about someone, and tells us: with a pointer, without a script, with a keyboard alone, on a small
// screen; and makes mistakes, changes their mind, or has to leave in a hurry.
import { keyboard, pointer } from "./harness/hands.ts";
import { expectGoodNow, sticksOut } from "./harness/quality.ts";
import { test, expect } from "./harness/test.ts";
import { heading, tellUs } from "./stories.ts";

const concern = { name: "Ariel Anyone", find: "Third year, Law", what: "She has been very quiet since the holidays" };

for (const [how, hands, options] of [
  ["with a pointer", pointer, {}],
  ["without a script", pointer, { javaScriptEnabled: false }],
  ["with a keyboard alone", keyboard, {}],
  ["with a keyboard and no script", keyboard, { javaScriptEnabled: false }],
  ["on a screen of 320 px", pointer, { viewport: { width: 320, height: 640 } }],
  ["in the dark", pointer, { colorScheme: "dark" as const }],
] as const) {
  test(`a concern is told ${how}`, async ({ as }) => {
    const page = await as("nobody", options);
    const reference = await tellUs(page, { ...concern, centre: "Example City campus",
      reporter: { name: "Billie Bystander", contact: "billie@example.org" } }, hands);
    await expect(page.getByText(reference)).toBeVisible();
    expect(await sticksOut(page)).toEqual([]);
  });
}

test("somebody in danger is sent to 999 first, and what was typed is still there afterwards", async ({ as }) => {
  const page = await as("nobody");
  await tellUs(page, { ...concern, danger: "Yes" });
});

test("questions that were left out are asked for, all at once, in words that say what to do", async ({ as }) => {
  const page = await as("nobody");
  await page.goto("/tell-us/whom");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  const summary = page.getByRole("alert").or(page.locator(".govuk-error-summary"));
  await expect(summary.first()).toContainText("There is a problem");
  await expectGoodNow(page);
  await page.getByRole("link", { name: "Choose who you are worried about" }).click();
  await expect(page.getByLabel("Someone else")).toBeFocused();
  await page.getByLabel("Someone else").check();
  await page.getByRole("button", { name: "Continue" }).click();

  await heading(page, "Who is it?");
  await page.getByLabel(/How can we find them\?/).fill("In the library, most evenings");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator(".govuk-error-summary")).toContainText("Enter a name, or a few words that describe them");
  await expect(page.getByLabel(/How can we find them\?/)).toHaveValue("In the library, most evenings");
});

test("an answer is changed on the way, and only that question is asked again", async ({ as }) => {
  const page = await as("nobody");
  await page.goto("/tell-us/whom");
  await page.getByLabel("Myself").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "Who are you?");
  await page.getByLabel("Your name (optional)").fill("Alex Askew");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("What is worrying you?", { exact: true }).fill("First words");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("No", { exact: true }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "Where do you study or work?");
  await page.getByLabel("I do not know").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "Is there anybody who should not see this?");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "How can we reach you?");
  await page.getByRole("button", { name: "Continue" }).click();

  await heading(page, "Check what you are about to send");
  await page.getByRole("link", { name: /Change what is worrying you/i }).click();
  await expect(page.getByLabel("What is worrying you?", { exact: true })).toHaveValue("First words");
  await page.getByLabel("What is worrying you?", { exact: true }).fill("Better words");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "Check what you are about to send");
  await expect(page.getByText("Better words")).toBeVisible();

  await page.getByRole("button", { name: "Do not send, and forget what I typed" }).click();
  await expect(page).toHaveURL(/\/tell-us$/);
  await heading(page, "Tell us you are worried about someone");
  await page.goto("/tell-us/check");
  await expect(page.getByText("Better words")).toHaveCount(0);
});

test("exit this page leaves at once and leaves nothing typed behind", async ({ as }) => {
  const page = await as("nobody");
  const asked: string[] = [];
  page.on("request", (request) => { if (request.isNavigationRequest()) asked.push(request.url()); });
  await page.goto("/tell-us/whom");
  await page.getByLabel("Someone else").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Never Sent");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "What did you see or hear?");
  await page.getByRole("button", { name: /Exit this page/ }).click();
  await expect.poll(() => asked.at(-1), "somewhere that nobody wonders about").toMatch(/^https:\/\/www\.bbc\.co\.uk\/weather/);
  await expect(page).toHaveURL(/^chrome-error/);  // there is no network in a test
  await page.goto("/tell-us/person");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Never Sent")).toHaveCount(0);
  await expect(page.locator("input[value='Never Sent']")).toHaveCount(0);
});

test("somebody signed in who left by the exit may begin anew", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/tell-us/whom");
  await page.getByRole("button", { name: /Exit this page/ }).click();
  await expect(page).toHaveURL(/^chrome-error/);  // there is no network in a test
  await page.goto("/tell-us/whom");
  await page.getByLabel("Someone else").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Begun Anew");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "What did you see or hear?");
});

test("the form may be left and come back to within the hour", async ({ as }) => {
  const page = await as("nobody");
  await page.goto("/tell-us/whom");
  await page.getByLabel("Someone else").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Kept Meanwhile");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "What did you see or hear?");
  await page.goto("/tell-us");
  await heading(page, "Tell us you are worried about someone");
  await page.goto("/tell-us/person");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Kept Meanwhile");
});

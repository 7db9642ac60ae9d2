// What people do, step by step, as often as journeys need it. Each step says first which page it stands on.
import { expect, type Page } from "@playwright/test";
import { pointer, type Hands } from "./harness/hands.ts";
import { referenceIn } from "./harness/telling.ts";

export interface Concern {
  name: string;
  find?: string;
  what: string;
  danger?: "Yes" | "I am not sure" | "No";
  centre?: string;
  reporter?: { name: string; contact: string };
}

export const heading = (page: Page, words: string | RegExp) =>
  expect(page.getByRole("heading", { level: 1, name: words })).toBeVisible();

// From the public page to a reference.
export async function tellUs(page: Page, concern: Concern, hands: Hands = pointer): Promise<string> {
  await page.goto("/tell-us");
  await heading(page, "Tell us you are worried about someone");
  await expect(page.getByRole("link", { name: "999" }).first()).toBeVisible();
  await hands.press(page, /Start now/);
  await heading(page, "How to leave this page quickly");
  await hands.press(page, "Continue");

  await heading(page, "Who are you worried about?");
  await hands.choose(page, "Someone else");
  await hands.press(page, "Continue");

  await heading(page, "Who is it?");
  await hands.fill(page, "Name", concern.name);
  if (concern.find) await hands.fill(page, /How can we find them\?/, concern.find);
  await hands.press(page, "Continue");

  await heading(page, "What are you worried about?");
  await hands.fill(page, "What are you worried about?", concern.what);
  await hands.press(page, "Continue");

  await heading(page, "Could somebody come to harm today?");
  await hands.choose(page, concern.danger ?? "No");
  await hands.press(page, "Continue");
  if (concern.danger === "Yes") {
    await heading(page, "Call 999 now if somebody is in danger");
    await hands.press(page, "Continue telling us");
  }

  await heading(page, "Where do they study or work?");
  if (concern.centre) await hands.pick(page, /Where do they study or work\?/, concern.centre);
  await hands.press(page, "Continue");

  await heading(page, "May we know who you are?");
  if (concern.reporter) {
    await hands.choose(page, "Yes, you may know who I am");
    await hands.fill(page, "Your name", concern.reporter.name);
    await hands.fill(page, "How can we reach you?", concern.reporter.contact);
  } else {
    await hands.choose(page, "No, I want to stay anonymous");
  }
  await hands.press(page, "Continue");

  await heading(page, "Check what you are about to send");
  await expect(page.getByText(concern.what)).toBeVisible();
  await hands.press(page, "Send to the safeguarding team");

  await expect(page.getByRole("heading", { name: "What happens next" })).toBeVisible();
  const reference = referenceIn(await page.content());
  expect(reference, "a reference to write down").toBeTruthy();
  return reference!;
}

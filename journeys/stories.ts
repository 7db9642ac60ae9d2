// What people do, step by step, as often as journeys need it. Each step says first which page it stands on.
import { expect, type Page } from "@playwright/test";
import { pointer, type Hands } from "./harness/hands.ts";
import { referenceIn } from "./harness/telling.ts";

export interface Concern {
  file?: { name: string; mimeType: string; buffer: Buffer };  // sent with it
  name: string;
  find?: string;
  what: string;
  danger?: "Yes" | "I am not sure" | "No";
  centre?: string;
  known?: "I saw or heard it myself" | "Somebody told me" | "I read it" | "Another way";
  assumed?: string;
  alternative?: string;
  notFor?: string;  // who should not see it, one on each line
  reporter?: { name: string; contact: string; inConfidence?: boolean };
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

  await heading(page, "What did you see or hear?");
  await hands.fill(page, "What did you see or hear?", concern.what);
  await hands.press(page, "Continue");

  await heading(page, "How you know this");
  await hands.choose(page, concern.known ?? "I saw or heard it myself");
  await hands.press(page, "Continue");

  await heading(page, "What you think about it");
  if (concern.assumed) await hands.fill(page, /What do you think may be behind it\?/, concern.assumed);
  if (concern.alternative) await hands.fill(page, /Could there be another explanation\?/, concern.alternative);
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

  await heading(page, "Is there anybody who should not see this?");
  if (concern.notFor) await hands.fill(page, /Is there anybody who should not see this\?/, concern.notFor);
  await hands.press(page, "Continue");

  await heading(page, "May we know who you are?");
  if (concern.reporter?.inConfidence) {
    await hands.choose(page, "Only in confidence");
    await hands.fill(page, "Your name, in confidence", concern.reporter.name);
    await hands.fill(page, "How could we reach you, if it was agreed?", concern.reporter.contact);
  } else if (concern.reporter) {
    await hands.choose(page, "Yes, you may know who I am");
    await hands.fill(page, "Your name", concern.reporter.name);
    await hands.fill(page, "How can we reach you?", concern.reporter.contact);
  } else {
    await hands.choose(page, "No, I want to stay anonymous");
  }
  await hands.press(page, "Continue");

  await heading(page, "Check what you are about to send");
  if (concern.file) await page.getByLabel(/A file to send with it/).setInputFiles(concern.file);
  await expect(page.getByText(concern.what)).toBeVisible();
  await hands.press(page, "Send to the safeguarding team");

  await expect(page.getByRole("heading", { name: "What happens next" })).toBeVisible();
  const reference = referenceIn(await page.content());
  expect(reference, "a reference to write down").toBeTruthy();
  return reference!;
}

export const today = () => {
  const [day, month, year] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
  return { day: day!, month: month!, year: year! };
};

export async function fillToday(page: Page, hands: Hands): Promise<void> {
  const { day, month, year } = today();
  await hands.fill(page, "Day", String(Number(day)));
  await hands.fill(page, "Month", String(Number(month)));
  await hands.fill(page, "Year", year);
}

export type Decision = "Support as ordinary welfare" | "It needs a case" | "No further action";

// From the first page to the decision on one concern, found by the name that was given.
export async function decide(page: Page, name: string, decision: Decision, reasons: string, hands: Hands = pointer): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Concerns to decide" })).toBeVisible();
  await hands.follow(page, name);
  await heading(page, name);
  await hands.press(page, "Decide what becomes of it");
  await heading(page, "Decide what becomes of this concern");
  await hands.choose(page, decision);
  await hands.fill(page, "Why?", reasons);
  await hands.press(page, "Continue");
  await heading(page, name);
  await expect(page.getByText(reasons)).toBeVisible();
}

// From the page of a concern that needs one. Answers the case's address.
export async function openCase(page: Page, name: string, hands: Hands = pointer): Promise<string> {
  await heading(page, name);
  await hands.press(page, "Open a case");
  await expect(page.getByRole("heading", { name: "Chronology" })).toBeVisible();
  return new URL(page.url()).pathname;
}

export async function addEntry(page: Page, kind: "Note" | "Contact" | "Meeting" | "Decision", text: string, hands: Hands = pointer, assumed?: string): Promise<void> {
  await hands.press(page, "Add to the chronology");
  await heading(page, "Add to the chronology");
  await hands.choose(page, kind);
  await fillToday(page, hands);
  await hands.fill(page, "What happened?", text);
  if (assumed) await hands.fill(page, /What in it is assumed\?/, assumed);
  await hands.press(page, "Continue");
  await expect(page.getByText(text)).toBeVisible();
}

export async function giveTo(page: Page, caseworker: string, hands: Hands = pointer): Promise<void> {
  await hands.press(page, "Give to a caseworker");
  await heading(page, "Give to a caseworker");
  await hands.pick(page, "Who looks after this case?", caseworker);
  await hands.press(page, "Continue");
  await expect(page.getByRole("heading", { name: "Chronology" })).toBeVisible();
}

export async function addTask(page: Page, title: string, owner: string, hands: Hands = pointer): Promise<void> {
  await hands.press(page, "Add a task");
  await heading(page, "Add a task");
  await hands.fill(page, "What is to be done?", title);
  await fillToday(page, hands);
  await hands.pick(page, "Who does it?", owner);
  await hands.press(page, "Continue");
  await expect(page.getByText(title).first()).toBeVisible();
}

export async function markDone(page: Page, title: string, hands: Hands = pointer): Promise<void> {
  await hands.press(page, new RegExp(`^Mark as done.*${title}`));
  await expect(page.getByText(/Done /).first()).toBeVisible();
}

// Before a case may close, it says whether the person was told.
export async function sayThatTheyWereTold(page: Page, what: string, hands: Hands = pointer): Promise<void> {
  await hands.follow(page, "Pathway");
  await heading(page, "Pathway");
  await hands.press(page, "The person was told");
  await heading(page, "The person was told");
  await fillToday(page, hands);
  await hands.choose(page, "In person");
  await hands.choose(page, "They agree");
  await hands.fill(page, "What were they told, and what did they say?", what);
  await hands.press(page, "Continue");
  await heading(page, "Pathway");
  await hands.follow(page, "Overview");
}

export async function askToClose(page: Page, outcome: string, why: string, hands: Hands = pointer): Promise<void> {
  await sayThatTheyWereTold(page, "What was done, and that this is about to close", hands);
  await hands.press(page, "Ask to close");
  await heading(page, "Ask to close this case");
  await hands.choose(page, outcome);
  await hands.fill(page, "Why can it close?", why);
  await hands.press(page, "Continue");
  await expect(page.getByText(/asked to close this case/)).toBeVisible();
}

// By somebody else than who asked: from their first page.
export async function decideClosure(page: Page, name: string, verdict: "Yes, close it" | "No, keep it open", why: string, hands: Hands = pointer): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Closures to approve" })).toBeVisible();
  await hands.follow(page, name);
  await heading(page, "Decide on closing this case");
  await hands.choose(page, verdict);
  await hands.fill(page, "Why?", why);
  await hands.press(page, "Continue");
  await expect(page.getByRole("heading", { name: "Chronology" })).toBeVisible();
}

// By somebody who looks after people.
export async function markAsLeft(page: Page, name: string, hands: Hands = pointer): Promise<void> {
  await page.goto("/people");
  await hands.follow(page, name);
  await heading(page, name);
  await hands.press(page, "Mark as left");
  await heading(page, "Mark as left");
  await fillToday(page, hands);
  await hands.press(page, "Mark as left");
  await heading(page, name);
}

export async function addPerson(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  await heading(page, "Add a person");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Email address at work").fill(email);
  await page.getByLabel("Yes, mail a link to choose a password").check();
  await page.getByRole("button", { name: "Add this person" }).click();
  await heading(page, name);
}

export async function givePost(page: Page, post: string, where: string): Promise<void> {
  await page.getByRole("button", { name: "Give a post" }).click();
  await heading(page, "Give a post");
  await page.getByLabel(post, { exact: true }).check();
  await pointer.pick(page, "Where?", where);
  const first = page.getByRole("group", { name: "First day" });
  const [day, month, year] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
  await first.getByLabel("Day").fill(day!);
  await first.getByLabel("Month").fill(month!);
  await first.getByLabel("Year").fill(year!);
  await page.getByRole("main").getByRole("button").last().click();
}

export async function grantPost(page: Page, name: string): Promise<void> {
  await page.goto("/grants");
  await heading(page, "Posts to grant");
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await page.getByLabel("Grant it").check();
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "Posts to grant");
}

// The way of a case: support here, advice on facts without names, telling the person, what is awaited and asked again.
import type { Page } from "@playwright/test";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { addEntry, askToClose, decide, decideClosure, giveTo, heading, openCase, tellUs } from "./stories.ts";

// A day of so long ago, as the three boxes take it.
async function fillDay(page: Page, question: string, daysFromNow: number): Promise<void> {
  const day = new Date(Date.now() + daysFromNow * 86_400_000);
  const [d, m, y] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(day).split("/");
  const group = page.getByRole("group", { name: question });
  await group.getByLabel("Day").fill(String(Number(d)));
  await group.getByLabel("Month").fill(String(Number(m)));
  await group.getByLabel("Year").fill(y!);
}

async function aCase(lead: Page, nobody: Page, name: string, what: string): Promise<string> {
  await tellUs(nobody, { name, what });
  await decide(lead, name, "It needs a case", "Somebody should look after this");
  return openCase(lead, name);
}

test("most cases end in ordinary welfare support, and that is a good end", async ({ as }) => {
  const name = "Robin Wellcared";
  const lead = await as("lead");
  const casePath = await aCase(lead, await as("nobody"), name, "Has not been to lectures for a while");
  await giveTo(lead, nameOf("caseworker"));

  const caseworker = await as("caseworker");
  await caseworker.goto(casePath);
  await pointer.follow(caseworker, "Pathway");
  await expect(caseworker.getByText("A concern, looked after here")).toBeVisible();
  await pointer.press(caseworker, "Welfare support is in place");
  await heading(caseworker, "Welfare support is in place");
  await fillDay(caseworker, "When was it?", 0);
  await pointer.fill(caseworker, "What support is in place, and from whom?", "Sees the wellbeing team every week");
  await pointer.press(caseworker, "Continue");
  await expect(caseworker.getByText("Ordinary welfare support is in place", { exact: true })).toBeVisible();
  await pointer.follow(caseworker, "Overview");
  await expect(caseworker.getByRole("heading", { name: "Ordinary welfare support is in place" }), "the chronology shows it").toBeVisible();
  await askToClose(caseworker, "Support is in place", "The wellbeing team sees them every week");

  await decideClosure(await as("deputy"), name, "Yes, close it", "They are well looked after");
  await caseworker.goto(`${casePath}/pathway`);
  await expect(caseworker.getByText("Closed: support is in place")).toBeVisible();
});

test("advice is asked on an extract without names, and asked again when nobody answers", async ({ as, regard }) => {
  const name = "Robin Unspoken";
  const lead = await as("lead");
  await lead.goto("/agencies");
  await pointer.press(lead, "Add an agency");
  await pointer.fill(lead, "Name of the agency", "Exampleshire Council");
  await pointer.choose(lead, "Local authority");
  await pointer.press(lead, "Save");
  await heading(lead, "Exampleshire Council");
  await pointer.press(lead, "Change name or kind");
  await pointer.press(lead, "Save");
  await pointer.press(lead, "Add a contact");
  await pointer.fill(lead, "Name of the contact", "Pat Fictitious");
  await pointer.fill(lead, /E-mail address/, "pat@council.example");
  await pointer.press(lead, "Save");
  await pointer.follow(lead, /^Change ?: Pat/);
  await pointer.fill(lead, /Telephone/, "020 7946 0123");
  await pointer.press(lead, "Save");
  await pointer.press(lead, /^Still right/);
  await expect(lead.getByText("020 7946 0123")).toBeVisible();
  await lead.goto("/agencies");
  await expect(lead.getByRole("link", { name: "Exampleshire Council" })).toBeVisible();

  const casePath = await aCase(lead, await as("nobody"), name, "Talks of nothing but one website");
  await addEntry(lead, "Contact", "Robin Unspoken came on 3 March 2025, born 27/3/2004, student 20231234");
  await addEntry(lead, "Note", "He read the website again", pointer, "That he agrees with it");
  await expect(lead.getByText("That he agrees with it")).toBeVisible();
  await pointer.follow(lead, "Pathway");
  await pointer.press(lead, "Ask for advice outside, without names");
  await heading(lead, "Prepare an extract without names");
  await pointer.fill(lead, "What do you want to ask?", "Should we worry about Robin?");
  await pointer.choose(lead, /^Contact, /);
  await pointer.press(lead, "Continue");
  await heading(lead, "Check the extract");
  const extract = lead.getByLabel("The extract");
  await expect(extract).toHaveValue("Should we worry about the student?\n\nThe student came on [March 2025], born [aged 21], student [number]".replace("aged 21", `aged ${age()}`));
  await expect(lead.locator("mark").first()).toHaveText("the student");

  await extract.fill("Should we worry about Unspoken?");
  await pointer.choose(lead, /^I have read all of it/);
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("alert")).toContainText("Unspoken");
  await expect(extract, "what was typed stays").toHaveValue("Should we worry about Unspoken?");
  await extract.fill("Should we worry about somebody who reads one website?");
  await pointer.press(lead, "Continue");

  await heading(lead, "Advice from outside, on facts without names");
  await fillDay(lead, "When was it?", -1200);
  await pointer.choose(lead, "Exampleshire Council");
  await pointer.choose(lead, "By telephone or video call");
  await pointer.fill(lead, /What was sent or asked/, "The extract, read out");
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("alert"), "longer ago than what it is about").toContainText("What was longer ago is written into the chronology");
  await fillDay(lead, "When was it?", -20);
  await pointer.choose(lead, "Exampleshire Council");
  await pointer.choose(lead, "By telephone or video call");
  await pointer.fill(lead, /What was sent or asked/, "The extract, read out");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText(/Outcome unknown since/).first()).toBeVisible();
  await pointer.follow(lead, /^Extract of /);
  await heading(lead, "An extract without names");
  await expect(lead.getByText(/somebody who reads one website/).first(), "what was sent can be read for good").toBeVisible();

  await lead.goto("/");
  await expect(lead.getByText(/Outcome unknown since/).first(), "it stands on the first page").toBeVisible();
  await lead.goto("/awaited");
  await pointer.follow(lead, casePath.replace("/cases/", ""));
  await pointer.follow(lead, /^Ask again/);
  await heading(lead, "Ask again");
  await pointer.choose(lead, "By e-mail from Regard");
  await pointer.choose(lead, /^Pat Fictitious/);
  const draft = await lead.getByLabel("The letter").inputValue();
  await pointer.fill(lead, "The letter", `${draft}\n\nIt is about Robin.`);
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("alert")).toContainText("Robin");
  await pointer.fill(lead, "The letter", draft);
  await pointer.press(lead, "Continue");
  await heading(lead, "Pathway");
  const letter = await regard.mail.letter((l) => l.to.includes("pat@council.example"));
  expect(letter.mail.subject, "our reference and nobody’s name").toContain(casePath.replace("/cases/", ""));
  expect(letter.raw).not.toMatch(/Robin|Unspoken/);

  await pointer.follow(lead, /^Record the reply/);
  await fillDay(lead, "When was it?", 0);
  await pointer.choose(lead, "Support it here, as ordinary welfare");
  await pointer.fill(lead, "What did they say?", "No cause to refer; keep talking");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Nothing is awaited.")).toBeVisible();
});

test("not telling the person has reasons and a day, and days out of order are refused", async ({ as }) => {
  const name = "Robin Untold";
  const lead = await as("lead");
  await aCase(lead, await as("nobody"), name, "Somebody may harm them if they hear of it");
  await pointer.press(lead, "Ask to close");
  await expect(lead.getByText(/does not say yet whether the person was told/)).toBeVisible();
  await pointer.follow(lead, "The person was not told, and why");
  await heading(lead, "The person was not told");
  await fillDay(lead, "When was this decided?", -2);
  await pointer.fill(lead, "Why was the person not told?", "Their flatmate reads their letters");
  await fillDay(lead, "When will somebody think again?", 900);
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("alert")).toContainText("does not last unseen");
  await fillDay(lead, "When will somebody think again?", 30);
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Waiting for thinking again whether to tell the person").first()).toBeVisible();

  await pointer.press(lead, "Make a formal referral");
  await expect(lead.getByRole("button", { name: "Begin a referral" }), "a referral is made on its own form").toBeVisible();
  await pointer.follow(lead, "Pathway");

  await pointer.press(lead, "Ask a colleague for advice");
  await fillDay(lead, "When was it?", -3);
  await pointer.fill(lead, "Whom did you ask, and what?", "The wellbeing team: is this ordinary worry?");
  await pointer.press(lead, "Continue");
  await pointer.follow(lead, /^Record the reply ?: .*advice/i);
  await fillDay(lead, "When was it?", -5);
  await pointer.choose(lead, "Support it here, as ordinary welfare");
  await pointer.fill(lead, "What did they say?", "It is; talk again next week");
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("alert")).toContainText("no earlier than what it is about");
  await expect(lead.getByLabel("What did they say?"), "what was typed stays").toHaveValue("It is; talk again next week");
  await fillDay(lead, "When was it?", -1);
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("It is; talk again next week")).toBeVisible();

  await pointer.follow(lead, /^Add a remark ?: .*Support it here/);
  await pointer.fill(lead, "What is to be remarked?", "Said by telephone");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Said by telephone")).toBeVisible();
  await pointer.follow(lead, /^Withdraw this step ?: .*Support it here/);
  await pointer.fill(lead, "Why was it wrong?", "It was about somebody else");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Withdrawn").first()).toBeVisible();
});

// Of somebody born on 27 March 2004, today.
function age(): number {
  const now = new Date();
  return now.getFullYear() - 2004 - (now < new Date(now.getFullYear(), 2, 27) ? 1 : 0);
}

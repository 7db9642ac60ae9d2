// A case is put before those outside: written, weighed, agreed to, checked and sent; and without consent only by a second person.
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { out } from "./harness/places.ts";
import { expectGoodNow } from "./harness/quality.ts";
import { test, expect } from "./harness/test.ts";
import { decide, giveTo, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "referral" });

const run = promisify(execFile);

const inDays = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);

export async function fillDay(page: Page, day: Date): Promise<void> {
  const [d, m, y] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(day).split("/");
  await pointer.fill(page, "Day", String(Number(d)));
  await pointer.fill(page, "Month", String(Number(m)));
  await pointer.fill(page, "Year", y!);
}

async function aCase(lead: Page, nobody: Page, name: string, what: string): Promise<string> {
  await tellUs(nobody, { name, what });
  await decide(lead, name, "It needs a case", "It has gone on for weeks");
  const casePath = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));
  return casePath;
}

async function question(page: Page, referral: string, place: string, title: string | RegExp, fill: () => Promise<void>): Promise<void> {
  await page.goto(`${referral}/form/${place}`);
  await heading(page, title);
  await fill();
  await pointer.press(page, "Save and continue");
  await heading(page, "Check this section");
}

async function complete(page: Page, referral: string, section: string): Promise<void> {
  await page.goto(`${referral}/form/${section}`);
  await heading(page, "Check this section");
  await pointer.press(page, "Mark this section as complete");
  await heading(page, "Referral");
}

// Everything that the case did not know by itself, and every section marked as complete.
async function fillIn(page: Page, referral: string, today: Date): Promise<void> {
  await question(page, referral, "concerns/account", "What is known, and what is thought?", async () => {
    await expect(page.getByLabel("What was seen or heard?")).not.toHaveValue("");
    await pointer.fill(page, "How is it known?", "Two students heard it themselves");
    await pointer.fill(page, /What is assumed\?/, "That it was meant seriously");
    await pointer.fill(page, "What else could explain it?", "A tasteless joke");
  });
  await question(page, referral, "concerns/noticed", "How did this come to notice?", () => pointer.fill(page, "How and why was it noticed?", "In a seminar"));
  await question(page, referral, "referrer/referrer", "Who makes the referral?", () => pointer.fill(page, "Role", "Caseworker"));
  await question(page, referral, "safeguarding/discussed", "Who has been asked?", async () => {
    await pointer.choose(page, "Yes");
    await pointer.fill(page, "What came of it?", "Advice outside, on an account without names");
  });
  await question(page, referral, "safeguarding/informed", "Does the person know?", async () => {
    await pointer.choose(page, "Yes");
    await pointer.fill(page, "What did they say?", "That they would like help");
  });
  await question(page, referral, "proportionality/aim", "What is this referral for?", async () => {
    await pointer.fill(page, /What is it meant to achieve/, "Support that the university cannot give");
    await pointer.fill(page, "Why is it necessary?", "What was said has grown more concrete");
  });
  await question(page, referral, "proportionality/alternatives", "Which gentler ways were weighed?", () =>
    pointer.fill(page, /Which less intrusive ways/, "Two conversations and a mentor"));
  await question(page, referral, "proportionality/rights", "Which rights are touched?", async () => {
    await pointer.fill(page, "Freedom of speech and academic freedom", "What was said in class stays lawful");
    await pointer.fill(page, "Privacy", "Only what the gateway needs");
    await pointer.fill(page, "Equality", "Anybody who said this would be treated so");
  });
  await question(page, referral, "proportionality/review", /When does somebody ask again|When is this looked at again/, () => fillDay(page, inDays(today, 60)));
  for (const section of ["individual", "concerns", "needs", "other", "identifier", "referrer", "dates", "safeguarding", "occupation", "proportionality"])
    await complete(page, referral, section);
}

async function declareReady(lead: Page, referral: string): Promise<void> {
  await lead.goto(referral);
  await pointer.press(lead, "Say that it is ready to send");
  await heading(lead, "Say that the referral is ready to send");
  await pointer.choose(lead, /I have read the whole form/);
  await pointer.press(lead, "Continue");
  await heading(lead, "Referral");
  await expect(lead.getByText("Ready to send").first()).toBeVisible();
}

// What the tools that judge PDFs say of one.
async function judge(bytes: Buffer): Promise<{ info: string; text: string; check: string }> {
  const file = path.join(mkdtempSync(path.join(out, "pdf-")), "referral.pdf");
  writeFileSync(file, bytes);
  const said = async (program: string, ...rest: string[]) => (await run(program, rest)).stdout;
  return { check: await said("qpdf", "--check", file), info: await said("pdfinfo", file), text: await said("pdftotext", "-layout", file, "-") };
}

test("a referral is written over several sittings, weighed, agreed to by the person and declared ready", async ({ as, regard }) => {
  const lead = await as("lead"), caseworker = await as("caseworker");
  const casePath = await aCase(lead, await as("nobody"), "Robin Referred", "Said in a seminar that somebody should pay for it");
  const referral = `${casePath}/referral`;
  await caseworker.goto(casePath);
  await pointer.follow(caseworker, "Referral");
  await heading(caseworker, "Referral");
  await pointer.press(caseworker, "Begin a referral");
  await expect(caseworker.getByText("Some sections are not marked as complete.")).toBeVisible();
  await expectGoodNow(caseworker);

  // What is missing is said, and what was there is kept.
  await caseworker.goto(`${referral}/form/concerns`);
  await pointer.press(caseworker, "Mark this section as complete");
  await expect(caseworker.getByRole("link", { name: "Enter how it is known" }).or(caseworker.getByText("Enter how it is known")).first()).toBeVisible();

  await fillIn(caseworker, referral, regard.today);
  await expect(caseworker.getByText("The person has not agreed, and nobody has agreed to go on without that.")).toBeVisible();
  await pointer.press(caseworker, "Record what the person says to it");
  await heading(caseworker, "What the person says to it");
  await pointer.choose(caseworker, "They agree");
  await fillDay(caseworker, regard.today);
  await pointer.choose(caseworker, "In person");
  await pointer.fill(caseworker, /In which words\?/, "Yes, if it helps");
  await pointer.press(caseworker, "Continue");
  await heading(caseworker, "Referral");
  await declareReady(lead, referral);

  const pdf = await (await lead.request.get(`${referral}/document.pdf`)).body();
  const { check, info, text } = await judge(pdf);
  expect(check).toContain("No syntax or stream encoding errors found");
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Title: +National referral form, R-/);
  expect(text.indexOf("Describe the concerns")).toBeGreaterThan(text.indexOf("The person’s details"));
  expect(text).toContain("A tasteless joke");
  expect(text).not.toContain("Anybody who said this would be treated so");
  const json = await (await lead.request.get(`${referral}/document.json`)).json();
  expect(json.sections.map((section: { section: string }) => section.section)).not.toContain("proportionality");
  await expectGoodNow(lead);
});

test("without consent a second person reads the form, refuses, and agrees to a better reason; a changed form needs it anew", async ({ as, regard }) => {
  const lead = await as("lead"), deputy = await as("deputy"), caseworker = await as("caseworker");
  const name = "Rowan Withoutconsent";
  const casePath = await aCase(lead, await as("nobody"), name, "Threatened somebody by name");
  const referral = `${casePath}/referral`;
  await caseworker.goto(referral);
  await pointer.press(caseworker, "Begin a referral");
  await fillIn(caseworker, referral, regard.today);

  const ask = async (page: Page, why: string) => {
    await page.goto(referral);
    await pointer.press(page, "Ask to go on without consent");
    await heading(page, "Ask to refer without consent");
    await pointer.fill(page, "Why should this be referred without their consent?", why);
    await pointer.press(page, "Continue");
    await heading(page, "Referral");
  };
  const answer = async (page: Page, verdict: string, why: string) => {
    await pointer.choose(page, verdict);
    await pointer.fill(page, "Why?", why);
    await pointer.press(page, "Continue");
  };
  await ask(lead, "It cannot wait");
  // Whoever asked may only take it back.
  await lead.goto(`${referral}/override/decision`);
  await heading(lead, "Withdraw the request to refer without consent");

  await deputy.goto("/");
  await expect(deputy.getByRole("heading", { name: "Referrals without consent to decide on" })).toBeVisible();
  await pointer.follow(deputy, name);
  await heading(deputy, "Decide on referring without consent");
  await expect(deputy.getByText("A tasteless joke")).toBeVisible();
  await expectGoodNow(deputy);
  await answer(deputy, "No, not without consent", "They were not asked");
  await heading(deputy, "Referral");
  await expect(deputy.getByText("They were not asked")).toBeVisible();

  // A stale page: the reasons changed while the deputy read.
  await ask(lead, "Asked twice, and they will not talk");
  await deputy.goto(`${referral}/override/decision`);
  await ask(lead, "Asked twice, they will not talk, and the person they named is afraid");
  await answer(deputy, "Yes, refer without consent", "Words that took a while to write");
  await expect(deputy.getByText("the person they named is afraid").first()).toBeVisible();
  await expect(deputy.getByLabel("Why?")).toHaveValue("Words that took a while to write");
  await pointer.press(deputy, "Continue");
  await heading(deputy, "Referral");
  await expect(deputy.getByText("Agreed").first()).toBeVisible();

  // What was agreed to is what was read.
  await question(caseworker, referral, "other/other", "Other information", () => pointer.fill(caseworker, /Anything else they should know/, "Something new"));
  await complete(caseworker, referral, "other");
  await expect(caseworker.getByText("The form was changed since.")).toBeVisible();
  await ask(lead, "The same, with what we learned since");
  await deputy.goto(`${referral}/override/decision`);
  await answer(deputy, "Yes, refer without consent", "Read again");
  await heading(deputy, "Referral");
  await declareReady(lead, referral);
});

test("categories are chosen with their definitions in sight, and change with their history", async ({ as }) => {
  const lead = await as("lead");
  const casePath = await aCase(lead, await as("nobody"), "Cameron Category", "Something that will be counted");
  await lead.goto(`${casePath}/referral`);
  await pointer.follow(lead, "Choose the categories");
  await heading(lead, "Choose the categories of this case");
  await lead.getByText(/What the answers mean: The regulator’s categories/).click();
  await expect(lead.getByText("A person’s faith is not a reason to choose this.").first()).toBeVisible();
  await pointer.choose(lead, "Mixed, unclear or unstable");
  await pointer.choose(lead, "No ideology identified");
  await pointer.press(lead, "Continue");
  await heading(lead, "Referral");
  await expect(lead.getByText("No ideology identified")).toBeVisible();
  await expectGoodNow(lead);
});

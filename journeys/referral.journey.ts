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

// The page's end, so that it is read before it is left.
async function onReferral(page: Page): Promise<void> {
  await heading(page, "Referral");
  await expect(page.getByRole("heading", { name: "Categories for the figures" })).toBeVisible();
  await page.waitForLoadState();
}

async function onSection(page: Page): Promise<void> {
  await heading(page, "Check this section");
  await expect(page.getByRole("button", { name: "Mark this section as complete" })).toBeVisible();
  await page.waitForLoadState();
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
  await onSection(page);
}

async function complete(page: Page, referral: string, section: string): Promise<void> {
  await page.goto(`${referral}/form/${section}`);
  await onSection(page);
  await pointer.press(page, "Mark this section as complete");
  await onReferral(page);
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
  await onReferral(lead);
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
  await onReferral(caseworker);
  await pointer.press(caseworker, "Begin a referral");
  await expect(caseworker.getByText("Some sections are not marked as complete.")).toBeVisible();
  await expectGoodNow(caseworker);

  // What is missing is said, and what was there is kept.
  await caseworker.goto(`${referral}/form/concerns`);
  await pointer.press(caseworker, "Mark this section as complete");
  await expect(caseworker.getByText("Enter what else could explain it", { exact: false }).first()).toBeVisible();

  await fillIn(caseworker, referral, regard.today);
  await expect(caseworker.getByText("The person has not agreed, and nobody has agreed to go on without that.")).toBeVisible();
  await pointer.press(caseworker, "Record what the person says to it");
  await heading(caseworker, "What the person says to it");
  await pointer.choose(caseworker, "They agree");
  await fillDay(caseworker, regard.today);
  await pointer.choose(caseworker, "In person");
  await pointer.fill(caseworker, /In which words\?/, "Yes, if it helps");
  await pointer.press(caseworker, "Continue");
  await onReferral(caseworker);
  await declareReady(lead, referral);

  const pdf = await (await lead.request.get(`${referral}/document.pdf`)).body();
  const { check, info, text } = await judge(pdf);
  expect(check).toContain("No syntax or stream encoding errors found");
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Title: +National referral form, R-/);
  expect(text.indexOf("Describe the concerns")).toBeGreaterThan(text.indexOf("The person’s details"));
  expect(text).toContain("A tasteless joke");
  expect(text, "what goes out is no draft").not.toContain("This is a draft");
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
    await onReferral(page);
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
  await onReferral(deputy);
  await expect(deputy.getByText("They were not asked")).toBeVisible();

  // A stale page: it was taken back and asked with other reasons while the deputy read.
  await ask(lead, "Asked twice, and they will not talk");
  await deputy.goto(`${referral}/override/decision`);
  await lead.goto(`${referral}/override/decision`);
  await pointer.fill(lead, "Why do you take it back?", "We have heard more");
  await pointer.press(lead, "Continue");
  await onReferral(lead);
  await ask(lead, "Asked twice, they will not talk, and the person they named is afraid");
  await answer(deputy, "Yes, refer without consent", "Words that took a while to write");
  await expect(deputy.getByText("the person they named is afraid").first()).toBeVisible();
  await expect(deputy.getByLabel("Why?")).toHaveValue("Words that took a while to write");
  await pointer.press(deputy, "Continue");
  await onReferral(deputy);
  await expect(deputy.getByText("Agreed").first()).toBeVisible();

  // What was agreed to is what was read.
  await question(caseworker, referral, "other/other", "Other information", () => pointer.fill(caseworker, /Anything else they should know/, "Something new"));
  await complete(caseworker, referral, "other");
  await expect(caseworker.getByText("The form was changed since")).toBeVisible();
  await ask(lead, "The same, with what we learned since");
  await deputy.goto(`${referral}/override/decision`);
  await answer(deputy, "Yes, refer without consent", "Read again");
  await onReferral(deputy);
  await declareReady(lead, referral);
});

test("a referral is not made after all, and another may begin later", async ({ as }) => {
  const lead = await as("lead");
  const casePath = await aCase(lead, await as("nobody"), "Dana Notreferred", "Something that advice put right");
  await lead.goto(`${casePath}/referral`);
  await pointer.press(lead, "Begin a referral");
  await pointer.press(lead, "Do not refer after all");
  await heading(lead, "Do not refer after all");
  await pointer.fill(lead, "Why is it not referred after all?", "Advice without names showed that a mentor is enough");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Not referred after all")).toBeVisible();
  await expect(lead.getByRole("button", { name: "Begin a referral" })).toBeVisible();
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
  await onReferral(lead);
  await expect(lead.getByText("No ideology identified")).toBeVisible();
  await expectGoodNow(lead);
});

// From the page of the register to an agency that a referral can go to.
async function addAgency(lead: Page, name: string): Promise<void> {
  await lead.goto("/agencies/new");
  await heading(lead, "Add an agency");
  await pointer.fill(lead, "Name of the agency", name);
  await lead.getByRole("radio").first().check();
  await pointer.press(lead, "Save");
  await heading(lead, name);
}

// A step of the pathway, on the day that it is for the program.
async function step(page: Page, casePath: string, kind: string, today: Date, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await page.goto(`${casePath}/pathway/steps/${kind}`);
  await fillDay(page, today);
  await fill();
  await pointer.press(page, "Continue");
  await heading(page, "Pathway");
}

test("from the first report to the review after twelve months", async ({ as, regard, sessions }) => {
  test.setTimeout(600_000);
  let lead = await as("lead"), caseworker = await as("caseworker");
  await addAgency(lead, "Made-Up Council Gateway");
  const casePath = await aCase(lead, await as("nobody"), "Sage Longway", "Said in a seminar that somebody should pay for it");
  const referral = `${casePath}/referral`;
  await caseworker.goto(referral);
  await pointer.press(caseworker, "Begin a referral");
  await fillIn(caseworker, referral, regard.today);
  await caseworker.goto(`${referral}/consent`);
  await pointer.choose(caseworker, "They agree");
  await fillDay(caseworker, regard.today);
  await pointer.choose(caseworker, "In person");
  await pointer.press(caseworker, "Continue");
  await declareReady(lead, referral);
  await lead.goto(`${referral}/categories`);
  await pointer.choose(lead, "Mixed, unclear or unstable");
  await pointer.choose(lead, "No ideology identified");
  await pointer.press(lead, "Continue");

  // Before it is sent, it is said that the person was told.
  await step(caseworker, casePath, "informed", regard.today, async () => {
    await pointer.choose(caseworker, "In person");
    await pointer.choose(caseworker, "They agree");
    await pointer.fill(caseworker, "What were they told, and what did they say?", "What is put on the form, and to whom it goes");
  });

  // Sent: recorded, and kept as it was.
  await lead.goto(referral);
  await pointer.press(lead, "Record that it was sent");
  await heading(lead, "Record that the referral was sent");
  await expectGoodNow(lead);
  await pointer.pick(lead, "To whom was it sent?", "Made-Up Council Gateway");
  await pointer.choose(lead, "Secure email");
  await fillDay(lead, regard.today);
  await pointer.choose(lead, "A statutory purpose in the substantial public interest");
  await pointer.press(lead, "Record that it was sent");
  await onReferral(lead);
  await expect(lead.getByText("Edition 1 was sent to Made-Up Council Gateway")).toBeVisible();
  await expectGoodNow(lead);
  const href = await lead.getByRole("link", { name: "PDF of edition 1" }).getAttribute("href");
  const { info, text, check } = await judge(await (await lead.request.get(href!)).body());
  expect(check).toContain("No syntax or stream encoding errors found");
  expect(info).toMatch(/Tagged: +yes/);
  expect(text).toContain("Made-Up Council Gateway");
  await lead.goto(`${referral}/categories`);
  await expect(lead.getByText("The referral was sent, and its categories stay as they were", { exact: false })).toBeVisible();

  // What was sent stays; what has to change is another edition.
  await lead.goto(referral);
  await pointer.press(lead, "Write a new edition");
  await heading(lead, "Write a new edition of the referral");
  await lead.goto(`${referral}/closing`);
  await heading(lead, "Close this referral");

  // A partner asks: an extract first, in full only after it.
  await step(caseworker, casePath, "information_requested", regard.today, async () => {
    await pointer.pick(caseworker, /Which agency\?/, "Made-Up Council Gateway");
    await pointer.fill(caseworker, "What do they want to know, and what for?", "Which year and which course");
  });
  const giveInformation = async (extent: string, words: string, why?: string) => {
    await caseworker.goto(`${casePath}/pathway/steps/information_given`);
    await heading(caseworker, "Record what we gave them");
    await pointer.choose(caseworker, extent);
    if (why) await pointer.fill(caseworker, "Why is an extract not enough?", why);
    await pointer.fill(caseworker, "What was given?", words);
    await fillDay(caseworker, regard.today);
    await pointer.choose(caseworker, "By telephone or video call");
    await pointer.choose(caseworker, "A statutory purpose in the substantial public interest");
    await pointer.press(caseworker, "Continue");
  };
  await giveInformation("In full", "Sage Longway, second year", "They want it");
  await expect(caseworker.getByText("Give an extract without names first.", { exact: false }).first()).toBeVisible();
  await expect(caseworker.getByLabel("What was given?")).toHaveValue("Sage Longway, second year");
  await giveInformation("An extract without names", "A student in their second year");
  await heading(caseworker, "Pathway");

  // Days out of order are refused.
  await caseworker.goto(`${casePath}/pathway/steps/gateway`);
  await fillDay(caseworker, inDays(regard.today, -30));
  await pointer.choose(caseworker, "It goes on to a panel");
  await pointer.press(caseworker, "Continue");
  await expect(caseworker.getByText("The gateway answers a referral.", { exact: false }).first()).toBeVisible();

  const later = async (days: number) => {
    regard.moveClock(days);
    sessions.clear();
    lead = await as("lead");
    caseworker = await as("caseworker");
  };
  await later(4);
  await step(caseworker, casePath, "gateway", regard.today, () => pointer.choose(caseworker, "It goes on to a panel"));
  await later(20);
  await step(caseworker, casePath, "panel_decided", regard.today, () => pointer.choose(caseworker, "Taken on for support"));
  await step(caseworker, casePath, "consent", regard.today, () => pointer.choose(caseworker, "Given"));
  await later(10);
  await step(caseworker, casePath, "support_plan", regard.today, () => pointer.fill(caseworker, "What was agreed?", "A mentor, once a week"));
  await later(120);
  await step(caseworker, casePath, "exit", regard.today, () => pointer.choose(caseworker, "The worry is gone, or much less"));

  // Closed: the agency's reply is refused with what to do, and what was typed stays.
  await lead.goto(referral);
  await pointer.press(lead, "Close this referral");
  await pointer.fill(lead, "What came of it?", "Support ended well");
  await pointer.press(lead, "Continue");
  await onReferral(lead);
  await caseworker.goto(`${casePath}/pathway/steps/outcome`);
  await fillDay(caseworker, regard.today);
  await caseworker.getByRole("radio").first().check();
  await pointer.fill(caseworker, /What else should be known\?/, "A letter that came late");
  await pointer.press(caseworker, "Continue");
  await expect(caseworker.getByText("This referral is closed", { exact: false }).first()).toBeVisible();
  await expect(caseworker.getByLabel(/What else should be known\?/)).toHaveValue("A letter that came late");

  await lead.goto(referral);
  await pointer.press(lead, "Open this referral again");
  await heading(lead, "Open this referral again");

  // Our own reviews go on.
  await later(183);
  await lead.goto("/");
  await step(caseworker, casePath, "review_6_months", regard.today, () => pointer.choose(caseworker, "No worry remains"));
  await later(183);
  await step(caseworker, casePath, "review_12_months", regard.today, () => pointer.choose(caseworker, "No worry remains"));
  await expect(caseworker.getByText("Reviewed after 12 months").first()).toBeVisible();
});

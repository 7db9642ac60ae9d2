// Somebody asks what is held about them: recorded, found by who may read it, weighed by who may not, looked at twice, given out.
import type { Page } from "@playwright/test";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { addEntry, decide, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "subject-access" });

const name = "Rhoswen Requested";

async function recordRequest(officer: Page, whose: string): Promise<string> {
  await officer.goto("/requests");
  await heading(officer, "Requests to see what is held");
  await pointer.press(officer, "Record a request");
  await heading(officer, "Somebody asks what is held about them");
  await pointer.press(officer, "Record it");
  await expect(officer.locator(".govuk-error-summary")).toContainText("Enter how you verified who they are");
  await pointer.fill(officer, "Who asks?", whose);
  await pointer.fill(officer, "Where does the answer go?", "rhoswen@made-up.example");
  await pointer.fill(officer, "How do you know who they are?", "She wrote from her university account and came to the desk");
  const [day, month, year] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
  const group = officer.getByRole("group", { name: "When did it come?" });
  await group.getByLabel("Day").fill(day!);
  await group.getByLabel("Month").fill(month!);
  await group.getByLabel("Year").fill(year!);
  await pointer.press(officer, "Record it");
  await expect(officer.getByText("Answer by").first()).toBeVisible();
  return new URL(officer.url()).pathname;
}

async function gather(page: Page, path: string, records: string[]): Promise<void> {
  await page.goto(path);
  await pointer.press(page, "Find what is held");
  await heading(page, "Find what is held");
  await expect(page.getByLabel("Name, number or other words")).toHaveValue(name);
  await pointer.fill(page, "Name, number or other words", "nonsenseword");
  await pointer.press(page, "Find");
  await expect(page.getByText("Nothing that you can see holds all these words")).toBeVisible();
  await pointer.fill(page, "Name, number or other words", name);
  await pointer.press(page, "Find");
  await pointer.press(page, "Add these to the request");
  await expect(page.locator(".govuk-error-summary")).toContainText("Choose at least one");
  for (const record of records) await page.getByLabel(new RegExp(record)).check();
  await pointer.press(page, "Add these to the request");
  for (const record of records) await expect(page.getByText(record).first()).toBeVisible();
}

test("somebody is answered, and nobody else is told about", async ({ as }) => {
  const concern = await tellUs(await as("nobody"), { name, what: "She has stopped eating with us", reporter: { name: "Tegid Toldus", contact: "01632 960 002" } });
  const lead = await as("lead"), deputy = await as("deputy"), officer = await as("dataprotection");
  await decide(lead, name, "It needs a case", "Friends are worried");
  const casePath = await openCase(lead, name);
  const record = casePath.replace("/cases/", "");
  await addEntry(lead, "Meeting", "Rhoswen came with Peredur Otherperson, and said that she is well");

  const path = await recordRequest(officer, name);
  await expect(officer.getByText("Nobody has found any yet")).toBeVisible();
  await pointer.press(officer, "Take two months more");
  await heading(officer, "Take two months more");
  await pointer.fill(officer, "Why does it take longer, and what did you tell the person?", "Told her today: there are several systems to look through");
  await pointer.press(officer, "Continue");
  await expect(officer.getByText("several systems")).toBeVisible();

  await gather(lead, path, [record, concern]);
  await officer.goto(path);
  await expect(officer.locator("body"), "nothing before it is released").not.toContainText("Peredur");
  await pointer.press(lead, "Release it to the data protection officer");
  await heading(lead, "Release what was found");
  await pointer.press(lead, "Release it");
  await heading(lead, "Somebody asks what is held about them");

  await officer.goto(path);
  await expect(officer.getByText("Rhoswen came with Peredur Otherperson")).toBeVisible();
  await expect(officer.locator("body"), "who told is not handed over").not.toContainText("Tegid");
  expect((await officer.goto(casePath))!.status(), "the case itself stays shut").toBe(403);
  await officer.goto(path);
  await pointer.press(officer, "Ask for a second look");
  await heading(officer, "Ask for a second look");
  await pointer.press(officer, "Ask for it");
  await expect(officer.locator(".govuk-error-summary")).toContainText("Some pieces are not decided");

  await officer.goto(path);
  const pieces = await officer.getByRole("link", { name: /^Decide\s+\(/ }).count();
  await expect(officer.getByText(`0 of ${pieces} decided`).first()).toBeVisible();
  for (let i = 0; i < pieces; ++i) {
    await officer.goto(path);
    const piece = officer.getByRole("link", { name: /^Decide\s+\(/ }).first();
    const meeting = /Meeting/.test((await piece.textContent())!);
    await piece.click();
    await heading(officer, "Decide about one piece");
    if (meeting) {
      await pointer.choose(officer, "Give it with words taken out");
      await pointer.fill(officer, "Which names and words are taken out?", "Peredr");
      await pointer.press(officer, "Continue");
      await expect(officer.locator(".govuk-error-summary")).toContainText("“Peredr” is not in this piece");
      await pointer.fill(officer, "Which names and words are taken out?", "Peredur Otherperson");
    } else {
      await pointer.choose(officer, "Withhold it");
      await pointer.pick(officer, "Which exemption?", "It is not about the person who asks (Article 15 of the UK GDPR gives one's own data only)");
      await pointer.fill(officer, "Why does it apply to this piece?", "It is about how the team works");
    }
    await pointer.press(officer, "Continue");
    await heading(officer, "Somebody asks what is held about them");
  }
  await pointer.press(officer, "Ask for a second look");
  await heading(officer, "Ask for a second look");
  await pointer.press(officer, "Ask for it");
  await expect(officer.getByText("Waits for a second look").first()).toBeVisible();

  await lead.goto(path);
  await expect(lead.getByText("who neither found these records nor released them"), "not by who released it").toBeVisible();
  await expect(lead.getByRole("button", { name: "Look a second time" })).toHaveCount(0);
  await lead.goto(`${path}/check`);
  await heading(lead, "Send this answer back");
  await deputy.goto(path);
  await pointer.press(deputy, "Look a second time");
  await heading(deputy, "Look at this answer a second time");
  await expect(deputy.getByText("Rhoswen came with […], and said that she is well")).toBeVisible();
  await pointer.choose(deputy, "Yes, it may go out");
  await pointer.fill(deputy, "What did you look at?", "Searched by her other names too, and read each piece");
  await pointer.press(deputy, "Continue");
  await heading(deputy, "Somebody asks what is held about them");

  await officer.goto(`${path}/take-up`);
  await heading(officer, "Take this answer up again");
  await officer.goto(path);
  await pointer.press(officer, "Read the answer as it would go out");
  await expect(officer.getByText("It was not given to anybody yet")).toBeVisible();
  await officer.goto(path);
  await heading(officer, "Somebody asks what is held about them");
  await pointer.press(officer, "Give it out");
  await heading(officer, "Give the answer out");
  await pointer.press(officer, "Give it out");
  await heading(officer, "Somebody asks what is held about them");
  await pointer.press(officer, "What was given out");
  await heading(officer, `What is held about ${name}`);
  await expect(officer.getByText("Rhoswen came with […], and said that she is well")).toBeVisible();
  await expect(officer.locator("body")).not.toContainText(/Peredur|Otherperson|Tegid/);
  const pdf = await officer.request.get(`${path}/answer.pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  const json = await officer.request.get(`${path}/answer.json`);
  expect(json.status()).toBe(200);
  expect(await json.text()).not.toMatch(/Peredur|Otherperson|Tegid/);
});

test("a request that is taken back ends, and one about oneself is not seen", async ({ as }) => {
  const officer = await as("dataprotection"), lead = await as("lead");
  const path = await recordRequest(officer, "Mabon Madeup");
  await pointer.press(officer, "End it without an answer");
  await heading(officer, "End this request without an answer");
  await pointer.choose(officer, "The person took it back");
  await pointer.fill(officer, "Why?", "He wrote that he does not need it any more");
  await pointer.press(officer, "Continue");
  await expect(officer.getByText("He wrote that he does not need it any more")).toBeVisible();
  expect((await lead.goto(`${path}/records`))!.status()).toBe(409);

  await lead.goto("/people");
  const own = (await lead.getByRole("link", { name: nameOf("deputy") }).first().getAttribute("href"))!.replace("/people/", "");
  await officer.goto("/requests/new");
  await heading(officer, "Somebody asks what is held about them");
  await pointer.fill(officer, "Who asks?", nameOf("deputy"));
  await pointer.fill(officer, /Their reference in the staff directory/, own);
  await pointer.fill(officer, "Where does the answer go?", "at work");
  await pointer.fill(officer, "How do you know who they are?", "We work together");
  const [day, month, year] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
  const group = officer.getByRole("group", { name: "When did it come?" });
  await group.getByLabel("Day").fill(day!);
  await group.getByLabel("Month").fill(month!);
  await group.getByLabel("Year").fill(year!);
  await pointer.press(officer, "Record it");
  const about = new URL(officer.url()).pathname;
  expect((await (await as("deputy")).goto(about))!.status(), "not by whom it is about").toBe(404);
  expect((await lead.goto(about))!.status()).toBe(200);
});

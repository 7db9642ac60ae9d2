// Data end: what ends when, a hold that stops it, a review of the one record, and a case that nobody can read any more.
import { pointer } from "./harness/hands.ts";
import { test, expect } from "./harness/test.ts";
import { askToClose, decide, decideClosure, giveTo, heading, openCase, tellUs } from "./stories.ts";
import { nameOf, signIn } from "./harness/people.ts";

test.use({ provider: "ending" });

test("a concern that needed nothing is seen to end, and a legal hold keeps it", async ({ as }) => {
  const name = "Heddwyn Holdover";
  const reference = await tellUs(await as("nobody"), { name, what: "Something that turned out to be nothing" });
  const lead = await as("lead");
  await decide(lead, name, "No further action", "It was a rehearsal of a play");
  await pointer.press(lead, "How long it is kept");
  await heading(lead, "How long this is kept");
  await expect(lead.getByText("1 year after it was decided, then it is destroyed by itself")).toBeVisible();

  const officer = await as("dataprotection");
  await officer.goto("/keeping?days=365");
  await heading(officer, "What ends, and when");
  await expect(officer.locator("body"), "by its reference alone").not.toContainText("Heddwyn");
  await pointer.follow(officer, reference);
  await expect(officer.locator("body")).not.toContainText("Heddwyn");
  await expect(officer.getByRole("link", { name: "Open the record" })).toHaveCount(0);
  await pointer.press(officer, "Put on legal hold");
  await heading(officer, "Put this on legal hold");
  await pointer.press(officer, "Continue");
  await expect(officer.locator(".govuk-error-summary")).toContainText("Enter your reasons");
  await pointer.fill(officer, "Why must it be kept?", "An inquiry of the insurer, asked for by the university secretary");
  await pointer.press(officer, "Continue");
  await expect(officer.getByText("On legal hold since")).toBeVisible();

  await lead.goto(`/keeping/${reference}`);
  await expect(lead.getByText("An inquiry of the insurer")).toBeVisible();
  await expect(lead.getByRole("button", { name: "Destroy now" }), "nothing ends it now").toHaveCount(0);
  await lead.goto(`/keeping/${reference}/destruction`);
  await heading(lead, "You cannot do this now");
  await lead.goto(`/keeping/${reference}`);
  await pointer.press(lead, "Take off legal hold");
  await heading(lead, "Take this off legal hold");
  await pointer.fill(lead, "Why is the hold over?", "The insurer has closed its inquiry");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("somebody else has to do that"), "it was the lead's decision").toBeVisible();
  await expect(lead.getByRole("button", { name: "Destroy now" })).toHaveCount(0);
  const deputy = await as("deputy");
  await deputy.goto(`/keeping/${reference}`);
  await expect(deputy.getByRole("button", { name: "Destroy now" })).toBeVisible();
});

test("a case that was destroyed is nowhere any more, for anybody", async ({ as }) => {
  const name = "Ynyr Yesterday", words = "He said that the lighthouse was calling him";
  const concern = await tellUs(await as("nobody"), { name, what: words });
  const lead = await as("lead"), deputy = await as("deputy"), caseworker = await as("caseworker");
  await decide(lead, name, "It needs a case", "It sounds strange");
  const casePath = await openCase(lead, name);
  const reference = casePath.replace("/cases/", "");
  await giveTo(lead, nameOf("caseworker"));
  await lead.goto(`${casePath}/keeping`);
  await expect(lead.getByText("No period runs while it is open")).toBeVisible();
  await caseworker.goto(casePath);
  await askToClose(caseworker, "The concern was unfounded", "He writes poems");
  await decideClosure(lead, name, "Yes, close it", "He does");

  await caseworker.goto(`${casePath}/keeping`);
  await expect(caseworker.getByText("6 months after it was closed, then somebody reviews it")).toBeVisible();
  await expect(caseworker.getByRole("button", { name: "Destroy now" })).toHaveCount(0);

  await lead.goto(`${casePath}/keeping`);
  await expect(lead.getByRole("button", { name: "Destroy now" }), "not by who closed it").toHaveCount(0);
  await deputy.goto(`${casePath}/keeping`);
  await pointer.press(deputy, "Destroy now");
  await heading(deputy, "Destroy this record");
  await pointer.fill(deputy, "Type the reference of the record to destroy it", "K-0000-0000");
  await pointer.fill(deputy, "Why?", "There was nothing in it, and his parents asked");
  await pointer.press(deputy, "Destroy it now");
  await expect(deputy.locator(".govuk-error-summary")).toContainText("Enter the reference as it stands above");
  await expect(deputy.getByLabel("Why?")).toHaveValue("There was nothing in it, and his parents asked");
  await pointer.fill(deputy, "Type the reference of the record to destroy it", reference);
  await pointer.press(deputy, "Destroy it now");
  await heading(deputy, "What ends, and when");
  await expect(deputy.getByText(reference)).toBeVisible();

  for (const page of [lead, deputy, caseworker]) {
    for (const path of [casePath, `${casePath}/keeping`, `${casePath}/entries`]) expect((await page.goto(path))!.status(), path).toBe(404);
    for (const sought of [reference, "Yesterday", "lighthouse"]) {
      await page.goto("/search");
      await page.getByLabel("Find a concern or a case").fill(sought);
      await page.getByRole("button", { name: "Find" }).click();
      await expect(page.getByText("Nothing that you can see holds all these words")).toBeVisible();
    }
    await page.goto("/cases?state=closed");
    await expect(page.locator("body")).not.toContainText(/Ynyr|Yesterday/);
  }
  expect((await lead.goto(`/concerns/${concern}`))!.status()).toBe(404);
  const auditor = await as("auditor");
  await auditor.goto("/audit?type=record.destroyed");
  await expect(auditor.getByText(`A case, ${reference}`)).toBeVisible();
  await expect(auditor.locator("body")).not.toContainText(/Ynyr|Yesterday|lighthouse/);
});

test("after a warning a concern ends by itself, and a case waits for somebody to look at it", async ({ as, regard }) => {
  const nothing = "Idris Itwasnothing", unfounded = "Olwen Unfounded";
  const reference = await tellUs(await as("nobody"), { name: nothing, what: "Something that was a rehearsal" });
  await tellUs(await as("nobody"), { name: unfounded, what: "Something that was a rumour" });
  const lead = await as("lead"), deputy = await as("deputy");
  await decide(lead, nothing, "No further action", "It was a rehearsal");
  await decide(lead, unfounded, "It needs a case", "Somebody has to ask");
  const casePath = await openCase(lead, unfounded);
  await askToClose(lead, "The concern was unfounded", "It was a rumour");
  await decideClosure(deputy, unfounded, "Yes, close it", "It was");

  regard.moveClock(340);
  const later = await as("nobody");
  await signIn(later, regard, "lead");
  const caseReference = casePath.replace("/cases/", "");
  await expect(async () => {
    await later.goto("/");
    await expect(later.getByRole("heading", { name: "Records to review" })).toBeVisible();
    await later.goto("/keeping");
    await expect(later.getByRole("link", { name: reference })).toBeVisible();
  }).toPass();
  expect((await later.goto(`/concerns/${reference}`))!.status(), "it is only warned about").toBe(200);
  await later.goto(`${casePath}/keeping`);
  await pointer.press(later, "Review");
  await heading(later, "Review how long this is kept");
  await pointer.choose(later, "Keep it until a day that you choose");
  const until = new Date(regard.today.getTime() + 40 * 86_400_000);
  const group = later.getByRole("group", { name: "Until when?" });
  await group.getByLabel("Day").fill(String(until.getUTCDate()));
  await group.getByLabel("Month").fill(String(until.getUTCMonth() + 1));
  await group.getByLabel("Year").fill(String(until.getUTCFullYear()));
  await pointer.fill(later, "Why?", "Her brother has complained, and the answer is due this month");
  await pointer.press(later, "Continue");
  await expect(later.getByText("Her brother has complained")).toBeVisible();

  regard.moveClock(60);
  const muchLater = await as("nobody");
  await signIn(muchLater, regard, "deputy");
  await expect(async () => {
    expect((await muchLater.goto(`/concerns/${reference}`))!.status()).toBe(404);
    await muchLater.goto("/keeping");
    await expect(muchLater.getByText(`${reference}: Destroyed`)).toBeVisible();
    await expect(muchLater.getByRole("link", { name: caseReference }), "it waits for somebody again").toBeVisible();
  }).toPass();
  await muchLater.goto(`/keeping/${caseReference}/review`);
  await pointer.choose(muchLater, "Destroy it now");
  await pointer.fill(muchLater, "Type the reference of the record to destroy it", caseReference);
  await pointer.fill(muchLater, "Why?", "The complaint is answered, and nothing needs it any more");
  await pointer.press(muchLater, "Continue");
  await heading(muchLater, "What ends, and when");
  expect((await muchLater.goto(casePath))!.status()).toBe(404);
});

// People in a case and their parts; members of staff among them; one incident in several cases; two cases of one person.
import type { Page } from "@playwright/test";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { addEntry, heading, giveTo, tellUs } from "./stories.ts";

// From a concern, by its reference, since two of these are about one name.
async function toCase(lead: Page, reference: string, name: string): Promise<string> {
  await lead.goto(`/concerns/${reference}/decision`);
  await heading(lead, "Decide what becomes of this concern");
  await pointer.choose(lead, "It needs a case");
  await pointer.fill(lead, "Why?", "Somebody has to look after this");
  await pointer.press(lead, "Continue");
  await heading(lead, name);
  await pointer.press(lead, "Open a case");
  await expect(lead.getByRole("heading", { name: "Chronology" })).toBeVisible();
  return new URL(lead.url()).pathname;
}

const statusOf = async (page: Page, path: string) => (await page.request.get(path, { maxRedirects: 0 })).status();

async function addPerson(page: Page, part: string, name: string): Promise<void> {
  await page.getByRole("link", { name: "People", exact: true }).last().click();
  await heading(page, "People in this case");
  await pointer.press(page, "Add a person");
  await heading(page, "Add a person");
  await pointer.choose(page, part);
  await pointer.fill(page, "Name", name);
  await pointer.press(page, "Continue");
}

test("people have their own parts in a case, and whoever works here and is named in it is kept away", async ({ as }) => {
  const name = "Pat Personsmade";
  const reference = await tellUs(await as("nobody"), { name, what: "Something that several people had a part in" });
  const lead = await as("lead"), colleague = await as("colleague"), deputy = await as("deputy");
  const casePath = await toCase(lead, reference, name);
  await giveTo(lead, nameOf("caseworker"));
  await giveTo(lead, nameOf("colleague"));
  expect(await statusOf(colleague, casePath)).toBe(200);

  const caseworker = await as("caseworker");
  await caseworker.goto(casePath);
  await addPerson(caseworker, "Saw or heard it", "Wim Witness-Example");
  await heading(caseworker, "People in this case");
  await expect(caseworker.getByRole("heading", { name })).toBeVisible();  // whom it is about came from the concern
  await caseworker.getByRole("link", { name: /Change.*Wim Witness-Example/ }).click();
  await heading(caseworker, "Change what is known of this person");
  await expect(caseworker.getByLabel("Name", { exact: true })).toHaveValue("Wim Witness-Example");
  await pointer.fill(caseworker, "Name", "William Witness-Example");
  await pointer.press(caseworker, "Continue");
  await caseworker.getByRole("link", { name: /Change.*William Witness-Example/ }).click();
  await caseworker.getByText("What stood here before").click();
  await expect(caseworker.getByText("Wim Witness-Example", { exact: true })).toBeVisible();
  await caseworker.goto(`${casePath}/people`);
  await caseworker.getByRole("link", { name: /End their part.*William Witness-Example/ }).click();
  await heading(caseworker, "End their part in this case");
  await pointer.fill(caseworker, "Why have they no part in it any more?", "They were somewhere else that evening");
  await pointer.press(caseworker, "Continue");
  await expect(caseworker.getByRole("heading", { name: "Those whose part ended" })).toBeVisible();

  // Said to have done it: kept away at once. A witness: somebody decides.
  await addPerson(caseworker, "Is said to have done it", nameOf("security"));
  await expect(caseworker.getByText("is kept away from this case, as the same person as")).toBeVisible();
  await addPerson(caseworker, "Saw or heard it", nameOf("colleague"));
  await heading(caseworker, "Somebody who works here may be this person");
  await pointer.pick(caseworker, "Who?", nameOf("colleague"));
  await pointer.choose(caseworker, "Keep them away from this case");
  await pointer.fill(caseworker, "Why?", "They saw it themselves");
  await pointer.press(caseworker, "Continue");
  await heading(caseworker, "People in this case");
  for (const path of [casePath, `${casePath}/people`, `/concerns/${reference}`]) expect(await statusOf(colleague, path)).toBe(404);
  await colleague.goto("/");
  await expect(colleague.getByText(name)).toHaveCount(0);

  // One asks that they may see it again, another agrees.
  await lead.goto(`${casePath}/kept-away`);
  await heading(lead, "Who is kept away");
  await lead.getByRole("link", { name: new RegExp(`Let them see it again.*${nameOf("colleague")}`) }).click();
  await pointer.fill(lead, "Why may they see it again?", "It was somebody of the same name");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Somebody has asked to let them see it again.")).toBeVisible();
  await deputy.goto("/");
  await expect(deputy.getByRole("heading", { name: "Who may see something again" })).toBeVisible();
  await deputy.goto(`${casePath}/kept-away`);
  await deputy.getByRole("link", { name: new RegExp(`Decide.*${nameOf("colleague")}`) }).click();
  await heading(deputy, "Decide whether somebody may see this again");
  await expect(deputy.getByText("It was somebody of the same name")).toBeVisible();
  await pointer.choose(deputy, "Yes, they may see it again");
  await pointer.fill(deputy, "Why?", "I have seen proof of it");
  await pointer.press(deputy, "Continue");
  await expect(deputy.getByText(nameOf("colleague"))).toHaveCount(0);
  expect(await statusOf(colleague, `/concerns/${reference}`)).toBe(404);  // not on the case any more
});

test("two cases turn out to be about one person, and one is merged into the other", async ({ as }) => {
  const name = "Morgan Mergemade";
  const first = await tellUs(await as("nobody"), { name, what: "Something that was told first" });
  const second = await tellUs(await as("nobody"), { name, what: "Something that was told second" });
  const third = await tellUs(await as("nobody"), { name, what: "Something about somebody else of that name" });
  const lead = await as("lead"), caseworker = await as("caseworker"), colleague = await as("colleague");
  const ends = await toCase(lead, second, name);
  await giveTo(lead, nameOf("caseworker"));
  await addEntry(lead, "Meeting", "They talked about a trombone");
  const goesOn = await toCase(lead, first, name);
  const [endsAt, goesOnAt] = [ends.replace("/cases/", ""), goesOn.replace("/cases/", "")];

  await lead.goto(`/concerns/${third}`);  // the concern says so too
  await lead.getByRole("link", { name: `Decide about ${endsAt}` }).click();
  await heading(lead, "Are these two about the same person?");
  await lead.goto(goesOn);
  await lead.getByRole("link", { name: `Decide about ${third}` }).click();
  await heading(lead, "Are these two about the same person?");
  await pointer.choose(lead, "Not the same person");
  await pointer.fill(lead, "Why?", "Born in another year");
  await pointer.press(lead, "Continue");
  await expect(lead.getByRole("link", { name: `Decide about ${third}` })).toHaveCount(0);

  await expect(lead.getByText("Same name only: this says little").first()).toBeVisible();
  await lead.getByRole("link", { name: `Decide about ${endsAt}` }).click();
  await heading(lead, "Are these two cases about the same person?");
  await pointer.choose(lead, "Merge the other case into this one");
  await pointer.choose(lead, "They look after this case too");
  await pointer.fill(lead, "Why?", "The same person told us both");
  await pointer.press(lead, "Continue");
  await expect(lead).toHaveURL(new RegExp(`${goesOn}$`));
  await expect(lead.getByText("They talked about a trombone")).toBeVisible();
  await expect(lead.getByText(`Another case was merged into this: ${endsAt}`)).toBeVisible();
  await expect(lead.getByText("The same person told us both")).toBeVisible();

  await caseworker.goto(ends);  // an old address leads on
  await expect(caseworker).toHaveURL(new RegExp(`${goesOn}$`));
  expect(await statusOf(colleague, ends)).toBe(404);
  expect(await statusOf(colleague, goesOn)).toBe(404);
  expect(goesOnAt).not.toBe(endsAt);
});

test("one incident touches two cases, and each is seen by whoever may see it", async ({ as }) => {
  const name = "Ivo Incidentmade", other = "Oda Othermade";
  const reference = await tellUs(await as("nobody"), { name, what: "An evening that two people should be asked about" });
  const again = await tellUs(await as("nobody"), { name: "Somebody unknown", what: "The same evening, seen by somebody else" });
  const lead = await as("lead"), caseworker = await as("caseworker");
  const casePath = await toCase(lead, reference, name);
  await giveTo(lead, nameOf("caseworker"));

  await lead.goto(`/concerns/${reference}`);
  await pointer.press(lead, "Open a case for another person");
  await heading(lead, "Open a case for another person");
  await pointer.fill(lead, "Who is the other person?", other);
  await pointer.fill(lead, "Why do they need a case?", "They were harmed that evening");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Same incident:")).toBeVisible();
  const second = new URL(lead.url()).pathname;
  expect(second).not.toBe(casePath);
  expect(await statusOf(caseworker, second)).toBe(404);
  await caseworker.goto(casePath);
  await expect(caseworker.getByText(other)).toHaveCount(0);

  await lead.goto(`/concerns/${again}/decision`);
  await pointer.choose(lead, "It needs a case");
  await pointer.fill(lead, "Why?", "It is about the same evening");
  await pointer.press(lead, "Continue");
  await pointer.press(lead, "Add it to a case that is open");
  await heading(lead, "This concern touches another case");
  await pointer.fill(lead, "Which case does it touch?", "K-0000-0000");
  await pointer.fill(lead, "Why?", "It tells of the same evening");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("There is a problem")).toBeVisible();
  await pointer.fill(lead, "Which case does it touch?", casePath.replace("/cases/", ""));
  await pointer.press(lead, "Continue");
  await expect(lead).toHaveURL(new RegExp(`${casePath}$`));
  await caseworker.goto(`/concerns/${again}`);
  await heading(caseworker, "Somebody unknown");
});

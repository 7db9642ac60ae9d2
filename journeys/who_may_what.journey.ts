// The sheet, asked of the running program: one concern and its case, and everybody's relation to them.
import type { Page } from "@playwright/test";
import { addPerson, decide, givePost, giveTo, grantPost, markAsLeft, openCase, tellUs } from "./stories.ts";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { everybody, outcomeOf, sheet } from "./who_may_what.ts";

test.use({ provider: "who-may-what" });

async function sendAway(administrator: Page, lead: Page, casePath: string): Promise<void> {
  await lead.goto(casePath);
  await giveTo(lead, nameOf("colleague"));
  await markAsLeft(administrator, nameOf("colleague"));
}

async function referenceOf(lead: Page, name: string): Promise<string> {
  await lead.goto("/people");
  return (await lead.getByRole("link", { name }).first().getAttribute("href"))!.replace("/people/", "");
}

test("each address answers everybody as the sheet says, by their relation to the record", async ({ as }) => {
  test.setTimeout(600_000);  // twelve people sign in, and ask for sixty addresses each
  const name = "Sam Whomaywhat";
  const reference = await tellUs(await as("nobody"), { name, what: "Something that few should read", centre: "Example City campus" });
  const waiting = await tellUs(await as("nobody"), { name: "Vic Whomaywhat", what: "Something not decided yet", centre: "Example City campus" });
  const northern = await tellUs(await as("nobody"), { name: "Val Whomaywhat", what: "Something in the north", centre: "Example North campus" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "So that there is a case to keep from people");
  const casePath = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));
  await lead.goto(`${casePath}/referral`);
  await pointer.press(lead, "Begin a referral");
  // Somebody besides the lead has to oversee what the deputy is kept away from.
  const administrator = await as("administrator");
  await addPerson(administrator, "Ola Other-Deputy", "ola@demonstration.example");
  await givePost(administrator, "Deputy lead", "Everywhere");
  await grantPost(lead, "Ola Other-Deputy");
  await lead.goto(casePath);
  // Kept away from the concern is kept away from its case.
  await lead.goto(`/concerns/${reference}/exclusion`);
  await pointer.pick(lead, "Who must not see this?", nameOf("deputy"));
  await pointer.press(lead, "Continue");
  await expect(lead).toHaveURL(new RegExp(`/concerns/${reference}$`));
  await lead.goto(`/concerns/${reference}/kept-away`);
  await lead.getByRole("link", { name: new RegExp(`Let them see it again.*${nameOf("deputy")}`) }).click();
  await expect(lead).toHaveURL(/kept-away\/P-/);
  await expect(lead.getByRole("heading", { level: 1 })).toBeVisible();

  const places: Record<string, string> = { concern: reference, waiting, northern, case: casePath.replace("/cases/", ""),
    person: await referenceOf(lead, nameOf("events")), caseworker: await referenceOf(lead, nameOf("caseworker")) };
  const wrong: string[] = [];
  for (const somebody of everybody) {
    // Whoever left had the case until then, and the very session.
    if (somebody === "left") await sendAway(await as("administrator"), lead, casePath);
    const page = await as(somebody === "left" ? "colleague" : somebody);
    for (const [address, row] of Object.entries(sheet)) {
      const path = address.replace(/\{(\w+)\}/, (_, place: string) => places[place]!);
      const answer = await page.request.get(path, { maxRedirects: 0 });
      const outcome = outcomeOf(answer.status(), answer.headers()["location"]);
      const expected = row[somebody] ?? row.others;
      if (outcome !== expected) wrong.push(`${address} as ${somebody}: ${outcome}, not ${expected}`);
      if (outcome !== "page") expect(await answer.text(), `${address} as ${somebody} says nothing`).not.toMatch(/Whomaywhat/);
    }
  }
  expect(wrong).toEqual([]);
});

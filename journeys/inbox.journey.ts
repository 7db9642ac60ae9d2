// Somebody without an account tells us, comes back with a number, and is heard: messages both ways, a name in confidence,
// and whoever is named never sees it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { receiptIn } from "./harness/telling.ts";
import { test, expect } from "./harness/test.ts";
import { decide, giveTo, heading, openCase, tellUs } from "./stories.ts";

for (const [how, options] of [["with a script", {}], ["without a script", { javaScriptEnabled: false }]] as const)
  test(`an anonymous reporter and the team write to one another ${how}`, async ({ as }) => {
    const name = `Inbox Someone ${how.length}`;
    const reporter = await as("nobody", options);
    await tellUs(reporter, { name, what: "There were words on his door", known: "Somebody told me", assumed: "A quarrel", alternative: "A joke" });
    const code = receiptIn(await reporter.content());
    expect(code, "a number to come back with").toBeTruthy();
    await reporter.reload();
    expect(receiptIn(await reporter.content()), "the same after a reload").toBe(code);

    await pointer.follow(reporter, "A page with only the number, to print");
    await heading(reporter, "Your number");
    await expect(reporter.getByText("/inbox")).toBeVisible();
    await expect(reporter.locator("main")).not.toContainText(/door|Someone|C-/);
    await pointer.follow(reporter, "Back");
    await pointer.follow(reporter, "Answer them");
    await heading(reporter, "Questions about you, if you like");
    await reporter.getByLabel("20 to 29").check();
    await pointer.press(reporter, "Send these answers");
    await expect(reporter.getByRole("link", { name: "Answer them" })).toHaveCount(0);

    // Later, elsewhere.
    const again = await as("nobody", options);
    await again.goto("/inbox");
    await heading(again, "Come back to what you told us");
    await pointer.fill(again, "Your number", code!);
    await pointer.press(again, "Continue");
    await heading(again, "Your messages");
    await expect(again.getByText("Received", { exact: true })).toBeVisible();
    await pointer.fill(again, "Write to us", "It happened again on Tuesday");
    await pointer.press(again, "Send");
    await expect(again.getByText("It happened again on Tuesday")).toBeVisible();

    const lead = await as("lead");
    await lead.goto("/");
    const written = lead.locator(".regard-needs").filter({ hasText: "Reporters who wrote to you" });
    await written.getByRole("link", { name }).click();
    await heading(lead, "Messages with the reporter");
    await expect(lead.getByText("It happened again on Tuesday")).toBeVisible();
    await pointer.fill(lead, "Write to the reporter", "Thank you. Are you safe yourself?");
    await pointer.press(lead, "Send to the reporter");
    await expect(lead.getByText("Thank you. Are you safe yourself?")).toBeVisible();
    await decide(lead, name, "It needs a case", "Twice within a week");
    const casePath = await openCase(lead, name);
    await giveTo(lead, nameOf("caseworker"));

    await again.reload();
    await expect(again.getByText("Acted on", { exact: true })).toBeVisible();
    await expect(again.getByText("Are you safe yourself?")).toBeVisible();
    await expect(again.locator("body"), "no name of staff, and none of the person").not.toContainText(new RegExp(`${nameOf("lead")}|Inbox Someone`));
    await pointer.fill(again, "Write to us", "Yes, thank you");
    await pointer.press(again, "Send");

    const caseworker = await as("caseworker");
    await caseworker.goto(`${casePath}/reporters`);
    await expect(caseworker.getByText("Yes, thank you")).toBeVisible();
    await caseworker.getByRole("link", { name: /^Write to this reporter/ }).click();
    await pointer.press(caseworker, "It needs no answer");
    await pointer.press(caseworker, "Send these words");
    await again.reload();
    await expect(again.getByText(/It was acted on\./)).toBeVisible();

    await pointer.press(again, "Leave, and close these messages");
    await heading(again, "Tell us you are worried about someone");
    await again.goto("/inbox/messages");
    await heading(again, "Come back to what you told us");
  });

test("a number that nobody was given opens nothing, and one that is none is explained", async ({ as }) => {
  const page = await as("nobody");
  await page.goto("/inbox");
  await pointer.press(page, "Continue");
  await expect(page.locator(".govuk-error-summary")).toContainText("Enter the number that you were given");
  await pointer.fill(page, "Your number", "1234");
  await pointer.press(page, "Continue");
  await expect(page.locator(".govuk-error-summary")).toContainText("Enter sixteen digits");
  await pointer.fill(page, "Your number", "C-7K2Q-9XWD");
  await pointer.press(page, "Continue");
  await expect(page.locator(".govuk-error-summary")).toContainText("That is the reference");
  await pointer.fill(page, "Your number", "0000 0000 0000 0001");
  await pointer.press(page, "Continue");
  await expect(page.locator(".govuk-error-summary")).toContainText("We do not know this number");
});

test("the page does the work that it asks for by itself", async ({ as }) => {
  const page = await as("nobody");
  await page.goto("/inbox");
  await expect(page.locator("input[name=solution]")).toHaveValue(/^\d+$/);
});

test("a name given in confidence is told only after a custodian has agreed", async ({ as }) => {
  const name = "Inbox Confidential";
  const reporter = await as("nobody");
  await tellUs(reporter, { name, what: "Something that only I could have seen",
    reporter: { name: "Sasha Madeup", contact: "sasha@example.org", inConfidence: true } });
  const code = receiptIn(await reporter.content());
  const lead = await as("lead");
  await lead.goto("/");
  await lead.getByRole("link", { name }).first().click();
  await expect(lead.locator("body")).not.toContainText("Sasha");
  await pointer.follow(lead, "The reporter gave their name in confidence");
  await heading(lead, "Ask for the reporter’s name");
  await pointer.fill(lead, "Why do you need to know who told us?", "To ask where it was, which they have not said");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Asked for: a custodian decides").first()).toBeVisible();
  await pointer.follow(lead, "The reporter gave their name in confidence");
  await heading(lead, "The reporter, in confidence");
  await expect(lead.getByText("To ask where it was").first()).toBeVisible();

  const custodian = await as("custodian");
  await custodian.goto("/");
  await pointer.follow(custodian, "Decide whether a name is told");
  await heading(custodian, "A name that was given in confidence");
  await expect(custodian.getByText("To ask where it was")).toBeVisible();
  await expect(custodian.locator("body")).not.toContainText(/Inbox Confidential|Sasha|only I could/);
  await pointer.choose(custodian, "Grant it");
  await pointer.fill(custodian, "Why?", "It cannot be done otherwise");
  await pointer.press(custodian, "Save");
  await heading(custodian, "Names given in confidence");

  await lead.reload();
  await heading(lead, "The reporter, in confidence");
  await expect(lead.getByText("Sasha Madeup")).toBeVisible();
  await expect(lead.getByText("It cannot be done otherwise")).toBeVisible();

  const again = await as("nobody");
  await again.goto("/inbox");
  await pointer.fill(again, "Your number", code!);
  await pointer.press(again, "Continue");
  await expect(again.getByText("the name that you gave in confidence was told to those who look after this")).toBeVisible();
  await expect(again.locator("body")).not.toContainText(/Sasha|Inbox Confidential/);
});

test("whoever is named never sees it, and whoever decides hears of names that nobody has", async ({ as }) => {
  const reporter = await as("nobody");
  const reference = await tellUs(reporter, { name: nameOf("deputy").toUpperCase(), what: "Somebody who works here",
    notFor: `${nameOf("caseworker")}\nThe warden of Made-Up Hall` });
  const deputy = await as("deputy");
  for (const path of [`/concerns/${reference}`, `/concerns/${reference}/messages`]) expect((await deputy.goto(path))!.status(), path).toBe(404);
  for (const path of ["/", "/concerns"]) {
    await deputy.goto(path);
    await expect(deputy.locator("body")).not.toContainText(reference);
  }
  const lead = await as("lead");
  await lead.goto(`/concerns/${reference}`);
  await expect(lead.getByText(/nobody of these names is kept away: The warden of Made-Up Hall\./)).toBeVisible();
});

test("who tells us is counted, and small counts are not shown", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/equality");
  await heading(lead, "Who tells us");
  await expect(lead.getByRole("table").first()).toBeVisible();
});

test("a reporter’s address is in no file of the program", async ({ as, regard }) => {
  const addresses = ["203.0.113.77", "2001:db8:77:88:99:aa:bb:cc"];
  let reference = "";
  for (const address of addresses) {
    const page = await as("nobody", { extraHTTPHeaders: { "x-forwarded-for": address } });
    reference = await tellUs(page, { name: "Inbox Addressless", what: "Something that was seen" });
    const code = receiptIn(await page.content());
    await page.goto("/inbox");
    await pointer.fill(page, "Your number", "0000 0000 0000 0002");
    await pointer.press(page, "Continue");
    await pointer.fill(page, "Your number", code!);
    await pointer.press(page, "Continue");
    await pointer.fill(page, "Write to us", "And something else");
    await pointer.press(page, "Send");
    await expect(page.getByText("And something else")).toBeVisible();
  }
  const files = readdirSync(regard.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(path.join(entry.parentPath, entry.name)) }));
  const holding = (text: string) => files.filter(({ bytes }) => bytes.includes(text)).map(({ name }) => name);
  expect(holding(reference).length, "what is written there is found so").toBeGreaterThan(0);
  expect(holding("http.request"), "the log is among them").toContain("regard.log");
  for (const part of [...addresses, "203.0.113", "2001:db8:77"]) expect(holding(part), part).toEqual([]);
});

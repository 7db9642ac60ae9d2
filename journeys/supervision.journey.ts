// Whose case it is, and how those who oversee look at how it is looked after.
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { decide, giveTo, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "supervision" });

test("a case has an owner, is supervised, and is handed over", async ({ as }) => {
  const name = "Robin Supervised";
  await tellUs(await as("nobody"), { name, what: "Something that takes a while" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "It will take a while");
  const casePath = await openCase(lead, name);
  await expect(lead.locator(".moj-identity-bar")).toContainText(nameOf("lead"));
  await giveTo(lead, nameOf("caseworker"));
  await expect(lead.locator(".moj-identity-bar")).toContainText(nameOf("caseworker"));

  await lead.getByRole("link", { name: "Supervision" }).click();
  await heading(lead, "Supervision");
  await pointer.press(lead, "Note how it is looked after");
  await heading(lead, "Note how this case is looked after");
  await pointer.fill(lead, "How is this case being looked after?", "Calls are returned late; agreed to share them out");
  await pointer.choose(lead, "Its caseworkers too");
  await pointer.press(lead, "Continue");
  await heading(lead, "Supervision");
  await pointer.press(lead, "Note how it is looked after");
  await pointer.fill(lead, "How is this case being looked after?", "Between leads: is the workload too high?");
  await pointer.choose(lead, "Only those who oversee it");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Between leads")).toBeVisible();

  const caseworker = await as("caseworker");
  await caseworker.goto("/cases?owner=me");
  await pointer.follow(caseworker, name);
  await caseworker.getByRole("link", { name: "Supervision" }).click();
  await heading(caseworker, "Supervision");
  await expect(caseworker.getByText("agreed to share them out")).toBeVisible();
  await expect(caseworker.getByText("Between leads")).toHaveCount(0);

  await pointer.press(lead, "Hand it over to somebody else");
  await heading(lead, "Hand this case over");
  await pointer.pick(lead, "Who owns this case from now on?", nameOf("colleague"));
  await pointer.fill(lead, "Why?", "Casey is away for the summer");
  await pointer.press(lead, "Continue");
  await expect(lead.locator(".moj-identity-bar")).toContainText(nameOf("colleague"));
  await lead.goto(casePath);
  await expect(lead.getByText(`Owned from now on by: ${nameOf("colleague")}`)).toBeVisible();
});

test("an entry that only those who oversee may read is not shown to the caseworker", async ({ as }) => {
  const name = "Robin Overseen";
  await tellUs(await as("nobody"), { name, what: "Something with two sides" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "There are two sides");
  const casePath = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));
  await pointer.press(lead, "Add to the chronology");
  await heading(lead, "Add to the chronology");
  await pointer.choose(lead, "Note");
  const [day, month, year] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
  await pointer.fill(lead, "Day", day!);
  await pointer.fill(lead, "Month", month!);
  await pointer.fill(lead, "Year", year!);
  await pointer.fill(lead, "What happened?", "Words for the leads alone");
  await pointer.choose(lead, "Only those who oversee this case may read it");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("Words for the leads alone")).toBeVisible();
  const caseworker = await as("caseworker");
  await caseworker.goto(casePath);
  await expect(caseworker.getByRole("heading", { name: "Chronology" })).toBeVisible();
  await expect(caseworker.getByText("Words for the leads alone")).toHaveCount(0);
});

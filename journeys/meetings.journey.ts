// A case-discussion meeting: planned, its agenda chosen, what was said written into the cases, its minutes printed.
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { decide, giveTo, heading, openCase, tellUs } from "./stories.ts";

test.use({ provider: "meetings" });

const dateParts = () => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");

test("a meeting discusses cases, and each member sees only theirs", async ({ as }) => {
  const lead = await as("lead");
  const paths: string[] = [];
  for (const name of ["Robin Discussed", "Sandy Discussed"]) {
    await tellUs(await as("nobody"), { name, what: "Something to talk about" });
    await decide(lead, name, "It needs a case", "It has to be talked about");
    paths.push(await openCase(lead, name));
  }
  await lead.goto(paths[0]!);
  await giveTo(lead, nameOf("caseworker"));

  await lead.getByRole("link", { name: "Meetings", exact: true }).click();
  await heading(lead, "Meetings");
  await pointer.press(lead, "Plan a meeting");
  await heading(lead, "Plan a meeting");
  await pointer.press(lead, "Continue");
  await expect(lead.locator(".govuk-error-summary")).toBeVisible();
  const [day, month, year] = dateParts();
  await pointer.fill(lead, "Day", day!);
  await pointer.fill(lead, "Month", month!);
  await pointer.fill(lead, "Year", year!);
  for (const member of ["lead", "caseworker"] as const) await pointer.choose(lead, nameOf(member));
  await pointer.press(lead, "Continue");
  await heading(lead, /Meeting about cases/);
  const meeting = new URL(lead.url()).pathname;

  await pointer.press(lead, "Put cases on the agenda");
  await heading(lead, "Put cases on the agenda");
  for (const name of ["Robin Discussed", "Sandy Discussed"]) await pointer.choose(lead, name);
  await pointer.press(lead, "Continue");
  await heading(lead, /Meeting about cases/);
  await pointer.press(lead, "Begin the meeting");
  await expect(lead.getByText("Going on")).toBeVisible();

  const caseworker = await as("caseworker");
  await caseworker.goto("/");
  await expect(caseworker.getByRole("heading", { name: "Meetings about cases" })).toBeVisible();
  await caseworker.goto(meeting);
  await heading(caseworker, /Meeting about cases/);
  await expect(caseworker.getByText("Robin Discussed").first()).toBeVisible();
  await expect(caseworker.getByText("Sandy Discussed")).toHaveCount(0);
  await caseworker.getByRole("link", { name: /Write down what was said.*Robin Discussed/ }).click();
  await heading(caseworker, "Write down what was said");
  await pointer.fill(caseworker, "What was said about this case?", "The tuba lessons go on");
  await pointer.press(caseworker, "Continue");
  await heading(caseworker, /Meeting about cases/);
  await caseworker.getByRole("link", { name: /Add something to do.*Robin Discussed/ }).click();
  await heading(caseworker, "Add a task");
  await pointer.fill(caseworker, "What is to be done?", "Ask the music school");
  await pointer.fill(caseworker, "Day", day!);
  await pointer.fill(caseworker, "Month", month!);
  await pointer.fill(caseworker, "Year", year!);
  await pointer.pick(caseworker, "Who does it?", nameOf("caseworker"));
  await pointer.press(caseworker, "Continue");
  await heading(caseworker, /Meeting about cases/);

  await lead.goto(meeting);
  await pointer.press(lead, "Close the meeting");
  await expect(lead.getByText("Closed", { exact: false }).first()).toBeVisible();
  await pointer.follow(lead, "Minutes to print");
  await heading(lead, /Minutes of the meeting/);
  for (const words of ["The tuba lessons go on", "Ask the music school", "Sandy Discussed"]) await expect(lead.getByText(words)).toBeVisible();
  await lead.goto(paths[0]!);
  await expect(lead.getByText("The tuba lessons go on")).toBeVisible();
  expect((await (await as("colleague")).goto(meeting))!.status()).toBe(404);
});

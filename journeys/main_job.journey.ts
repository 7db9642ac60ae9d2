// A concern travels from a worried person to a closed case.
import { test, expect } from "./harness/test.ts";
import { emailOf, nameOf } from "./harness/people.ts";
import { addEntry, addTask, askToClose, decide, decideClosure, giveTo, markDone, openCase, tellUs } from "./stories.ts";

const words = "He has stopped coming to the laboratory and gave his guitar away";

test("a concern travels from a worried person to a closed case", async ({ as, regard }) => {
  const name = "Robin Fairweather";
  const nobody = await as("nobody");
  const reference = await tellUs(nobody, { name, find: "Second year, Chemistry", what: words, danger: "I am not sure" });

  const letter = await regard.mail.letter((l) => l.to.includes(emailOf("lead")));
  expect(letter.mail.subject, "says that something waits").toMatch(/needs you/);
  expect(letter.raw, "and no content").not.toMatch(/Robin|Fairweather|guitar|laboratory|C-[0-9A-Z]{4}/);

  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "Two people have noticed the same in a week");
  const casePath = await openCase(lead, name);
  await addEntry(lead, "Contact", "Spoke with the personal tutor, who has not seen him since Monday");
  await giveTo(lead, nameOf("caseworker"));

  const caseworker = await as("caseworker");
  await caseworker.goto("/");
  await caseworker.getByRole("link", { name }).first().click();
  await expect(caseworker).toHaveURL(new RegExp(`${casePath}$`));
  await addTask(caseworker, "Meet him for a coffee", nameOf("caseworker"));
  await addEntry(caseworker, "Meeting", "We met. He is tired and homesick, and glad that somebody asked");
  await markDone(caseworker, "Meet him for a coffee");
  await askToClose(caseworker, "Support is in place", "He sees the wellbeing team every week and is back in the laboratory");

  const deputy = await as("deputy");
  await decideClosure(deputy, name, "Yes, close it", "The support is in place and he agrees");

  for (const happened of ["Spoke with the personal tutor", "We met.", "The support is in place"])
    await expect(deputy.getByText(happened).first(), "the chronology shows it all").toBeVisible();
  const looked = deputy.getByRole("heading", { name: "Who looked" }).locator("xpath=following-sibling::ul[1]");
  for (const role of ["lead", "caseworker"] as const) await expect(looked).toContainText(nameOf(role));

  expect(reference).toMatch(/^C-/);
});

test("a caseworker who is not on the case finds nothing of it anywhere", async ({ as }) => {
  const name = "Quentin Larkspur";
  const nobody = await as("nobody");
  const reference = await tellUs(nobody, { name, what: "A letter under the door frightened him" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "A threat has been made");
  const casePath = await openCase(lead, name);

  const stranger = await as("colleague");
  for (const path of ["/", "/cases", "/cases?state=closing", "/cases?state=closed"]) {
    await stranger.goto(path);
    await expect(stranger.locator("body")).not.toContainText(/Quentin|Larkspur/);
  }
  for (const path of [`/concerns/${reference}`, casePath, `${casePath}/closure`, `${casePath}/entries`]) {
    const answer = await stranger.goto(path);
    expect(answer!.status(), path).toBe(404);
    await expect(stranger.locator("body")).not.toContainText(/Quentin|Larkspur/);
  }
  for (const sought of [reference, "Larkspur", "frightened"]) {
    await stranger.goto("/search");
    await stranger.getByLabel("Find a concern or a case").fill(sought);
    await stranger.getByRole("button", { name: "Find" }).click();
    await expect(stranger.getByText("Nothing that you can see holds all these words")).toBeVisible();
  }
});

test("a tutor without a second factor may record a concern and read nothing", async ({ as }) => {
  const tutor = await as("tutor");
  await tutor.goto("/");
  await expect(tutor.getByText("Nothing is waiting for you")).toBeVisible();
  for (const path of ["/concerns", "/cases", "/search"]) {
    const answer = await tutor.goto(path);
    expect(answer!.status(), path).toBe(403);
  }
});

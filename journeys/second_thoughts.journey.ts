// What was decided is thought of again: a concern that needed nothing, a case that was closed, a post that is one's own.
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { askToClose, decide, decideClosure, heading, openCase, tellUs } from "./stories.ts";

test("a concern that needed no action is thought of again", async ({ as }) => {
  const name = "Sasha Secondthought";
  const reference = await tellUs(await as("nobody"), { name, what: "Something that looked harmless" });
  const lead = await as("lead");
  await decide(lead, name, "No further action", "It was a misunderstanding");
  await pointer.press(lead, "Think again");
  await expect(lead).toHaveURL(new RegExp(`/concerns/${reference}/reconsideration$`));
  await pointer.fill(lead, "Why think again?", "A second person has said the same");
  await pointer.press(lead, "Continue");
  await heading(lead, name);
  await expect(lead.getByRole("button", { name: "Decide what becomes of it" })).toBeVisible();
});

test("two decide about one concern: the second is told, and loses nothing", async ({ as }) => {
  const name = "Toby Twodecide";
  const reference = await tellUs(await as("nobody"), { name, what: "Something that two people read" });
  const lead = await as("lead"), deputy = await as("deputy");
  await lead.goto(`/concerns/${reference}/decision`);
  await heading(lead, "Decide what becomes of this concern");
  await decide(deputy, name, "No further action", "It was dealt with in the hall");
  await pointer.choose(lead, "It needs a case");
  await pointer.fill(lead, "Why?", "Words that took a while to write");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("This is not possible any more")).toBeVisible();
  await expect(lead.getByLabel("Why?")).toHaveValue("Words that took a while to write");
  await lead.goto(`/concerns/${reference}/decision`);
  await heading(lead, "You cannot do this now");
  await lead.getByRole("link", { name: "Go to the record" }).click();
  await heading(lead, name);
});

test("a closed case is opened again, and somebody is kept away from it", async ({ as }) => {
  const name = "Rowan Reopened";
  await tellUs(await as("nobody"), { name, what: "Something that went on for longer" });
  const lead = await as("lead"), deputy = await as("deputy");
  await decide(lead, name, "It needs a case", "It has gone on for weeks");
  const casePath = await openCase(lead, name);
  await askToClose(lead, "Another outcome", "It has stopped");
  await decideClosure(deputy, name, "Yes, close it", "It has");
  await pointer.press(deputy, "Reopen");
  await pointer.fill(deputy, "Why is it opened again?", "It has begun anew");
  await pointer.press(deputy, "Continue");
  await expect(deputy.getByRole("heading", { name: "Chronology" })).toBeVisible();

  await pointer.press(deputy, "Keep somebody away from this");
  await pointer.pick(deputy, "Who must not see this?", nameOf("colleague"));
  await pointer.press(deputy, "Continue");
  await expect(deputy).toHaveURL(new RegExp(`${casePath}$`));
});

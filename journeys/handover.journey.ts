// Somebody leaves: nothing of theirs is lost, whoever marks them sees no case, and a lead chooses who takes it on.
import { pointer } from "./harness/hands.ts";
import { nameOf } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { addTask, decide, giveTo, heading, markAsLeft, openCase, tellUs } from "./stories.ts";

test.use({ provider: "handover" });

test("what a leaver had to do is handed over in one step", async ({ as }) => {
  const name = "Robin Handedover";
  await tellUs(await as("nobody"), { name, what: "Something that somebody looked after" });
  const lead = await as("lead");
  await decide(lead, name, "It needs a case", "It takes time");
  const casePath = await openCase(lead, name);
  await giveTo(lead, nameOf("caseworker"));
  await addTask(lead, "Ring the hall of residence", nameOf("caseworker"));

  const administrator = await as("administrator");
  await markAsLeft(administrator, nameOf("caseworker"));
  await administrator.goto("/");
  await expect(administrator.getByText(name)).toHaveCount(0);

  await lead.goto("/");
  await expect(lead.getByRole("heading", { name: "Work to hand over" })).toBeVisible();
  await pointer.follow(lead, nameOf("caseworker"));
  await heading(lead, "Hand over their work");
  await expect(lead.getByText("Ring the hall of residence")).toBeVisible();
  await pointer.press(lead, "Hand over");
  await expect(lead.locator(".govuk-error-summary")).toBeVisible();
  await pointer.pick(lead, "Who takes on everything?", nameOf("colleague"));
  await pointer.press(lead, "Hand over");
  await heading(lead, "Hand over their work");
  await expect(lead.getByText("Nothing is left that you oversee.")).toBeVisible();
  await expect(lead.getByText(`Handed over to ${nameOf("colleague")}`).first()).toBeVisible();

  await lead.getByRole("link", { name: "Back", exact: true }).click();
  await heading(lead, "Who has what to do");
  await expect(lead.getByRole("link", { name: nameOf("colleague") })).toBeVisible();

  const colleague = await as("colleague");
  await colleague.goto(casePath);
  await expect(colleague.locator(".moj-identity-bar")).toContainText(nameOf("colleague"));
  await expect(colleague.getByText("Ring the hall of residence").first()).toBeVisible();
});

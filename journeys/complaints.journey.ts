// Somebody complains about how a concern was handled; somebody who had no part in it looks into it.
import { pointer } from "./harness/hands.ts";
import { test, expect } from "./harness/test.ts";
import { decide, heading, tellUs } from "./stories.ts";

test.use({ provider: "complaints" });

test("a complaint is sent by anybody, looked into by the complaints officer, and answered", async ({ as }) => {
  const name = "Robin Complainer";
  const concern = await tellUs(await as("nobody"), { name, what: "Something that was not taken up" });
  const lead = await as("lead");
  await decide(lead, name, "No further action", "It seemed harmless");

  const anybody = await as("nobody");
  await anybody.goto("/tell-us");
  await pointer.follow(anybody, "Complain about how a concern was handled");
  await heading(anybody, "Complain about how a concern was handled");
  await pointer.press(anybody, "Send");
  await expect(anybody.locator(".govuk-error-summary")).toBeVisible();
  await pointer.fill(anybody, /The reference, if you have one/, concern);
  await pointer.fill(anybody, "What was wrong with how it was handled?", "Nobody asked me anything");
  await pointer.fill(anybody, /How can we reach you\?/, "12 Made-Up Street");
  await pointer.press(anybody, "Send");
  await heading(anybody, "We have your complaint");

  const officer = await as("complaints");
  await officer.goto("/");
  await expect(officer.getByRole("heading", { name: "Complaints" })).toBeVisible();
  await officer.getByRole("link", { name: /Complaint Q-/ }).click();
  await heading(officer, /Complaint Q-/);
  const complaint = new URL(officer.url()).pathname;
  await expect(officer.getByText("Nobody asked me anything")).toBeVisible();
  expect((await officer.goto(`/concerns/${concern}`))!.status()).toBe(403);
  await officer.goto(complaint);
  await pointer.press(officer, "It was acknowledged");
  await heading(officer, /Complaint Q-/);
  await pointer.press(officer, "Write down what you were given");
  await heading(officer, /What were you given\?|Write down what you were given/);
  await pointer.fill(officer, "What were you given?", "The reasons of the decision, from the lead");
  await pointer.press(officer, "Continue");
  await heading(officer, /Complaint Q-/);
  await pointer.press(officer, "Write down the answer");
  await heading(officer, "Write down the answer");
  await pointer.choose(officer, "Upheld");
  await pointer.fill(officer, "The answer, with its reasons", "You should have been asked first");
  await pointer.fill(officer, /What do we learn from it\?/, "Ask whoever reported before deciding");
  await pointer.press(officer, "Continue");
  await heading(officer, /Complaint Q-/);
  await expect(officer.getByText("You should have been asked first")).toBeVisible();
  await pointer.press(officer, "Look into it again");
  await heading(officer, /Look into it again|Why is it looked into again\?/);
  await officer.goto("/complaints");
  await heading(officer, "Complaints");
  expect((await lead.goto(complaint))!.status()).toBe(403);
});

// How people come, get their posts, prove who they are, lose their phone, and leave.
import type { Page } from "@playwright/test";
import { codeOf } from "./harness/authenticator.ts";
import { pointer } from "./harness/hands.ts";
import { emailOf, nameOf, signIn } from "./harness/people.ts";
import { test, expect } from "./harness/test.ts";
import { addPerson, givePost, grantPost, heading, markAsLeft } from "./stories.ts";

test.use({ provider: "people" });

const linkIn = (text: string) => new URL(text.match(/https?:\/\/\S+\/welcome\/\S+/)![0]).pathname;
const phrase = "cobalt trombone lantern sparrow";

test("a new caseworker is invited, granted a post by the lead, and sets up their phone", async ({ as, regard }) => {
  const name = "Noor Newcomer", email = "noor@demonstration.example";
  const administrator = await as("administrator");
  await addPerson(administrator, name, email);
  await givePost(administrator, "Caseworker", "Everywhere");
  await expect(administrator.getByText(name).first()).toBeVisible();

  const invitation = await regard.mail.letter((letter) => letter.to.includes(email));
  const noor = await as("nobody");
  await noor.goto(linkIn(invitation.mail.text!));
  await noor.getByLabel("New password").fill("password1234");
  await noor.getByRole("button", { name: "Save and sign in" }).click();
  await expect(noor.locator(".govuk-error-summary"), "an easy password is refused").toBeVisible();
  await noor.getByLabel("New password").fill(phrase);
  await noor.getByRole("button", { name: "Save and sign in" }).click();
  await expect(noor.getByRole("heading", { name: "What needs you today" }), "nothing yet to read, so no phone yet").toBeVisible();
  expect((await noor.goto("/cases"))!.status()).toBe(403);

  await administrator.goto("/grants");
  await administrator.getByRole("link", { name: new RegExp(name) }).first().click();
  await heading(administrator, "A post that you asked for");
  await expect(administrator.getByLabel("Grant it"), "an administrator asks and does not grant").toHaveCount(0);
  await expect(administrator.getByRole("button", { name: "Take it back" })).toBeVisible();
  const asked = administrator.url();

  await grantPost(await as("lead"), name);
  await administrator.goto(asked);
  await expect(administrator.getByText("You cannot decide this one"), "it is decided").toBeVisible();

  await noor.goto("/account/second-factor");
  await heading(noor, "Your second factor");
  await noor.getByRole("button", { name: "Set it up" }).click();
  await noor.getByText("I cannot use the camera").click();
  const key = await noor.locator("details code").innerText();
  await noor.getByLabel("Code", { exact: true }).fill("000000");
  await noor.getByRole("button", { name: "Confirm" }).click();
  await expect(noor.locator(".govuk-error-summary"), "a wrong code is refused").toBeVisible();
  await noor.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await noor.getByRole("button", { name: "Confirm" }).click();
  await heading(noor, "Your recovery codes");
  const recovery = await noor.locator("main li code").first().innerText();
  await noor.getByRole("button", { name: /I have kept them/ }).click();
  await heading(noor, "What needs you today");
  expect((await noor.goto("/cases"))!.status()).toBe(200);

  await noor.goto("/account");
  await heading(noor, "Your account");
  await noor.getByRole("button", { name: "Sign out everywhere" }).click();
  await heading(noor, "Sign in");
  await expect(noor.getByText("You are signed out everywhere.")).toBeVisible();
  await noor.getByLabel("Email address").fill(email);
  await noor.getByLabel("Password", { exact: true }).fill(phrase);
  await noor.getByRole("button", { name: "Sign in" }).click();
  await heading(noor, "Enter the code from your app");
  await noor.getByRole("link", { name: /use a recovery code/ }).click();
  await heading(noor, /recovery code/i);
  await noor.getByLabel("Recovery code").fill(recovery);
  await noor.getByRole("button", { name: "Continue" }).click();
  await heading(noor, "Your account");
});

test("a browser left open elsewhere is signed out, and what was typed there is not lost", async ({ as, regard }) => {
  const elsewhere = await as("nobody"), here = await as("nobody");
  await signIn(elsewhere, regard, "tutor");
  await signIn(here, regard, "tutor");
  await elsewhere.goto("/tell-us/whom");
  await elsewhere.getByLabel("Someone else").check();
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await elsewhere.getByLabel("Name", { exact: true }).fill("Interrupted Ira");

  await here.goto("/account");
  await heading(here, "Your account");
  await here.getByRole("button", { name: /^Sign out (?!everywhere)/ }).first().click();
  await heading(here, "Your account");
  await here.goto("/account/password");
  await heading(here, /password/i);

  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await heading(elsewhere, "You have been signed out");
  const tab = await elsewhere.context().newPage();
  await signIn(tab, regard, "tutor");
  await elsewhere.getByRole("button", { name: "Try again" }).click();
  await elsewhere.getByRole("button", { name: "Try again" }).click();
  await heading(elsewhere, "What did you see or hear?");
  await elsewhere.goto("/tell-us/person");
  await expect(elsewhere.getByLabel("Name", { exact: true })).toHaveValue("Interrupted Ira");
});

test("a forgotten password is chosen anew by mail, and the same link is good once", async ({ as, regard }) => {
  const page = await as("nobody");
  await page.goto("/sign-in");
  await page.getByRole("link", { name: /forgot it/ }).click();
  await page.getByLabel("Email address").fill(emailOf("security"));
  await page.getByRole("button", { name: "Continue" }).click();
  await heading(page, "Look in your mail");
  const letter = await regard.mail.letter((l) => l.to.includes(emailOf("security")));
  const link = linkIn(letter.mail.text!);
  await page.goto(link);
  await page.getByLabel("New password").fill(phrase);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await heading(page, "Enter the code from your app");

  const again = await as("nobody");
  expect((await again.goto(link))!.status()).toBe(404);
  await heading(again, "This link no longer works");
  await again.goto("/sign-in/forgotten");
  await again.getByLabel("Email address").fill("nobody.known@demonstration.example");
  await again.getByRole("button", { name: "Continue" }).click();
  await heading(again, "Look in your mail");  // the same for whoever is not here
});

test("guessing a password is slowed down, in words that say nothing is locked", async ({ as }) => {
  const page = await as("nobody", { extraHTTPHeaders: { "X-Forwarded-For": "203.0.113.77" } });
  for (let guess = 0; guess < 30; ++guess) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(emailOf("events"));
    await page.getByLabel("Password", { exact: true }).fill(`guess number ${guess} of many`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("h1, .govuk-error-summary").first()).toBeVisible();
    if (await page.getByRole("heading", { name: "Too many wrong attempts" }).isVisible()) {
      await expect(page.getByText(/Nothing is locked/)).toBeVisible();
      return;
    }
    await expect(page.locator(".govuk-error-summary")).toBeVisible();
  }
  throw new Error("thirty guesses went through");
});

test("people are imported from a file: first every bad row, then what it would do, then done", async ({ as }) => {
  const page = await as("administrator");
  const choose = async (text: string) => {
    await page.goto("/people/import");
    await heading(page, "Import people from a file");
    await page.getByLabel("The file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Check this file" }).click();
  };
  await choose("name,email,role,centre,starts_on,ends_on\nPat Example,not an address,,,,\n,kim@example.ac.uk,wizard,Nowhere,yesterday,\n");
  await heading(page, "Nothing was imported");
  await expect(page.getByRole("row")).not.toHaveCount(2);
  await choose("name,email,role,centre,starts_on,ends_on\nPat Example,pat@example.ac.uk,reporter,Example City campus,,\nKim Example,kim@example.ac.uk,,,,\n");
  await heading(page, "Check what the file does");
  await page.getByLabel("Not yet").check();
  await page.getByRole("button", { name: "Import them" }).click();
  await heading(page, "People");
  await expect(page.getByRole("link", { name: "Pat Example" })).toBeVisible();
});

test("a centre is added and renamed; a program gets a token, records with it, and loses it", async ({ as, regard }) => {
  const page = await as("administrator");
  await page.goto("/centres");
  await page.getByRole("button", { name: "Add a centre" }).click();
  await page.getByLabel("Name of the centre").fill("Example South campus");
  await page.getByRole("button", { name: "Add this centre" }).click();
  await heading(page, "Centres");
  await page.getByRole("link", { name: /Example South campus/ }).first().click();
  await page.getByLabel("Name of the centre").fill("Example Harbour campus");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Example Harbour campus").first()).toBeVisible();

  await page.goto("/tokens");
  await page.getByRole("button", { name: "Add an API client" }).click();
  await page.getByLabel("Name of the program").fill("Student portal");
  await page.getByRole("button", { name: "Make a token" }).click();
  await heading(page, "The token of Student portal");
  const token = await page.locator("main code").innerText();

  const raise = () => fetch(`${regard.address}/api/v1/concerns`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ whom: "someone_else", name: "Told by a portal", what: "From another system", known: "told", danger: "later", reporter: "anonymous" }),
  });
  const answer = await raise();
  expect(answer.status, await answer.text()).toBe(201);
  await page.getByRole("button", { name: /I have copied it/ }).click();
  await page.getByRole("link", { name: /Revoke/ }).first().click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await heading(page, "API clients");
  expect((await raise()).status).toBe(401);
});

test("the auditor sees the trail and its counts, and no record", async ({ as }) => {
  const page = await as("auditor");
  await page.goto("/audit");
  await heading(page, "Audit trail");
  await page.goto("/audit/counts");
  await heading(page, "Audit counts");
  for (const path of ["/concerns", "/cases", "/search", "/people"]) expect((await page.goto(path))!.status(), path).toBe(403);
});

test("somebody who changed their name is changed; who left is signed out at once and may come back", async ({ as }) => {
  const administrator = await as("administrator");
  await addPerson(administrator, "Lou Leaving", "lou@demonstration.example");
  await administrator.getByRole("button", { name: "Change name or email address" }).click();
  await administrator.getByLabel("Name", { exact: true }).fill("Lou Left");
  await administrator.getByRole("button", { name: "Save" }).click();
  await heading(administrator, "Lou Left");
  await markAsLeft(administrator, "Lou Left");
  await administrator.getByRole("button", { name: "Mark as back" }).click();
  await heading(administrator, "Lou Left");
  await expect(administrator.getByRole("button", { name: "Mark as left" })).toBeVisible();
});

test("an administrator asks for an auditor, does not make one, and takes it back", async ({ as }) => {
  const administrator = await as("administrator");
  await administrator.goto("/people");
  await administrator.getByRole("link", { name: nameOf("tutor") }).first().click();
  await givePost(administrator, "Auditor", "Everywhere");
  await heading(administrator, nameOf("tutor"));
  await administrator.getByRole("link", { name: /Take it back/ }).click();
  await heading(administrator, "A post that you asked for");
  await administrator.getByRole("button", { name: "Take it back" }).click();
  await heading(administrator, "Posts to grant");
  await expect(administrator.getByRole("link", { name: nameOf("tutor") })).toHaveCount(0);
});

test("a lost phone is taken off by the lead, and its owner sets up another", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/people");
  await lead.getByRole("link", { name: nameOf("events") }).first().click();
  await lead.getByRole("button", { name: "Remove the second factor" }).click();
  await lead.getByRole("button", { name: "Remove it" }).click();
  await heading(lead, nameOf("events"));
  await expect(lead.getByText("Not set up")).toBeVisible();
});

// From a filter's log to a kind e-mail, and, for what was tried again and again, to a person who looks: what it was comes before who it
// was, two people open the name, and then at most a concern follows.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { pointer } from "./harness/hands.ts";
import { signIn } from "./harness/people.ts";
import { out, program } from "./harness/places.ts";
import type { Regard } from "./harness/regard.ts";
import { test, expect } from "./harness/test.ts";
import { heading } from "./stories.ts";

test.use({ provider: "web-filter" });

const once = "plantedonce", again = "plantedagain", course = "plantedcourse", site = "planted-site.example";

function disguises(text: string): string[] {
  const shifted = [0, 1, 2].map((shift) => Buffer.from(" ".repeat(shift) + text).toString("base64").slice(shift === 0 ? 0 : 4, -4));
  return [text, Buffer.from(text).toString("hex"), ...shifted, ...shifted.map((part) => part.replaceAll("+", "-").replaceAll("/", "_"))];
}

// What FortiGate writes of a page that it stopped, so many hours ago.
function stopped(user: string, hoursAgo: number): string {
  const at = new Date(Date.now() - hoursAgo * 3_600_000), iso = at.toISOString();
  return `date=${iso.slice(0, 10)} time=${iso.slice(11, 19)} devname="box" eventtime=${at.getTime()}000000 tz="+0000" logid="0316013056" type="utm" subtype="webfilter" ` +
    `eventtype="ftgd_blk" user="${user}" group="students" authserver="ldap" srcip=10.0.0.7 hostname="${site}" action="blocked" reqtype="direct" url="/a/page.html" method="domain" ` +
    `cat=83 catdesc="Hate Speech"\n`;
}

function feed(regard: Regard, lines: string[]): void {
  const log = path.join(regard.data, "filter.log"), config = path.join(regard.data, "regard.toml");
  writeFileSync(log, lines.join(""));
  writeFileSync(config, `[provider]\nname = "University of Example"\n[listen]\npublic_url = "${regard.address}"\n[stores]\ndirectory = "${regard.data}"\n[log]\nfile = "${path.join(regard.data, "reader.txt")}"\n` +
    `[web_filter]\nmail_domain = "demonstration.example"\n[readers.box]\nfiles = "${log}"\nfrom_the_beginning = true\n`);
  execFileSync(program, ["weblog", "follow", "--config", config, "--once"]);
  writeFileSync(log, "");
}

test("one attempt is explained, repeated ones are looked at, and two people open a name", async ({ as, regard }, info) => {
  const somebodies = async (page: Page) => (await page.getByRole("link", { name: /^[0-9a-z]{5}-[0-9a-z]{5}$/ }).allTextContents()).map((one) => one.trim());
  const earlier = await as("nobody");   // whose session ends as the clock is moved
  await signIn(earlier, regard, "lead");
  await earlier.goto("/web-filter/reviews");
  const before = await somebodies(earlier);   // the demonstration's own
  expect(before.length).toBe(1);
  feed(regard, [stopped(again, 74), stopped(course, 73), stopped(again, 50), stopped(course, 49), stopped(once, 6), stopped(again, 3), stopped(course, 2)]);
  regard.moveClock(1);
  const letter = await regard.mail.letter((one) => one.to[0] === `${once}@demonstration.example`);
  expect(letter.mail.text).toContain("/blocked");
  for (const word of [site, "Hate", once]) expect(letter.mail.text).not.toContain(word);
  expect(letter.mail.text).toContain("rhwydwaith");   // in Welsh as well

  const lead = await as("lead");
  await lead.goto("/");
  const found = lead.getByRole("heading", { name: "What the web filter found" });
  await expect(found).toBeVisible();
  await lead.goto("/web-filter/reviews");
  await heading(lead, "What the web filter found");
  const aliases = (await somebodies(lead)).filter((one) => !before.includes(one));
  expect(aliases.length).toBe(2);
  await pointer.follow(lead, aliases[0]!);
  await heading(lead, `Somebody called ${aliases[0]}`);
  await expect(lead.getByText("On 3 different days")).toBeVisible();
  await expect(lead.getByText("Always the same site")).toBeVisible();
  for (const word of [again, course, site]) await expect(lead.locator("main")).not.toContainText(word);
  const review = new URL(lead.url()).pathname;

  await pointer.press(lead, "It was nothing of concern");
  await heading(lead, "It was nothing of concern");
  await lead.goto(review);
  await pointer.press(lead, "It was deliberate");
  await heading(lead, "It was deliberate");
  await pointer.press(lead, "Continue");
  await expect(lead.locator(".govuk-error-summary")).toBeVisible();
  await pointer.fill(lead, "Why do you think that it was deliberate?", "Three days, and no course is about it");
  await pointer.press(lead, "Continue");
  await heading(lead, `Somebody called ${aliases[0]}`);
  await pointer.press(lead, "Nothing more is needed");
  await heading(lead, "Nothing more is needed");
  await lead.goto(review);
  await pointer.press(lead, "Ask to know who it is");
  await heading(lead, "Ask to know who it is");
  await pointer.fill(lead, "Why do you need to know who it is?", "To ask how they are");
  await pointer.press(lead, "Continue");
  await expect(lead.getByText("A second person has to agree", { exact: true })).toBeVisible();
  await expect(lead.getByRole("button", { name: "Agree that they may know" })).toHaveCount(0);

  const custodian = await as("custodian");
  await custodian.goto("/");
  await expect(custodian.getByRole("heading", { name: "Whether somebody may know who it is" })).toBeVisible();
  await pointer.follow(custodian, aliases[0]!);
  await expect(custodian.getByText("To ask how they are")).toBeVisible();
  for (const word of [again, course, site]) await expect(custodian.locator("main")).not.toContainText(word);
  await pointer.press(custodian, "Do not agree");
  await heading(custodian, "Do not agree that they know who it is");
  await custodian.goto(review);
  await pointer.press(custodian, "Agree that they may know");
  await heading(custodian, "Agree that they may know who it is");
  await pointer.fill(custodian, "Why do you agree?", "It is proportionate");
  await pointer.press(custodian, "Continue");
  await heading(custodian, "What the web filter found");
  expect((await custodian.goto(review))!.status()).toBe(404);

  await lead.goto(review);
  const name = (await lead.locator(".govuk-inset-text b").textContent())!;
  expect([again, course]).toContain(name);
  await expect(lead.getByText(site).first()).toBeVisible();
  await pointer.press(lead, "Raise a concern");
  await heading(lead, "Raise a concern about this person");
  await pointer.fill(lead, "What happened?", "Three times in three days a page of hate");
  await pointer.choose(lead, "No");
  await pointer.fill(lead, "What is the concern meant to achieve?", "That somebody asks");
  await pointer.fill(lead, "Why is it necessary for that?", "Nobody else knows them");
  await pointer.fill(lead, "What intrudes less, and why is that not enough?", "A general letter was sent");
  await pointer.press(lead, "Continue");
  await heading(lead, `Somebody called ${aliases[0]}`);
  await expect(lead.getByText("A concern was raised")).toBeVisible();
  await lead.goto("/concerns");
  await expect(lead.getByRole("link", { name })).toBeVisible();

  // The other was a course: nothing of concern, and whoever did it is never known.
  const deputy = await as("deputy");
  await deputy.goto("/web-filter/reviews");
  await pointer.follow(deputy, aliases[1]!);
  await pointer.press(deputy, "It was nothing of concern");
  await pointer.fill(deputy, "Why is it nothing of concern?", "A course on propaganda reads it each week");
  await pointer.press(deputy, "Continue");
  await expect(deputy.getByText("Nothing of concern").first()).toBeVisible();
  await expect(deputy.getByRole("button", { name: "Ask to know who it is" })).toHaveCount(0);

  // Nobody gets from a name to what was tried by typing it: the data protection officer records the name of whoever asks.
  const officer = await as("dataprotection");
  const held = async (login?: string): Promise<string> => {
    await officer.goto("/requests/new");
    await pointer.fill(officer, "Who asks?", "Casimir Asks");
    if (login) await pointer.fill(officer, /The name they sign in with/, login);
    await pointer.fill(officer, "Where does the answer go?", "casimir@made-up.example");
    await pointer.fill(officer, "How do you know who they are?", "He came to the desk");
    const day = officer.getByRole("group", { name: "When did it come?" });
    const [d, m, y] = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London" }).format(new Date()).split("/");
    for (const [label, text] of [["Day", d], ["Month", m], ["Year", y]] as const) await day.getByLabel(label).fill(text!);
    await pointer.press(officer, "Record it");
    return new URL(officer.url()).pathname;
  };
  const other = name === again ? course : again;   // of whom no concern speaks
  const somebody = await held(), own = await held(other);
  for (const request of [somebody, own]) {
    await deputy.goto(`${request}/records`);
    await pointer.fill(deputy, "Name, number or other words", request === somebody ? other : "nonsenseword");
    await pointer.press(deputy, "Find");
    if (request === somebody) await expect(deputy.getByText("Nothing that you can see holds all these words")).toBeVisible();
    else await expect(deputy.getByLabel(/Attempts that the web filter stopped/)).toHaveCount(1);   // of whoever asks, whatever was typed
  }
  await deputy.getByLabel(/Attempts that the web filter stopped/).check();
  await pointer.press(deputy, "Add these to the request");
  await expect(deputy.getByText("Web filter").first()).toBeVisible();

  // Of the names nothing stands in clear, neither in a store nor in a log nor in mail but in whom it goes to.
  const kept = readdirSync(regard.data).filter((file) => file !== "filter.log").map((file) => [file, readFileSync(path.join(regard.data, file), "latin1")] as const);
  const all = [...kept, ["the log", readFileSync(path.join(out, `web-filter-${info.workerIndex}.log`), "latin1")] as const,
    ...regard.mail.letters.map((one) => ["a letter", one.raw.replace(/^To: .*$/gim, "")] as const)];
  expect(kept.some(([, text]) => text.includes("web_review")), "these are the right places to look in").toBe(true);
  for (const planted of [once, again, course, site])
    for (const word of disguises(planted)) expect(all.filter(([, text]) => text.includes(word)).map(([where]) => where), word).toEqual([]);
});

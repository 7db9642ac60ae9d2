// A real filter stops a site and sends people to a page that says why; somebody asks for it, the lead decides, the operator sets it up,
// and nothing of which site it was stands in clear anywhere.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pointer } from "./harness/hands.ts";
import { out } from "./harness/places.ts";
import { expectGoodNow } from "./harness/quality.ts";
import { Squid } from "./harness/squid.ts";
import { test, expect } from "./harness/test.ts";
import { heading } from "./stories.ts";

test.use({ provider: "blocked" });

const host = "www.stopped-zanzibar.example";
const secret = "a-page-that-nobody-should-read-of";
const address = `http://${host}/${secret}?of=robin`;

// As bytes, in hexadecimal, and in base64 at each of its three places in a group of bytes.
function disguises(text: string): string[] {
  const shifted = [0, 1, 2].map((shift) => Buffer.from(" ".repeat(shift) + text).toString("base64").slice(shift === 0 ? 0 : 4, -4));
  return [text, Buffer.from(text).toString("hex"), ...shifted, ...shifted.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"))];
}

function everythingKept(folder: string): [string, string][] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), "latin1")]);
}

test("a filter sends people to the block page, in English and in Welsh, and what they ask for is decided and set up", async ({ as, regard }, info) => {
  let reference = "";
  const squid = await Squid.start(host, `${regard.address}/blocked`);
  try {
    const english = await as("nobody", { proxy: { server: squid.address }, locale: "en-GB" });
    await english.goto(address);
    await heading(english, "This site is blocked");
    expect(new URL(english.url()).search).toBe(`?host=${host}`);
    await expect(english.getByText(host).first()).toBeVisible();
    expect(await english.title()).not.toContain(host);
    await expect(english.locator("html")).toHaveAttribute("lang", "en");
    expect((await english.context().cookies()).length).toBe(0);
    await expectGoodNow(english);

    const welsh = await as("nobody", { proxy: { server: squid.address }, locale: "cy-GB" });
    await welsh.goto(address);
    await heading(welsh, "Mae’r wefan hon wedi’i rhwystro");
    await expect(welsh.locator("html")).toHaveAttribute("lang", "cy");
    await expectGoodNow(welsh);
    await pointer.follow(welsh, "English");
    await expect(welsh.locator("#en")).toBeInViewport();
    await welsh.getByRole("button", { name: "Mae angen hon arnaf ar gyfer fy ngwaith" }).first().click();
    await heading(welsh, "Gofyn am wefan sydd wedi’i rhwystro");
    await expect(welsh.getByLabel("Pa wefan sydd ei hangen arnoch?")).toHaveValue(host);
    await welsh.getByRole("button", { name: "Anfon" }).click();
    await expect(welsh.getByText("Mae problem")).toBeVisible();

    // Of a connection that is refused no page is shown: the browser says so itself.
    const encrypted = await as("nobody", { proxy: { server: squid.address } });
    const fault = await encrypted.goto(`https://${host}/`).then(() => "a page", (error: Error) => error.message);
    expect(fault).toContain("ERR_TUNNEL_CONNECTION_FAILED");

    await english.getByRole("button", { name: "I need this for my work" }).click();
    await heading(english, "Ask for a blocked site");
    expect(english.url()).not.toContain("stopped");
    await expect(english.getByLabel("Which site do you need?")).toHaveValue(host);
    await pointer.fill(english, "What do you need it for?", "A chapter about xylophones of the islands");
    const until = new Date(Date.now() + 20 * 86_400_000);
    for (const [label, value] of [["Day", until.getUTCDate()], ["Month", until.getUTCMonth() + 1], ["Year", until.getUTCFullYear()]] as const)
      await pointer.fill(english, label, String(value));
    await pointer.fill(english, "Your name", "Robin Researcher");
    await pointer.fill(english, "Your email address at the university", "robin@demonstration.example");
    await pointer.press(english, "Send");
    await heading(english, "We have your request");
    reference = (await english.getByText(/Its reference is W-/).textContent())!.match(/W-[0-9A-Z]{4}-[0-9A-Z]{4}/)![0];
    const number = (await english.locator(".regard-receipt [aria-hidden]").textContent())!.trim();

    const lead = await as("lead");
    await lead.goto("/");
    await pointer.follow(lead, `Decide request ${reference}`);
    await heading(lead, `Request ${reference}`);
    await expect(lead.getByText(host)).toBeVisible();
    await expect(lead.getByText("xylophones")).toBeVisible();
    await pointer.press(lead, "Refuse");
    await heading(lead, "Refuse");
    await lead.goBack();
    await lead.getByRole("button", { name: "Open it for them" }).click();
    await heading(lead, "Open it for them");
    await expect(lead.getByLabel("Year")).toHaveValue(String(until.getUTCFullYear()));
    await pointer.fill(lead, /What do you say to them\?/, "Keep what you find in the safe store");
    await pointer.press(lead, "Continue");
    await heading(lead, `Request ${reference}`);
    await lead.getByRole("button", { name: "End it earlier" }).click();
    await heading(lead, "End it earlier");

    const operator = await as("weboperator");
    await operator.goto("/");
    await pointer.follow(operator, `Set up ${reference}`);
    await heading(operator, `Request ${reference}`);
    await expect(operator.getByText(host)).toBeVisible();
    await expect(operator.getByText("xylophones")).toHaveCount(0);
    await pointer.press(operator, "It is set up");
    await expect(operator.getByText(/^Open\. Until/)).toBeVisible();
    await operator.goto("/web-exceptions");
    await heading(operator, "Requests for blocked sites");

    await pointer.follow(english, /\/blocked\/answer$/);
    await heading(english, "What became of your request");
    await pointer.fill(english, "Your number", number);
    await pointer.press(english, "Continue");
    await expect(english.getByText("Keep what you find in the safe store")).toBeVisible();
    await expect(english.getByText("Open", { exact: true })).toBeVisible();
    const letter = await regard.mail.letter((one) => one.to.includes("robin@demonstration.example"));
    expect(letter.mail.text).toContain("/blocked/answer");
  } finally {
    await squid.stop();
  }

  const kept = [...everythingKept(regard.data), ["the log", readFileSync(path.join(out, `blocked-${info.workerIndex}.log`), "latin1")] as [string, string],
    ...regard.mail.letters.map((one) => ["a letter", one.raw] as [string, string])];
  expect(kept.filter(([, text]) => text.includes(reference)).length, "what is kept is found").toBeGreaterThan(0);
  for (const words of [host, secret, "stopped-zanzibar"])
    for (const disguise of disguises(words))
      expect(kept.filter(([, text]) => text.includes(disguise)).map(([name]) => name), `${words} as ${disguise}`).toEqual([]);
});

test("whoever asked takes it back, and whoever has signed in is known", async ({ as }) => {
  const anybody = await as("nobody");
  const ask = async () => {
    await anybody.goto("/blocked");
    await heading(anybody, "This site is blocked");
    await pointer.follow(anybody, "Ask with an empty form");
    await heading(anybody, "Ask for a blocked site");
    await pointer.fill(anybody, "Which site do you need?", "www.another-zanzibar.example");
    await pointer.fill(anybody, "What do you need it for?", "A course about stringed instruments");
    const until = new Date(Date.now() + 20 * 86_400_000);
    for (const [label, value] of [["Day", until.getUTCDate()], ["Month", until.getUTCMonth() + 1], ["Year", until.getUTCFullYear()]] as const)
      await pointer.fill(anybody, label, String(value));
    await pointer.fill(anybody, "Your name", "Kit Student");
    await pointer.fill(anybody, "Your email address at the university", "kit@demonstration.example");
    await pointer.press(anybody, "Send");
    await heading(anybody, "We have your request");
    return (await anybody.locator(".regard-receipt [aria-hidden]").textContent())!.trim();
  };
  const number = await ask();
  await anybody.goto("/blocked/answer");
  await pointer.fill(anybody, "Your number", number);
  await pointer.press(anybody, "Continue");
  await heading(anybody, "What became of your request");
  await pointer.press(anybody, "I do not need it any more");
  await expect(anybody.getByText("Taken back")).toBeVisible();

  const tutor = await as("tutor");
  await tutor.goto("/blocked/request");
  await expect(tutor.getByText(/You are signed in as Toni/)).toBeVisible();
  await expect(tutor.getByLabel("Your name")).toHaveCount(0);
});

// Every word that a visitor sees is marked for translation: in the pseudo-language, marked words stand in ⟦brackets⟧.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aConcern, upToCheckAnswers } from "../../journeys/harness/telling.ts";
import { unescaped, Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "../faults/provider.ts";

// What is nobody's to translate: names, what was typed, addresses, numbers to call.
const ours = ["University of Example (demonstration)", "Regard", "Example City campus", "Example North campus", "Robin Example",
  "Second year, History", "words of a visitor"];

function unmarked(html: string): string[] {
  const texts = html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, "").replace(/<!--[\s\S]*?-->/g, "").replace(/<[^>]*>/g, "\n")
    .split("\n").map((text) => unescaped(text));
  let whole = ours.reduce((text, name) => text.replaceAll(name, ""), texts.join("\n").replace(people, ""));
  for (let before = ""; before !== whole;) [before, whole] = [whole, whole.replace(/⟦[^⟦⟧]*⟧/g, "")];  // from the inside out
  return whole.split("\n").map((text) => text.trim()).filter((text) => /\p{L}/u.test(text.replace(/\b[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b[0-9a-z]{5}-[0-9a-z]{5}\b/g, "")));
}

// Names and addresses of the demonstration's people and of those its records are about.
const people = /\b(Lee|Dee|Casey|Colin|Nora|Toni|Eve|Sam|Adi|Audrey|Cleo|Dana|Conny|Wim) Demo-[\p{L}-]+|\b(Robin Made-Up|Kit Invented|Jo Fictional)\b|[a-z]+@demonstration\.example/gu;

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(provider.address);
  const asked = await visitor.submit(await visitor.get("/sign-in"),
    { email: `${account}@demonstration.example`, password: "a long demonstration phrase" });
  const code = (await provider.regard("demo", "code", account, "--data", provider.data)).trim();
  await visitor.submit(asked, { code });
  return visitor;
}

let provider: Provider;
before(async () => {
  provider = await Provider.make("translation");
  await provider.serve({ more: ["--language", "en-XA"] });
});
after(() => provider.gone());

test("a text that is not marked is noticed", () => {
  assert.deepEqual(unmarked("<p>⟦Mãrked⟧ <b>Regard</b></p><p>Forgotten</p>"), ["Forgotten"]);
});

for (const path of ["/tell-us", "/tell-us/before-you-start", "/tell-us/emergency", "/inbox", "/sign-in", "/sign-in/forgotten", "/nowhere"])
  test(`every word of ${path} is marked`, async () => {
    assert.deepEqual(unmarked(await (await new Visitor(provider.address).ask("GET", path)).text()), []);
  });

for (const question of ["whom", "person", "what", "known", "assumed", "danger", "centre", "not-for", "you"])
  test(`every word of the question "${question}" is marked, its mistakes too`, async () => {
    const visitor = new Visitor(provider.address);
    const asked = await visitor.get(`/tell-us/${question}`);
    assert.deepEqual(unmarked(asked.html), []);
    assert.deepEqual(unmarked((await visitor.submit(asked, {})).html), []);
  });

test("every word of the last pages is marked", async () => {
  const visitor = new Visitor(provider.address);
  const check = await upToCheckAnswers(visitor, aConcern("words of a visitor"));
  assert.deepEqual(unmarked(check.html), []);
  assert.deepEqual(unmarked((await visitor.submit(check, {})).html), []);
});

test("every word of the lead's pages is marked", async () => {
  const lead = await signedIn("lead");
  for (const path of ["/", "/concerns", "/cases", "/search", "/people", "/grants", "/centres", "/account"])
    assert.deepEqual(unmarked((await lead.get(path)).html), [], path);
  const concern = /href="(\/concerns\/C-[^"]+)"/.exec((await lead.get("/")).html)![1]!;
  for (const path of [`${concern}/decision`, `${concern}/exclusion`]) assert.deepEqual(unmarked((await lead.get(path)).html), [], path);
});

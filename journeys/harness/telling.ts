// Telling us about someone, without a browser: answers whatever question comes next until there is a reference.
import { formsOf, type Reply, Visitor } from "./visitor.ts";

export type Answers = Record<string, string>;

export const aConcern = (words: string): Answers => ({
  whom: "someone_else", name: "Robin Example", find: "Second year, History", what: words, known: "saw", assumed: "", alternative: "",
  danger: "later", centre: "", not_for: "", reporter: "anonymous",
});

export const referenceIn = (html: string): string | undefined =>
  html.replace(/<[^>]*>/g, " ").match(/\bC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/)?.[0];

// The code that opens the inbox.
export const receiptIn = (html: string): string | undefined => html.match(/\b\d{4} \d{4} \d{4} \d{4}\b/)?.[0];

// The page before the last post: the answers, to be checked and sent.
export async function upToCheckAnswers(visitor: Visitor, answers: Answers): Promise<Reply> {
  let page = await visitor.get("/tell-us/whom");
  for (let questions = 0; questions < 15; ++questions) {
    if (page.status !== 200) throw new Error(`${page.path} answered ${page.status}`);
    const asked = formsOf(page.html).flatMap((form) => [...form.fields.keys()]).filter((name) => name in answers);
    if (asked.length === 0) return page;
    page = await visitor.submit(page, Object.fromEntries(asked.map((name) => [name, answers[name]!])));
  }
  throw new Error(`the questions do not end; the last page was ${page.path}`);
}

export async function tell(visitor: Visitor, answers: Answers): Promise<{ reference: string; page: Reply }> {
  const page = await visitor.submit(await upToCheckAnswers(visitor, answers), {});
  const reference = referenceIn(page.html);
  if (page.status !== 200 || !reference) throw new Error(`no reference; ${page.path} answered ${page.status}`);
  return { reference, page };
}

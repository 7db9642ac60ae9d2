// Who may see what, written by hand from what people are told, not from the code. A row is an address, a column is
// somebody in relation to one concern and its case: both at the City campus, the case given to `caseworker`, the deputy
// kept away from both, and a third person who left the university after they had worked on it.
import type { Role } from "./harness/people.ts";

// page: is shown. none: 404, as for what never existed. refused: 403. sign in: sent to the sign-in page.
// not now: 409, this is not possible in the state the record is in.
export type Outcome = "page" | "none" | "refused" | "sign in" | "elsewhere" | "not now";

export type Somebody = Role | "nobody" | "left";
export const everybody: Somebody[] = ["nobody", "tutor", "events", "security", "administrator", "auditor",
  "custodian", "dataprotection", "complaints", "weboperator",
  "colleague", "caseworker", "north", "lead", "deputy", "left"];

export function outcomeOf(status: number, location?: string): Outcome {
  if (status === 200) return "page";
  if (status === 404) return "none";
  if (status === 403) return "refused";
  if (status === 409) return "not now";
  if (status === 303) return location?.startsWith("/sign-in") ? "sign in" : "elsewhere";
  throw new Error(`an answer that nobody should get: ${status}`);
}

type Row = Partial<Record<Somebody, Outcome>> & { others: Outcome };

// Whoever has no session, or whose session ended when they left.
const strangers = { nobody: "sign in", left: "sign in" } as const;

const counts = { lead: "page", deputy: "page", auditor: "page", dataprotection: "page", weboperator: "page" } as const;

export const sheet: Record<string, Row> = {
  // For everyone, signed in or not.
  "/tell-us": { others: "page" },
  "/tell-us/before-you-start": { others: "page" },
  "/tell-us/whom": { others: "page" },
  "/tell-us/emergency": { others: "page" },       // the same for everyone: whoever needs it has it at once
  "/tell-us/check": { others: "elsewhere" },      // with questions still open
  "/tell-us/sent": { others: "elsewhere" },       // with nothing sent
  "/tell-us/receipt": { others: "elsewhere" },    // with nothing sent
  "/tell-us/nonsense": { others: "none" },
  "/tell-us/about-you": { others: "elsewhere" },  // with nothing sent
  "/equality": { ...strangers, lead: "page", deputy: "page", auditor: "page", others: "refused" },
  "/inbox": { others: "page" },                   // asks for the code
  "/inbox/messages": { others: "elsewhere" },     // without it
  "/inbox/file": { others: "elsewhere" },         // without it
  "/": { ...strangers, nobody: "elsewhere", left: "elsewhere", others: "page" },

  // Lists: only of what one may see, so the list is a page for whoever works on such things.
  "/concerns": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/cases": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },
  "/search": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },

  // What the web filter counts: rounded, and the same for all who read it.
  "/web-filter/reviews": { ...strangers, lead: "page", deputy: "page", custodian: "page", others: "refused" },
  "/web-filter/reviews/V-0000-0000": { ...strangers, lead: "none", deputy: "none", custodian: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/confirmation": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/dismissal": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/settlement": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/who": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/concern": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/agreement": { ...strangers, lead: "none", deputy: "none", custodian: "none", others: "refused" },
  "/web-filter/reviews/V-0000-0000/refusal": { ...strangers, lead: "none", deputy: "none", custodian: "none", others: "refused" },
  "/web-filter": { ...strangers, ...counts, others: "refused" },
  "/web-filter/csv": { ...strangers, ...counts, others: "refused" },
  "/web-filter/readers": { ...strangers, ...counts, others: "refused" },

  // The concern at the City campus, in the case.
  "/concerns/{concern}": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/concerns/{concern}/exclusion": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/concerns/{concern}/decision": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/concerns/{concern}/reconsideration": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },

  // The same incident, other cases, and who is kept away.
  "/concerns/{concern}/add-to-case": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/concerns/{concern}/another-case": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/concerns/{concern}/kept-away": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/concerns/{waiting}/add-to-case": { ...strangers, lead: "not now", deputy: "not now", north: "none", others: "refused" },
  "/concerns/{waiting}/another-case": { ...strangers, lead: "not now", deputy: "not now", north: "none", others: "refused" },
  "/concerns/{waiting}/kept-away": { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" },
  "/concerns/{concern}/files/new": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },

  // Another at the City campus, that nobody has decided on yet.
  "/concerns/{waiting}": { ...strangers, lead: "page", deputy: "page", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/concerns/{waiting}/decision": { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" },
  "/concerns/{waiting}/reconsideration": { ...strangers, lead: "not now", deputy: "not now", north: "none", others: "refused" },

  // Its reporter, who has a code: the messages are of whoever sees the concern. The name was not given in confidence.
  "/concerns/{waiting}/messages": { ...strangers, lead: "page", deputy: "page", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/concerns/{waiting}/identity": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/identity-requests": { ...strangers, custodian: "page", others: "refused" },
  "/identity-requests/I-0000-0000": { ...strangers, custodian: "none", others: "refused" },

  // One at the North campus.
  "/concerns/{northern}": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "none", colleague: "none", others: "refused" },
  "/concerns/{northern}/decision": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },

  // The case.
  "/cases/{case}": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/looks": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/reporters": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/entries": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/tasks": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/closure": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/caseworker": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/exclusion": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/approval": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/reopening": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },

  // Its way: steps, advice, what is awaited.
  "/cases/{case}/pathway": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/pathway/steps/informed": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/pathway/steps/referral": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/pathway/steps/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/pathway/chasers/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/advice/new": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/advice/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/awaited": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },

  // Partners outside: leads keep the register.
  "/agencies": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/agencies/new": { ...strangers, lead: "page", deputy: "page", others: "refused" },
  "/agencies/G-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/people": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/people/new": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/kept-away": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/same-person/C-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/kept-away/P-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },
  // Its referral, which is being written and has not been sent.
  "/cases/{case}/referral": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/form/individual": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/form/individual/name": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/form/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/consent": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/override": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/override/decision": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },  // nobody has asked
  "/cases/{case}/referral/ready": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },       // sections are open
  "/cases/{case}/referral/dropping": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/revision": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/closing": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/reopening": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/sending": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/copies/nonsense/document.pdf": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/copies/nonsense/document.json": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/pathway/steps/information_given": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },  // nobody has asked
  "/cases/{case}/referral/categories": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/referral/document.pdf": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/referral/document.json": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  // Supervision of the case, and handing over.
  "/cases/{case}/supervision": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/supervision/note": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/owner": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/handovers": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/handovers/{caseworker}": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/handovers/P-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },

  // Meetings about cases: for their members; nobody is a member of one that is not there.
  "/meetings": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },
  "/meetings/new": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/meetings/M-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/meetings/M-0000-0000/minutes": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/meetings/M-0000-0000/agenda": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },
  "/meetings/M-0000-0000/items/nonsense/note": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/meetings/M-0000-0000/items/nonsense/task": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },

  // Complaints: anybody may make one; the complaints officer alone finds them, who is none of the people above.
  // The page in place of a blocked site, requests to open one, and who decides and who carries them out: of the whole provider.
  "/blocked": { others: "page" },
  "/blocked/request": { others: "page" },
  "/blocked/request/sent": { others: "elsewhere" },  // with nothing sent
  "/blocked/answer": { others: "page" },             // asks for the code
  "/web-exceptions": { ...strangers, lead: "page", deputy: "page", weboperator: "page", others: "refused" },
  "/web-exceptions/W-0000-0000": { ...strangers, lead: "none", deputy: "none", weboperator: "none", others: "refused" },
  "/web-exceptions/W-0000-0000/granting": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-exceptions/W-0000-0000/refusal": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/web-exceptions/W-0000-0000/shortening": { ...strangers, lead: "none", deputy: "none", others: "refused" },

  "/complain": { others: "page" },
  "/complain/sent": { others: "elsewhere" },       // with nothing sent
  "/complaints": { ...strangers, complaints: "page", others: "refused" },
  "/complaints/Q-0000-0000": { ...strangers, complaints: "none", others: "refused" },
  "/complaints/Q-0000-0000/provided": { ...strangers, complaints: "none", others: "refused" },
  "/complaints/Q-0000-0000/answer": { ...strangers, complaints: "none", others: "refused" },
  "/complaints/Q-0000-0000/reopening": { ...strangers, complaints: "none", others: "refused" },

  // Figures of the return: exact for those who oversee everything, rounded for the others.
  "/figures": { ...strangers, lead: "page", deputy: "page", north: "page", auditor: "page", dataprotection: "page", others: "refused" },
  "/figures/csv": { ...strangers, lead: "page", deputy: "page", north: "page", auditor: "page", dataprotection: "page", others: "refused" },
  "/figures/W1": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/figures/W9": { ...strangers, lead: "none", deputy: "none", north: "none", others: "refused" },
  // How long they are kept. The data protection officer sees by reference what ends when, and reads none of it.
  "/keeping": { ...strangers, lead: "page", deputy: "page", north: "page", dataprotection: "page", others: "refused" },
  "/keeping/{case}": { ...strangers, lead: "page", dataprotection: "page", deputy: "none", north: "none", others: "refused" },
  "/keeping/{case}/hold": { ...strangers, lead: "page", dataprotection: "page", deputy: "none", north: "none", others: "refused" },
  "/keeping/{case}/release": { ...strangers, lead: "not now", dataprotection: "not now", deputy: "none", north: "none", others: "refused" },
  "/keeping/{case}/review": { ...strangers, lead: "not now", deputy: "none", north: "none", others: "refused" },
  "/keeping/{case}/destruction": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/keeping/{northern}": { ...strangers, lead: "page", deputy: "page", north: "page", dataprotection: "page", others: "refused" },
  "/cases/{case}/keeping": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },

  // Requests to see what is held are about everything the provider has: nobody of one centre sees them.
  "/requests": { ...strangers, lead: "page", deputy: "page", dataprotection: "page", others: "refused" },
  "/requests/new": { ...strangers, dataprotection: "page", others: "refused" },
  "/requests/D-0000-0000": { ...strangers, lead: "none", deputy: "none", dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/records": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/requests/D-0000-0000/release": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/requests/D-0000-0000/check": { ...strangers, lead: "none", deputy: "none", others: "refused" },
  "/requests/D-0000-0000/extension": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/closing": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/second-look": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/take-up": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/giving": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/passages/none": { ...strangers, dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/answer": { ...strangers, lead: "none", deputy: "none", dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/answer.pdf": { ...strangers, lead: "none", deputy: "none", dataprotection: "none", others: "refused" },
  "/requests/D-0000-0000/answer.json": { ...strangers, lead: "none", deputy: "none", dataprotection: "none", others: "refused" },
  // Files of the case. Whether one is there is only for those who see the case.
  "/cases/{case}/files": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/files/new": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/files/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/files/nonsense/removal": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/concerns/{concern}/files/nonsense": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/concerns/{concern}/files/nonsense/removal": { ...strangers, lead: "none", caseworker: "none", deputy: "none", north: "none", colleague: "none", others: "refused" },

  // One's own account, and the way in.
  "/sign-in": { nobody: "page", left: "page", others: "elsewhere" },
  "/sign-in/code": { ...strangers, others: "elsewhere" },
  "/sign-in/recovery": { ...strangers, others: "elsewhere" },
  "/sign-in/forgotten": { others: "page" },
  "/sign-in/link-mailed": { others: "page" },
  "/welcome/nonsense": { others: "none" },
  "/account": { ...strangers, others: "page" },
  "/account/password": { ...strangers, others: "page" },
  "/account/second-factor": { ...strangers, others: "page" },
  "/account/second-factor/set-up": { ...strangers, others: "elsewhere" },  // not begun

  // People and their posts: an administrator looks after them, leads see them and grant.
  "/people": { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" },
  "/people/new": { ...strangers, administrator: "page", others: "refused" },
  "/people/import": { ...strangers, administrator: "page", others: "refused" },
  "/people/{person}": { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" },
  "/people/{person}/change": { ...strangers, administrator: "page", others: "refused" },
  "/people/{person}/left": { ...strangers, administrator: "page", others: "refused" },
  "/people/{person}/second-factor": { ...strangers, administrator: "page", lead: "page", deputy: "page", others: "refused" },
  "/people/{person}/posts/new": { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" },
  "/people/{caseworker}/second-factor": { ...strangers, lead: "page", deputy: "page", others: "refused" },
  "/people/P-0000-0000": { ...strangers, administrator: "none", lead: "none", deputy: "none", north: "none", others: "refused" },
  "/grants": { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" },
  "/centres": { ...strangers, administrator: "page", others: "refused" },
  "/centres/new": { ...strangers, administrator: "page", others: "refused" },
  "/tokens": { ...strangers, administrator: "page", others: "refused" },
  "/tokens/new": { ...strangers, administrator: "page", others: "refused" },

  // The trail says who did what everywhere, also of records that a lead is kept away from.
  "/provisions": { ...strangers, others: "page" },
  "/provisions/clocks": { ...strangers, others: "page" },
  "/provisions/clocks/2026-11": { ...strangers, others: "page" },
  "/provisions/clocks/new": { ...strangers, lead: "page", deputy: "page", others: "refused" },
  "/audit": { ...strangers, auditor: "page", others: "refused" },
  "/audit/counts": { ...strangers, auditor: "page", others: "refused" },

  // What is not there, for anyone, looks just the same.
  "/concerns/C-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/cases/K-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/nothing/here": { others: "none" },
};

// What only the crawl comes upon: who gets there at all, and what else may be answered of some such record.
export const alsoReached: [string, Row][] = [
  ["/posts/:post/end", { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" }],
  ["/posts/:post/end", { ...strangers, north: "none", others: "refused" }],                    // of another centre
  ["/people/:reference/second-factor", { ...strangers, others: "refused" }],                   // one's own
  // The demonstration's review.
  ["/web-filter/reviews/:reference", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  ["/web-filter/reviews/:reference/confirmation", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  ["/web-filter/reviews/:reference/dismissal", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  ["/grants/:post", { ...strangers, administrator: "page", lead: "page", deputy: "page", north: "page", others: "refused" }],
  ["/centres/:reference", { ...strangers, administrator: "page", others: "refused" }],
  ["/tokens/:reference/revoke", { ...strangers, administrator: "page", others: "refused" }],
  ["/tell-us/:question", { others: "page" }],
  ["/agencies/:reference", { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" }],
  ["/agencies/:reference/change", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  ["/agencies/:reference/contacts", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  ["/agencies/:reference/contacts/:contact", { ...strangers, lead: "page", deputy: "page", others: "refused" }],
  // Of somebody in a case, of two records of one person, and of somebody who is kept away.
  ["/cases/:reference/people/:party/change", { ...strangers, lead: "page", deputy: "page", caseworker: "page", north: "none", others: "refused" }],
  ["/cases/:reference/people/:party/part", { ...strangers, lead: "page", deputy: "page", caseworker: "page", north: "none", others: "refused" }],
  ["/cases/:reference/people/:party/staff", { ...strangers, lead: "page", deputy: "page", caseworker: "page", north: "none", others: "refused" }],
  ["/cases/:reference/people/:party/change", { ...strangers, deputy: "none", caseworker: "none", colleague: "none", others: "refused" }],
  ["/cases/:reference/same-person/:other", { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" }],
  ["/concerns/:reference/same-person/:other", { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" }],
  ["/cases/:reference/kept-away/:person", { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" }],
  ["/concerns/:reference/kept-away/:person", { ...strangers, lead: "page", deputy: "page", north: "none", others: "refused" }],
];

// Who does the same work: of some record the one may be in the other's place.
export const likewise: Partial<Record<Somebody, Somebody[]>> = {
  deputy: ["deputy", "lead"], north: ["north", "lead"], caseworker: ["caseworker", "colleague"], colleague: ["colleague", "caseworker"],
};

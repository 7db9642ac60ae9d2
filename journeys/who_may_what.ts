// Who may see what, written by hand from what people are told, not from the code. A row is an address, a column is
// somebody in relation to one concern and its case: both at the City campus, the case given to `caseworker`, the deputy
// kept away from both, and a third person who left the university after they had worked on it.
import type { Role } from "./harness/people.ts";

// page: is shown. none: 404, as for what never existed. refused: 403. sign in: sent to the sign-in page.
export type Outcome = "page" | "none" | "refused" | "sign in" | "elsewhere";

export type Somebody = Role | "nobody" | "left";
export const everybody: Somebody[] = ["nobody", "tutor", "events", "security", "administrator", "auditor",
  "colleague", "caseworker", "north", "lead", "deputy", "left"];

export function outcomeOf(status: number, location?: string): Outcome {
  if (status === 200) return "page";
  if (status === 404) return "none";
  if (status === 403) return "refused";
  if (status === 303) return location?.startsWith("/sign-in") ? "sign in" : "elsewhere";
  throw new Error(`an answer that nobody should get: ${status}`);
}

type Row = Partial<Record<Somebody, Outcome>> & { others: Outcome };

// Whoever has no session, or whose session ended when they left.
const strangers = { nobody: "sign in", left: "sign in" } as const;

export const sheet: Record<string, Row> = {
  // For everyone, signed in or not.
  "/tell-us": { others: "page" },
  "/tell-us/before-you-start": { others: "page" },
  "/tell-us/whom": { others: "page" },
  "/tell-us/emergency": { others: "elsewhere" },  // without an answer that calls for it
  "/tell-us/check": { others: "elsewhere" },      // with questions still open
  "/tell-us/sent": { others: "elsewhere" },       // with nothing sent
  "/tell-us/nonsense": { others: "none" },
  "/": { ...strangers, nobody: "elsewhere", left: "elsewhere", others: "page" },

  // Lists: only of what one may see, so the list is a page for whoever works on such things.
  "/concerns": { ...strangers, lead: "page", deputy: "page", north: "page", others: "refused" },
  "/cases": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },
  "/search": { ...strangers, lead: "page", deputy: "page", north: "page", caseworker: "page", colleague: "page", others: "refused" },

  // The concern at the City campus, in the case.
  "/concerns/{concern}": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/concerns/{concern}/exclusion": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },

  // The case.
  "/cases/{case}": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/entries": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/tasks": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/closure": { ...strangers, lead: "page", caseworker: "page", deputy: "none", north: "none", colleague: "none", others: "refused" },
  "/cases/{case}/caseworker": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },
  "/cases/{case}/exclusion": { ...strangers, lead: "page", deputy: "none", north: "none", others: "refused" },

  // What is not there, for anyone, looks just the same.
  "/concerns/C-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/cases/K-0000-0000": { ...strangers, lead: "none", deputy: "none", north: "none", caseworker: "none", colleague: "none", others: "refused" },
  "/nothing/here": { others: "none" },
};

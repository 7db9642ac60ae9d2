import type { Page } from "@playwright/test";
import type { Regard } from "./regard.ts";
export type Role = "lead";
export async function signIn(page: Page, regard: Regard, role: Role): Promise<void> { void page; void regard; void role; }

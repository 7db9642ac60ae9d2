// The demonstration's people, by what they do, and how they sign in.
import { expect, type Page } from "@playwright/test";
import type { Regard } from "./regard.ts";

const password = "a long demonstration phrase";

// As src/program/demo.cpp makes them.
export const accounts = {
  lead: { name: "Lee Demo-Lead", secondFactor: true },
  deputy: { name: "Dee Demo-Deputy", secondFactor: true },
  caseworker: { name: "Casey Demo-Caseworker", secondFactor: true },
  colleague: { name: "Colin Demo-Colleague", secondFactor: true },   // a caseworker, on no case until given one
  north: { name: "Nora Demo-North-Lead", secondFactor: true },       // lead of another centre, and of that alone
  tutor: { name: "Toni Demo-Tutor", secondFactor: false },           // records, reads nothing
  events: { name: "Eve Demo-Events", secondFactor: true },
  security: { name: "Sam Demo-Security", secondFactor: true },
  administrator: { name: "Adi Demo-Administrator", secondFactor: true },
  auditor: { name: "Audrey Demo-Auditor", secondFactor: true },
  custodian: { name: "Cleo Demo-Custodian", secondFactor: true },
  dataprotection: { name: "Dana Demo-Data-Protection", secondFactor: true },
  complaints: { name: "Conny Demo-Complaints", secondFactor: true },
  weboperator: { name: "Wim Demo-Web-Operator", secondFactor: true },
} as const;

export type Role = keyof typeof accounts;
export const roles = Object.keys(accounts) as Role[];
export const nameOf = (role: Role): string => accounts[role].name;
export const emailOf = (role: Role): string => `${role}@demonstration.example`;

export async function signIn(page: Page, regard: Regard, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(emailOf(role));
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  if (accounts[role].secondFactor) {
    await expect(page.getByRole("heading", { name: "Enter the code from your app" })).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill(await regard.code(role));
    await page.getByRole("button", { name: "Continue" }).click();
  }
  await expect(page.getByRole("heading", { name: "What needs you today" })).toBeVisible();
}

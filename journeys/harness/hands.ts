// How a person works a page: with a pointer, or with nothing but a keyboard. Stories are told once and worked by both.
import { expect, type Locator, type Page } from "@playwright/test";

export interface Hands {
  fill(page: Page, label: string | RegExp, text: string): Promise<void>;
  choose(page: Page, label: string | RegExp): Promise<void>;                      // a radio button or a tick box
  pick(page: Page, label: string | RegExp, option: string): Promise<void>;        // of a list, long or short
  press(page: Page, name: string | RegExp): Promise<void>;                        // a button
  follow(page: Page, name: string | RegExp): Promise<void>;                       // a link
}

// A link that looks like a button is announced as one.
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: typeof name === "string" });
const field = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: typeof label === "string" });

// What is picked from is a list, or radio buttons while there are few.
const isList = async (page: Page, label: string | RegExp) => {
  const list = page.getByRole("combobox", { name: label });
  await expect(list.or(page.getByRole("radio").first()).first()).toBeVisible();
  return list.isVisible();
};

// Of several questions with the same radio buttons, the one that is asked.
const offered = async (page: Page, label: string | RegExp, option: string) => {
  const group = page.getByRole("group", { name: label });
  return (await group.count()) === 1 ? group.getByLabel(option, { exact: true }) : field(page, option);
};

export const pointer: Hands = {
  fill: (page, label, text) => field(page, label).fill(text),
  choose: (page, label) => field(page, label).check(),
  pick: async (page, label, option) => {
    if (await isList(page, label)) await field(page, label).selectOption({ label: option });
    else await (await offered(page, label, option)).check();
  },
  press: (page, name) => button(page, name).click(),
  follow: (page, name) => link(page, name).first().click(),
};

const focused = (wanted: Locator) => wanted.evaluate((element) => element === document.activeElement);

// Tab, as often as it takes; a page on which it takes a hundred is no page for the keyboard.
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeAttached();
  for (let stops = 0; stops < 100; ++stops) {
    if (await focused(wanted)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${wanted}`);
}

// A group of radio buttons is one stop; arrows go from one to the next.
async function radio(page: Page, wanted: Locator): Promise<void> {
  const name = await wanted.getAttribute("name");
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const checked = group.and(page.locator(":checked"));
  const first = (await checked.count()) ? checked : group.first();
  await tabTo(page, first);
  if (await focused(wanted)) await page.keyboard.press("Space");
  for (let step = 0; step < 20 && !(await wanted.isChecked()); ++step) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeChecked();
}

export const keyboard: Hands = {
  fill: async (page, label, text) => {
    await tabTo(page, field(page, label));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
  },
  choose: async (page, label) => {
    const wanted = field(page, label);
    if ((await wanted.getAttribute("type")) === "radio") return radio(page, wanted);
    await tabTo(page, wanted);
    if (!(await wanted.isChecked())) await page.keyboard.press("Space");
    await expect(wanted).toBeChecked();
  },
  pick: async (page, label, option) => {
    if (!(await isList(page, label))) return radio(page, await offered(page, label, option));
    await tabTo(page, field(page, label));
    await page.keyboard.type(option);
    await expect(field(page, label).locator("option:checked")).toHaveText(option);
  },
  press: async (page, name) => {
    await tabTo(page, button(page, name));
    // Space presses buttons; the script makes it press links that look like one, Enter does without.
    await page.keyboard.press("Enter");
  },
  follow: async (page, name) => {
    await tabTo(page, link(page, name).first());
    await page.keyboard.press("Enter");
  },
};

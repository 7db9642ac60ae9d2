// Somebody who uses the pages without a browser: cookies, links and forms, and nothing that a page does not offer.
// For many at once, and for asking for what no page links to.
export interface Reply {
  status: number;
  path: string;      // where it ended, after redirects
  headers: Headers;
  html: string;
}

interface Form {
  action: string;
  fields: Map<string, string[]>;  // hidden ones with their values, the others empty
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
export const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity]!);

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(tag);
  return found ? unescaped(found[1]!) : undefined;
};

// The forms of a page, without the one in its header that signs out.
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map((match) => {
    const fields = new Map<string, string[]>();
    for (const [tag] of match[0].matchAll(/<(input|textarea|select|button)\b[^>]*>/g)) {
      const name = attribute(tag, "name");
      if (name === undefined) continue;
      const value = /type="hidden"/.test(tag) ? attribute(tag, "value") ?? "" : undefined;
      fields.set(name, [...(fields.get(name) ?? []), ...(value === undefined ? [] : [value])]);
    }
    return { action: attribute(match[0].match(/<form\b[^>]*>/)![0], "action") ?? "", fields };
  });
}

// Everybody comes from somewhere else: sending much from one place costs more.
export const anAddress = () => `10.${Array.from({ length: 3 }, () => 1 + Math.floor(Math.random() * 250)).join(".")}`;

export class Visitor {
  private cookies = new Map<string, string>();
  readonly address: string;
  readonly headers: Record<string, string>;

  constructor(address: string, headers: Record<string, string> = {}) {
    this.address = address;
    this.headers = { "x-forwarded-for": anAddress(), ...headers };
  }

  takeCookies(cookies: { name: string; value: string }[]): void {
    for (const { name, value } of cookies) this.cookies.set(name, value);
  }

  async ask(method: string, path: string, body?: URLSearchParams | string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(new URL(path, this.address), {
      method, body, redirect: "manual",
      headers: { ...this.headers, ...(this.cookies.size ? { cookie: [...this.cookies].map(([n, v]) => `${n}=${v}`).join("; ") } : {}), ...headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0/i.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return response;
  }

  async get(path: string): Promise<Reply> {
    return this.follow(path, await this.ask("GET", path));
  }

  // Fills the page's form whose fields these are, with its hidden fields as they stand, and follows where it leads.
  async submit(page: Reply, values: Record<string, string>): Promise<Reply> {
    const names = Object.keys(values);
    const form = formsOf(page.html).find((candidate) => names.every((name) => candidate.fields.has(name)) && !/sign-out/.test(candidate.action));
    if (!form) throw new Error(`${page.path} (${page.status}) has no form with ${names.join(", ") || "a button"}`);
    const body = new URLSearchParams();
    for (const [name, hidden] of form.fields) {
      if (name in values) body.append(name, values[name]!);
      else for (const value of hidden) body.append(name, value);
    }
    const action = new URL(form.action || page.path, new URL(page.path, this.address));
    const path = action.pathname + action.search;
    return this.follow(path, await this.ask("POST", path, body));
  }

  private async follow(path: string, response: Response): Promise<Reply> {
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; ++hops) {
      await response.body?.cancel();
      const to = new URL(response.headers.get("location")!, new URL(path, this.address));
      path = to.pathname + to.search;
      response = await this.ask("GET", path);
    }
    return { status: response.status, path, headers: response.headers, html: await response.text() };
  }
}

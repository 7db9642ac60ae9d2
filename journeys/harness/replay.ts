// A server that gives a recorded page again, at its own address and under its own headers. What the page asks for besides,
// the running program answers, once. (To answer in the browser's place would turn its cache off: each page would load the
// style sheet and the script anew.)
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Shown } from "./record.ts";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

export class Replay {
  shown: Shown | undefined;  // by the address that `put` gave last
  private readonly server: Server;
  private readonly program: string;
  private readonly answered = new Map<string, Promise<Answer>>();

  private constructor(program: string) {
    this.program = program;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async of(program: string): Promise<Replay> {
    const replay = new Replay(program);
    await new Promise<void>((listening) => replay.server.listen(0, "127.0.0.1", listening));
    return replay;
  }

  // Where the browser finds the page from now on.
  put(shown: Shown): string {
    this.shown = shown;
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${shown.path}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wanted = request.headers["sec-fetch-mode"] === "navigate" && request.url === this.shown?.path;
    try {
      const { status, headers, body } = wanted
        ? { status: this.shown!.status, headers: { ...this.shown!.headers, "cache-control": "no-store" }, body: this.shown!.html }
        : await this.ofTheProgram(request.url!);
      response.writeHead(status, headers).end(body);
    } catch {
      response.destroy();  // the browser complains of it, and the check sees that
    }
  }

  private ofTheProgram(path: string): Promise<Answer> {
    const known = this.answered.get(path) ?? (async () => {
      const answer = await fetch(this.program + path);
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(connection|content-(encoding|length)|keep-alive|transfer-encoding)$/.test(name)));
      return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
    })();
    this.answered.set(path, known);
    return known;
  }
}

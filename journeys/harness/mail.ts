// A real SMTP server that keeps what it is given.
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface Letter {
  from: string;
  to: string[];
  raw: string;
  mail: Email;
}

export class Mailbox {
  readonly letters: Letter[] = [];
  private waiting: (() => void)[] = [];
  private server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const raw = Buffer.concat(chunks);
          this.letters.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            raw: raw.toString("utf8"),
            mail: await PostalMime.parse(raw),
          });
          done();
          for (const wake of this.waiting.splice(0)) wake();
        });
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve, reject) => {
      mailbox.server.on("error", reject);
      mailbox.server.listen(0, "127.0.0.1", resolve);
    });
    return mailbox;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  // The first letter that fits, waiting for it if it has not come yet.
  async letter(fits: (letter: Letter) => boolean, within = 15_000): Promise<Letter> {
    const until = Date.now() + within;
    for (;;) {
      const found = this.letters.find(fits);
      if (found) return found;
      const left = until - Date.now();
      if (left <= 0) throw new Error(`no such letter came; ${this.letters.length} others did: ` +
        this.letters.map((l) => `${l.to.join(",")}: ${l.mail.subject}`).join("; "));
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, left);
      });
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

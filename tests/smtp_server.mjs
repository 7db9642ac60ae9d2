// A real SMTP server (npm smtp-server, installed for the journeys) for the C++ tests of mail.
//
//   node tests/smtp_server.mjs '{"port":0,"tls":{"key":"…pem","cert":"…pem"},"auth":{"user":"…","password":"…"},"refuse":"…@…"}'
//
// Prints "listening PORT", then one JSON line for each message it has taken. Ends when its standard input ends.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { SMTPServer } = createRequire(new URL("../journeys/package.json", import.meta.url))("smtp-server");
const wanted = JSON.parse(process.argv[2] ?? "{}");

const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  ...(wanted.tls ? { key: readFileSync(wanted.tls.key), cert: readFileSync(wanted.tls.cert) } : {}),
  disabledCommands: [...(wanted.tls ? [] : ["STARTTLS"]), ...(wanted.auth ? [] : ["AUTH"])],
  authMethods: wanted.methods ?? ["PLAIN", "LOGIN"],
  authOptional: !wanted.auth,
  logger: false,
  onAuth: (auth, session, done) =>
    auth.username === wanted.auth.user && auth.password === wanted.auth.password
      ? done(null, { user: auth.username })
      : done(answer(535, "No.")),
  onRcptTo: (address, session, done) =>
    address.address === wanted.refuse ? done(answer(550, `${address.address} is unknown here`)) : done(),
  onData: (stream, session, done) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const message = {
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        user: session.user ?? null,
        tls: session.secure,
        raw: Buffer.concat(chunks).toString("utf8"),
      };
      process.stdout.write(JSON.stringify(message) + "\n", () => done());
    });
  },
});
server.on("error", () => {}); // a client that hangs up is the client's affair
server.listen(wanted.port ?? 0, "127.0.0.1", () => process.stdout.write(`listening ${server.server.address().port}\n`));
process.stdin.on("end", () => process.exit(0)).resume();

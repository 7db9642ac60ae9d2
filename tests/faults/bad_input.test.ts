// What no browser of a person would send: each is answered with a clear refusal, and the next visitor is served.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, afterEach, before, describe, test } from "node:test";
import { aConcern, referenceIn, upToCheckAnswers } from "../../journeys/harness/telling.ts";
import { formsOf, Visitor } from "../../journeys/harness/visitor.ts";
import { Provider } from "./provider.ts";

let provider: Provider;
before(async () => { provider = await Provider.make("bad-input"); await provider.serve(); });
after(() => provider.gone());

// Sends bytes as they are and answers everything that comes back until the other side closes (or 5 seconds).
function raw(bytes: string | Buffer, { thenClose = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(provider.port, "127.0.0.1", () => { socket.write(bytes); if (thenClose) socket.end(); });
    const enough = setTimeout(() => socket.destroy(), 5000);
    socket.on("data", (chunk) => { said += chunk.toString("latin1"); });
    socket.on("close", () => { clearTimeout(enough); resolve(said); });
    socket.on("error", (fault: NodeJS.ErrnoException) => { if (fault.code !== "ECONNRESET" && fault.code !== "EPIPE") reject(fault); });
  });
}

const status = (said: string) => Number(/^HTTP\/1\.[01] (\d{3})/.exec(said)?.[1] ?? 0);
const host = "Host: 127.0.0.1\r\nConnection: close\r\n";
const form = "Content-Type: application/x-www-form-urlencoded\r\n";

afterEach(async () => {
  const page = await new Visitor(provider.address).get("/tell-us");
  assert.equal(page.status, 200, "the next visitor is served");
});

describe("bytes that are no request of ours", () => {
  // 0: closed without a word, which is all that such bytes deserve
  const cases: [string, string | Buffer, number[]][] = [
    ["words that are no HTTP", "hello there, how are you\r\n\r\n", [0, 400]],
    ["bytes that are no text", Buffer.from([...Array(512).keys()].map((n) => n & 255)), [0, 400]],
    ["a TLS greeting", Buffer.from("16030100a5010000a10303", "hex"), [0, 400]],
    ["HTTP/2 straight away", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [0, 400, 405, 505]],
    ["a method nobody has", `BREW /tell-us HTTP/1.1\r\n${host}\r\n`, [400, 405, 501]],
    ["a request line of 20,000 characters", `GET /${"a".repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, [400, 414, 431]],
    ["a header of 20,000 characters", `GET /tell-us HTTP/1.1\r\n${host}X: ${"a".repeat(20_000)}\r\n\r\n`, [400, 431]],
    ["a thousand headers", `GET /tell-us HTTP/1.1\r\n${host}${"X: yyyyyyyyyyyyyyyy\r\n".repeat(1000)}\r\n`, [400, 431]],
    ["two lengths", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b`, [400]],
    ["a length and chunks", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, [400, 403]],
    ["a length that is no number", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: many\r\n\r\n`, [400]],
    ["a negative length", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: -1\r\n\r\n`, [400]],
    ["chunks that are none", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, [0, 400]],
    ["a body of 50 MB, announced", `POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: 50000000\r\n\r\n`, [413]],
    ["a path that decodes to no UTF-8", `GET /concerns/%FF%FE HTTP/1.1\r\n${host}\r\n`, [303, 400, 404]],
    ["a path with a broken escape", `GET /tell-us/%zz HTTP/1.1\r\n${host}\r\n`, [400, 404]],
    ["a path with NUL", `GET /tell-us%00.html HTTP/1.1\r\n${host}\r\n`, [400, 404]],
    ["a path out of the folder", `GET /assets/../../../../etc/passwd HTTP/1.1\r\n${host}\r\n`, [400, 404]],
    ["the same, encoded", `GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${host}\r\n`, [400, 404]],
    ["cookies that are none", `GET /tell-us/whom HTTP/1.1\r\n${host}Cookie: ;;=;=;regard-session=;a=b=c;\x01\r\n\r\n`, [200, 400]],
    ["a session that nobody has", `GET / HTTP/1.1\r\n${host}Cookie: regard-session=${"A".repeat(4000)}\r\n\r\n`, [200, 303]],
    ["a form that is XML", `POST /tell-us/whom HTTP/1.1\r\n${host}Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>`, [400, 403, 415]],
    ["parts without an end", `POST /tell-us/whom HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n\r\n--x\r\n`, [400, 403]],
  ];
  for (const [what, bytes, accepted] of cases) {
    test(what, async () => {
      const said = await raw(bytes);
      assert.ok(accepted.includes(status(said)), `answered ${status(said)}, not one of ${accepted}:\n${said.slice(0, 300)}`);
      assert.doesNotMatch(said, /boost|beast|soci|sqlite|std::|terminate|exception|root:/i, "says nothing of what it is made of");
    });
  }

  test("a body that stops halfway", async () => {
    const said = await raw(`POST /tell-us/whom HTTP/1.1\r\n${host}${form}Content-Length: 100\r\n\r\nwhom=some`, { thenClose: true });
    assert.ok([0, 400].includes(status(said)), said.slice(0, 200));
  });

  test("a body of more than the limit in chunks is cut off", async () => {
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    const said = await raw(`POST /tell-us/whom HTTP/1.1\r\n${host}${form}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(40)}0\r\n\r\n`);
    assert.ok([0, 413].includes(status(said)), said.slice(0, 200));
  });

  test("requests one after another in one packet are each answered", async () => {
    const one = "GET /tell-us HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    const said = await raw(`${one}\r\n${one}\r\n${one}Connection: close\r\n\r\n`);
    assert.equal(said.match(/HTTP\/1\.1 200/g)?.length, 3);
  });
});

describe("forms", () => {
  test("an answer that is missing is asked for, and what was typed stays", async () => {
    const visitor = new Visitor(provider.address);
    let page = await visitor.get("/tell-us/whom");
    page = await visitor.submit(page, { whom: "someone_else" });
    page = await visitor.submit(page, { name: "", find: "a room with a <view> & more" });
    assert.equal(page.status, 422);
    assert.match(page.html, /There is a problem/);
    assert.match(page.html, /a room with a &lt;view&gt; &amp; more/);
  });

  test("an answer of more than its limit is refused, and stays", async () => {
    const visitor = new Visitor(provider.address);
    const long = "x".repeat(9000);
    let page = await visitor.get("/tell-us/whom");
    page = await visitor.submit(page, { whom: "someone_else" });
    page = await visitor.submit(page, { name: "Robin", find: "" });
    page = await visitor.submit(page, { what: long });
    assert.equal(page.status, 422);
    assert.ok(page.html.includes(long));
  });

  test("a choice that was not offered is no answer", async () => {
    const visitor = new Visitor(provider.address);
    const page = await visitor.submit(await visitor.get("/tell-us/whom"), { whom: "everybody" });
    assert.equal(page.status, 422);
  });

  for (const [what, bytes] of [["bytes that are no UTF-8", "%FF%FE"], ["an overlong slash", "%C0%AF"], ["half a surrogate", "%ED%A0%80"], ["NUL", "a%00b"]] as const) {
    test(`${what} in an answer get no further than the form`, async () => {
      const visitor = new Visitor(provider.address);
      const page = await visitor.submit(await visitor.get("/tell-us/whom"), { whom: "someone_else" });
      const token = formsOf(page.html).find((f) => f.fields.has("name"))!.fields.get("csrf")![0]!;
      const response = await visitor.ask("POST", page.path, `csrf=${encodeURIComponent(token)}&name=${bytes}&find=`,
        { "content-type": "application/x-www-form-urlencoded" });
      assert.ok([400, 422, 403].includes(response.status), `answered ${response.status}`);
      await response.text();
    });
  }

  test("the last post, sent twice, is one concern", async () => {
    const visitor = new Visitor(provider.address);
    const check = await upToCheckAnswers(visitor, aConcern("said once"));
    const [first, second] = [await visitor.submit(check, {}), await visitor.submit(check, {})];
    assert.equal(first.status, 200);
    assert.ok(referenceIn(first.html));
    assert.equal(referenceIn(second.html), referenceIn(first.html));
  });

  test("and ten times at the same moment, still one", async () => {
    const visitor = new Visitor(provider.address);
    const check = await upToCheckAnswers(visitor, aConcern("said at once"));
    const pages = await Promise.all(Array.from({ length: 10 }, () => visitor.submit(check, {})));
    const references = new Set(pages.map((page) => referenceIn(page.html)));
    assert.equal(references.size, 1);
    assert.ok(!references.has(undefined));
  });

  test("a post without its token, or with another's, changes nothing", async () => {
    const visitor = new Visitor(provider.address), other = new Visitor(provider.address);
    const check = await upToCheckAnswers(visitor, aConcern("forged"));
    const token = formsOf((await other.get("/tell-us/whom")).html).find((f) => f.fields.has("whom"))!.fields.get("csrf")![0]!;
    for (const body of [new URLSearchParams(), new URLSearchParams({ csrf: "" }), new URLSearchParams({ csrf: token })]) {
      const response = await visitor.ask("POST", check.path, body);
      assert.equal(response.status, 403);
      await response.text();
    }
  });

  test("a post that says it comes from another site is refused, token or not", async () => {
    const visitor = new Visitor(provider.address, { "sec-fetch-site": "cross-site" });
    const page = await visitor.submit(await visitor.get("/tell-us/whom"), { whom: "someone_else" });
    assert.equal(page.status, 403);
    assert.doesNotMatch(page.html, /someone_else/, "what another site sent is not offered to be sent again as one's own");
  });

  test("a password is not shown back on the page that offers to send a forged post again", async () => {
    const visitor = new Visitor(provider.address);
    await visitor.get("/sign-in");
    const body = new URLSearchParams({ csrf: "stale", email: "lead@example.ac.uk", password: "violet kettle marches", code: "123456" });
    const page = await (await visitor.ask("POST", "/sign-in", body)).text();
    assert.match(page, /value="lead@example.ac.uk"/, "what else was typed stays");
    assert.doesNotMatch(page, /violet|123456/);
  });
});

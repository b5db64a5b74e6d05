import { expect } from "chai";
import { type Ask, Client } from "./support/client";
import { withRun } from "./support/suite";

const JSON_TYPE = { "content-type": "application/json" };
const ID = "01a20d53-ed67-7f18-870f-768a024ad983";

const post = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Ask => ({
  method: "POST",
  headers,
  body,
});
const note = (fields: Record<string, unknown>): Ask => post(JSON.stringify(fields));

/** What a client should not send, with the answer that the API owes it. */
const CASES: readonly [what: string, path: string, ask: Ask, status: number][] = [
  ["a title of 121 characters", "/api/notes", note({ title: "x".repeat(121) }), 422],
  ["a body of 10,001 characters", "/api/notes", note({ title: "x", body: "y".repeat(10_001) }), 422],
  ["a body of 100 kB", "/api/notes", note({ title: "x", body: "y".repeat(100_000) }), 413],
  ["a body of 5 MB", "/api/notes", post(Buffer.alloc(5_000_000, "[")), 413],
  ["an empty title", "/api/notes", note({ title: "  " }), 422],
  ["no title", "/api/notes", note({}), 422],
  ["a title with NUL", "/api/notes", note({ title: "a\u0000b" }), 422],
  ["a title of two lines", "/api/notes", note({ title: "a\nb" }), 422],
  ["a number as title", "/api/notes", note({ title: 7 }), 422],
  ["an operator as title", "/api/notes", note({ title: { $ne: null } }), 422],
  ["a field too many", "/api/notes", note({ title: "x", id: ID }), 400],
  ["a prototype", "/api/notes", post('{"__proto__":{"title":"x"}}'), 400],
  ["one field twice", "/api/notes", post('{"title":"x","title":"y"}'), 400],
  ["half a document", "/api/notes", post('{"title":"x'), 400],
  ["two documents", "/api/notes", post('{"title":"x"}{"title":"y"}'), 400],
  ["deep nesting", "/api/notes", post(`{"title":${"[".repeat(60_000)}`), 422],
  ["bytes that are no UTF-8", "/api/notes", post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), 400],
  ["nothing at all", "/api/notes", post(""), 400],
  ["a form", "/api/notes", post("title=x", { "content-type": "application/x-www-form-urlencoded" }), 415],
  ["no content type", "/api/notes", post('{"title":"x"}', {}), 415],
  ["compressed JSON", "/api/notes", post('{"title":"x"}', { ...JSON_TYPE, "content-encoding": "gzip" }), 415],
  ["a query for page 0", "/api/notes?page=0", {}, 400],
  ["a query for a million notes", "/api/notes?pageSize=1000000", {}, 400],
  ["a search for bad UTF-8", "/api/notes?q=%ff%fe", {}, 400],
  ["a search for NUL", "/api/notes?q=%00", {}, 400],
  ["a very long search", `/api/notes?q=${"x".repeat(5000)}`, {}, 400],
  ["a broken escape", "/api/notes?q=%zz", {}, 400],
  ["SQL as an id", `/api/notes/${encodeURIComponent("' OR '1'='1")}`, {}, 404],
  ["a path out of the API", "/api/notes/..%2f..%2fetc%2fpasswd", {}, 404],
  ["an unknown endpoint", "/api/admin", {}, 404],
  ["deleting everything", "/api/notes", { method: "DELETE" }, 405],
  ["deleting what is not there", `/api/notes/${ID}`, { method: "DELETE" }, 404],
  ["changing what is not there", `/api/notes/${ID}`, { ...note({ title: "x" }), method: "PUT" }, 404],
];

withRun("bad input through the edge", "spa", 1, (run) => {
  let client: Client;

  before(() => {
    client = new Client(run());
  });
  after(() => {
    client.close();
  });

  it(`answers ${CASES.length} kinds of bad input with 4xx and a reason, and stores nothing`, async () => {
    await client.write("kept");
    for (const [what, path, ask, expected] of CASES) {
      const { status, text } = await client.ask(path, ask);
      expect(status, `${what}: ${text}`).to.equal(expected);
      const { error } = JSON.parse(text) as { error: Record<string, unknown> };
      expect(error.code, what).to.be.a("string").and.not.empty;
      expect(error.message, what).to.be.a("string").and.not.empty;
      expect(error.requestId, what).to.be.a("string").and.not.empty;
    }
    expect(run().titles()).to.deep.equal(["kept"]);
    console.log(`      ${CASES.length} bad requests sent, ${CASES.length} answered with 4xx, 0 stored`);
  });

  it("stores hostile text as text", async () => {
    const texts = ["'; DROP TABLE notes; --", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "\u202Eevil"];
    for (const title of texts) {
      const { status, text } = await client.send("POST", "/api/notes", { title, body: title });
      if (status !== 201) expect(status, `${title}: ${text}`).to.equal(422);
      else expect(JSON.parse(text), title).to.include({ title, body: title });
    }
    expect((await client.ask("/api/notes")).status).to.equal(200);
  });

  it("does not believe headers that only a proxy may set", async () => {
    const { status } = await client.ask("/api/notes", {
      headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher", "x-request-id": "a b\tc<script>" },
    });
    expect(status).to.equal(200);
  });
});

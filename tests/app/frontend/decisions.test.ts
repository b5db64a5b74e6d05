import { expect } from "chai";
import * as fc from "fast-check";
import { checkDraft, readDraft } from "../../../app/frontend/app/notes/draft.js";
import { formatMoment } from "../../../app/frontend/app/notes/dates.js";
import { listAddress, pageCount, readListQuery } from "../../../app/frontend/app/notes/list-query.js";
import { renameDataExports } from "../../../app/frontend/build-tools/browser-data.js";
import { variantFrom } from "../../../app/frontend/build-tools/variant.js";
import { DEFAULT_POLICY, withNonce } from "../../../app/frontend/server/content-security-policy.js";
import { createLog } from "../../../app/frontend/server/log.js";
import { requestIdFrom, viewerAddress, viewerOrigin } from "../../../app/frontend/server/viewer.js";

describe("front end: drafts", () => {
  it("accepts what fits, counting characters as the backend does", () => {
    expect(checkDraft({ title: "😀".repeat(120), body: "é".repeat(10_000) })).to.equal(undefined);
  });

  it("names each problem with the length and the limit", () => {
    expect(checkDraft({ title: "x".repeat(121), body: "😀".repeat(10_001) })).to.deep.equal({
      title: "Shorten the title: it has 121 characters, the limit is 120.",
      body: "Shorten the text: it has 10,001 characters, the limit is 10,000.",
    });
    expect(checkDraft({ title: "", body: "" })).to.deep.equal({ title: "Give the note a title." });
  });

  it("reads forms with missing fields and files as empty text", () => {
    const form = new FormData();
    form.set("title", new Blob(["x"]));
    expect(readDraft(form)).to.deep.equal({ title: "", body: "" });
  });
});

describe("front end: list addresses", () => {
  for (const [address, expected] of Object.entries({
    "": { q: "", page: 1 },
    "q=%20milk%20&page=3": { q: "milk", page: 3 },
    "page=0": { q: "", page: 1 },
    "page=-1": { q: "", page: 1 },
    "page=1e3": { q: "", page: 1 },
    "page=99999": { q: "", page: 1000 },
    "q=a%00%0Ab": { q: "a b", page: 1 },
  })) {
    it(`reads ?${address}`, () => {
      expect(readListQuery(new URLSearchParams(address))).to.deep.equal({ ...expected, pageSize: 10 });
    });
  }

  it("reads back every address it writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.integer({ min: 1, max: 1000 }), (words, page) => {
        const { q } = readListQuery(new URLSearchParams({ q: words }));
        const address = new URL(listAddress(q, page), "http://host");
        expect(readListQuery(address.searchParams)).to.deep.equal({ q, page, pageSize: 10 });
      }),
    );
  });

  it("asks the backend for no more than it takes", () => {
    const { q } = readListQuery(new URLSearchParams({ q: "😀".repeat(300) }));
    expect(Array.from(q)).to.have.length(100);
  });

  it("counts pages", () => {
    expect([0, 1, 10, 11].map((total) => pageCount(total, 10))).to.deep.equal([1, 1, 1, 2]);
  });
});

describe("front end: dates", () => {
  it("writes UTC whatever the machine's zone", () => {
    expect(formatMoment("2025-11-24T23:05:09.123+02:00")).to.equal("24 Nov 2025, 21:05 UTC");
    expect(formatMoment("soon")).to.equal("soon");
  });
});

describe("front-end server: the viewer's origin", () => {
  const host = "app.example.com";
  const cases: [string, Parameters<typeof viewerOrigin>[0], string | undefined][] = [
    ["nothing forwarded", { host: "localhost:3000" }, "http://localhost:3000"],
    ["https listener", { host, "x-forwarded-proto": "https" }, "https://app.example.com"],
    [
      "CloudFront over http",
      { host, "x-forwarded-proto": "http", "cloudfront-forwarded-proto": "https" },
      "https://app.example.com",
    ],
    [
      "plain hop, post from https",
      { host, "x-forwarded-proto": "http", origin: "https://APP.example.com" },
      "https://app.example.com",
    ],
    [
      "https, post from http",
      { host, "x-forwarded-proto": "https", origin: "http://app.example.com" },
      "https://app.example.com",
    ],
    [
      "another site's post",
      { host, "x-forwarded-proto": "http", origin: "https://evil.example.net" },
      "http://app.example.com",
    ],
    ["a longer host's post", { host, origin: "https://app.example.com.evil.net" }, "http://app.example.com"],
    [
      "forwarded host, list",
      { host: "10.0.1.2:3000", "x-forwarded-host": "app.example.com, proxy" },
      "http://app.example.com",
    ],
    ["IPv6", { host: "[::1]:3000" }, "http://[::1]:3000"],
    ["path in host", { host: "app.example.com/x" }, undefined],
    ["user in host", { host: "user@app.example.com" }, undefined],
    ["no host", {}, undefined],
  ];
  for (const [name, headers, expected] of cases) {
    it(`${name}: ${expected ?? "refused"}`, () => {
      expect(viewerOrigin(headers)).to.equal(expected);
    });
  }

  it("takes a sane request id, else the trace's root, else makes one", () => {
    const trace = "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678";
    expect(requestIdFrom({ "x-request-id": "a-1", "x-amzn-trace-id": trace })).to.equal("a-1");
    expect(requestIdFrom({ "x-request-id": "<script>", "x-amzn-trace-id": trace })).to.equal(
      "1-67891233-abcdef012345678912345678",
    );
    expect(requestIdFrom({ "x-request-id": "x".repeat(129) })).to.match(/^[0-9a-f-]{36}$/);
  });
});

describe("front-end server: viewer's address", () => {
  const cases: [string | undefined, string | undefined][] = [
    ["198.51.100.7, 10.0.1.2", "198.51.100.7"],
    ["192.0.2.1, 198.51.100.7,10.0.1.2", "198.51.100.7"],
    ["2001:db8::1, 10.0.1.2", "2001:db8::1"],
    ["198.51.100.7", "198.51.100.7"],
    ["<script>, 10.0.1.2", undefined],
    [undefined, undefined],
  ];
  for (const [forwarded, expected] of cases) {
    it(`${forwarded ?? "nothing"}: ${expected ?? "unknown"}`, () => {
      const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
      expect(viewerAddress(headers)).to.equal(expected);
    });
  }
});

describe("front-end server: content security policy and log", () => {
  it("never allows inline scripts or styles as such", () => {
    expect(withNonce(DEFAULT_POLICY.value, "n")).to.contain("script-src 'self' 'nonce-n';").and.not.contain("unsafe");
  });

  it("adds its nonce to whatever directive decides on scripts, unless every inline script is allowed", () => {
    expect(withNonce("script-src 'none'; img-src *", "n")).to.equal("script-src 'nonce-n'; img-src *");
    expect(withNonce("script-src 'self';script-src-elem https://a.example", "n")).to.equal(
      "script-src 'self' 'nonce-n'; script-src-elem https://a.example 'nonce-n'",
    );
    expect(withNonce("script-src 'unsafe-inline'", "n")).to.equal("script-src 'unsafe-inline'");
    expect(withNonce("script-src-attr 'none'", "n")).to.equal("script-src-attr 'none'");
  });

  it("logs from its level on, without undefined fields", () => {
    const lines: string[] = [];
    const log = createLog("warn", (line) => lines.push(line));
    log.info("no");
    log.error("yes", { a: 1, b: undefined });
    const [entry] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).to.have.length(1);
    expect(entry).to.include({ level: "error", message: "yes", a: 1 }).and.not.have.property("b");
    expect(lines[0]?.endsWith("}\n")).to.equal(true);
  });
});

describe("front-end build: variants", () => {
  it("gives loaders and actions the browser's names, and nothing else", () => {
    const source = [
      "export async function loader(args) {}",
      "export function action() {}",
      "export const loader = 1;",
      "export function loaderData() {}",
      'useLoaderData(); const loader = "export";',
    ];
    expect(renameDataExports(source.join("\n")).split("\n")).to.deep.equal([
      "export async function clientLoader(args) {}",
      "export function clientAction() {}",
      "export const clientLoader = 1;",
      "export function loaderData() {}",
      source[4],
    ]);
  });

  it("refuses a variant that does not exist", () => {
    expect(variantFrom({ FRONTEND: "spa" })).to.equal("spa");
    expect(() => variantFrom({ FRONTEND: "csr" })).to.throw('FRONTEND is "csr"; set it to ssr or spa');
  });
});

import { expect } from "chai";
import fc from "fast-check";

import { DIRECTIVES } from "../../../components/edge/policy-sources";
import { pagePolicy } from "../../../stacks/config";
import { headerProblems } from "../../../stacks/config/rules/headers";
import { parse, refusal } from "./raw";

const headers = (value: Record<string, unknown>) => parse({ edge: { headers: value } });
const policy = (value: Record<string, unknown>) => headers({ contentSecurityPolicy: value });
const refused = (value: Record<string, unknown>): string => refusal(() => headers(value));

/** A directive with a value that is wrong, and what the refusal says of it. */
const wrong: readonly (readonly [directive: string, value: string, says: string])[] = [
  ["font-src", "self", `"self" is a keyword: write "'self'"`],
  ["script-src", "unsafe-inline", `is a keyword: write "'unsafe-inline'"`],
  ["script-src", "'SELF", "is a keyword"],
  ["script-src", "'nonce-abc123'", "only a server makes a nonce"],
  ["script-src", "sha256-AAAA", "is no hash"],
  ["script-src", "'sha1-AAAA'", "is no hash"],
  ["img-src", "https://a.example https://b.example", "a space"],
  ["img-src", "https://a.example;", "a semicolon"],
  ["img-src", "https://a.example/x,y", "a comma"],
  ["img-src", "https://a.example/?q=1", "a host without query"],
  ["img-src", "https://a.example/#x", "is no source"],
  ["img-src", "https://", "is no source"],
  ["img-src", "a.*.example", "is no source"],
  ["img-src", "https://bücher.example", "not ASCII"],
  ["img-src", "", "or nothing"],
  ["frame-ancestors", "'unsafe-inline'", "is no ancestor"],
  ["sandbox", "scripts", "no permission"],
  ["report-uri", "http://plain.example/r", "no https address"],
  ["upgrade-insecure-requests", "1", "takes no values"],
  ["require-trusted-types-for", "script", `must be 'script'`],
];

const right: readonly (readonly [directive: string, value: string])[] = [
  ["font-src", "https://fonts.gstatic.com"],
  ["connect-src", "wss://live.example.com:443"],
  ["connect-src", "*.example.com:*"],
  ["img-src", "blob:"],
  ["img-src", "*"],
  ["img-src", "localhost"],
  ["img-src", "https://cdn.example/a/b.png"],
  ["script-src", "'wasm-unsafe-eval'"],
  ["script-src", "'sha256-x3wK8MtAOTu9z1Cs2QZ5cJj2qKkqFQ0f6rC0V3cXJ0M='"],
  ["frame-ancestors", "https://partner.example"],
  ["report-uri", "/csp-reports"],
  ["sandbox", "allow-scripts"],
  ["trusted-types", "dompurify"],
];

describe("settings of headers", () => {
  for (const [directive, value, says] of wrong) {
    it(`refuse ${JSON.stringify(value)} in ${directive}`, () => {
      const message = refused({ contentSecurityPolicy: { add: { [directive]: [value] } } });
      expect(message).to.contain(`webapp:edge.headers.contentSecurityPolicy.add.${directive}`).and.contain(says);
    });
  }

  for (const [directive, value] of right) {
    it(`take ${value} in ${directive}`, () => {
      expect(pagePolicy(policy({ add: { [directive]: [value] } }), []).value).to.match(
        new RegExp(`(^|; )${directive} [^;]*${value.replace(/[.*+?^$()|[\]]/g, "\\$&")}`),
      );
    });
  }

  it("refuse a misspelt directive with the nearest one, a directive in both, and an empty one", () => {
    const message = refused({
      contentSecurityPolicy: {
        add: { "fonts-src": ["'self'"], "img-src": ["https:"] },
        replace: { "img-src": ["https:"], "style-src": [] },
      },
    });
    expect(message).to.contain('did you mean "font-src"?');
    expect(message).to.contain("add.img-src stands in replace too");
    expect(message).to.contain("replace.style-src is empty");
  });

  it("refuse a policy that is longer than CloudFront takes", () => {
    const many = Array.from({ length: 50 }, (_, index) => `https://a-rather-long-host-name-${index}.cdn.example.com`);
    expect(refused({ contentSecurityPolicy: { add: { "img-src": many } } })).to.match(/\d{4} characters; .* 1783/);
  });

  it("refuse reports that go nowhere, and what means nothing in a report", () => {
    expect(refused({ contentSecurityPolicy: { add: { "report-to": ["csp"] } } })).to.contain('report-to sends: csp="');
    const own = { "Reporting-Endpoints": 'csp="https://reports.example.com/csp"' };
    expect(refused({ contentSecurityPolicy: { add: { "report-to": ["csp"] } }, own })).to.equal("");
    const sandbox = { add: { sandbox: ["allow-scripts"] }, reportOnly: true };
    expect(refused({ contentSecurityPolicy: sandbox })).to.contain("makes sandbox mean nothing");
  });

  it("refuse a preload that browsers would not take", () => {
    const preload = { preload: true, maxAgeSeconds: 300 };
    expect(refused({ strictTransportSecurity: preload })).to.contain("strictTransportSecurity.preload = true needs");
    expect(refused({ strictTransportSecurity: { preload: true } })).to.equal("");
  });

  for (const [name, says] of [
    ["Strict-Transport-Security", "is set by webapp:edge.headers.strictTransportSecurity"],
    ["content-security-policy-report-only", "is set by webapp:edge.headers.contentSecurityPolicy.reportOnly"],
    ["X-XSS-Protection", "has no use"],
    ["Access-Control-Allow-Origin", "is for the backend to send"],
    ["Transfer-Encoding", "is CloudFront's own"],
    ["X-Amz-Cf-Id", "is CloudFront's own"],
    ["X-Edge-Location", "is CloudFront's own"],
    ["Cache-Control", "says something of one answer"],
    ["Set-Cookie", "says something of one answer"],
    ["X Robots", "is no name of a header"],
    [`X-${"a".repeat(260)}`, "is longer than 256"],
  ] as const) {
    it(`refuse the header ${name.slice(0, 40)}`, () => {
      expect(refused({ own: { [name]: "x" } })).to.contain(`webapp:edge.headers.own.${name} ${says}`);
    });
  }

  it("refuse values that would break a header, and more headers than CloudFront takes", () => {
    expect(refused({ own: { "X-A": "a\r\nX-B: b" } })).to.contain("a line break");
    expect(refused({ own: { "X-A": "a".repeat(1784) } })).to.contain("1784 characters");
    expect(refused({ own: { "X-A": "1", "x-a": "2" } })).to.contain("stands there twice");
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, "1"]));
    expect(refused({ own: many(8) })).to.equal("");
    expect(refused({ own: many(9) })).to.contain("has 9 headers; CloudFront takes 8 besides ours");
    expect(refused({ own: many(8), contentSecurityPolicy: { reportOnly: true } })).to.contain("takes 7 besides ours");
    const long = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`X-${index}`, "a".repeat(1700)]));
    expect(refused({ own: long })).to.contain("CloudFront takes 10240");
  });

  it("make a header of one line, each directive once, of whatever is accepted", () => {
    const word = fc.stringMatching(/^[ -~\n]{0,12}$/);
    const source = fc.oneof(fc.constantFrom(...right.map(([, value]) => value), "'self'", "'none'"), word);
    const some = fc.dictionary(fc.constantFrom(...DIRECTIVES), fc.array(source, { maxLength: 3 }), { maxKeys: 4 });
    const base = parse();
    let accepted = 0;
    fc.assert(
      fc.property(some, some, fc.boolean(), (add, replace, reportOnly) => {
        const value = { add, replace, reportOnly };
        const config = {
          ...base,
          edge: { ...base.edge, headers: { ...base.edge.headers, contentSecurityPolicy: value } },
        };
        if (headerProblems(config).length > 0) return;
        accepted += 1;
        const text = pagePolicy(config, []).value;
        const names = text.split("; ").map((directive) => directive.split(" ")[0]);
        expect(text).to.match(/^[\x20-\x7e]+$/);
        expect(new Set(names).size).to.equal(names.length);
        expect(DIRECTIVES).to.include.members(names);
        expect(text).not.to.match(/'none' |[^;] 'none'[^;]* '/);
      }),
      { seed: 20261126, numRuns: 2000 },
    );
    expect(accepted).to.be.greaterThan(50);
  });
});

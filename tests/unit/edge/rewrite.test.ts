import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import { expect } from "chai";
import fc from "fast-check";

type Handler = (event: { request: { uri: string } }) => { uri: string };
const code = readFileSync(join(__dirname, "../../../components/edge/rewrite.js"), "utf8");
const rewrite = (uri: string): string => {
  const handler = runInNewContext(`${code}; handler`) as Handler;
  return handler({ request: { uri } }).uri;
};

describe("rewrite function", () => {
  for (const [from, to] of [
    ["/", "/index.html"],
    ["/notes", "/index.html"],
    ["/notes/42/edit", "/index.html"],
    ["/notes/", "/index.html"],
    ["/v1.2/notes", "/index.html"],
    ["/favicon.svg", "/favicon.svg"],
    ["/assets/app-3f9a.js", "/assets/app-3f9a.js"],
    ["/.well-known/security.txt", "/.well-known/security.txt"],
  ] as const) {
    it(`answers ${from} with ${to}`, () => {
      expect(rewrite(from)).to.equal(to);
    });
  }

  it("changes nothing that has an extension, and always answers with an absolute path", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9._~!$&'()*+,;=:@%-]{0,6}$/)), (segments) => {
        const uri = `/${segments.join("/")}`;
        expect([uri, "/index.html"]).to.include(rewrite(uri));
      }),
    );
  });

  it("fits CloudFront's limit of 10 KB", () => {
    expect(Buffer.byteLength(code)).to.be.below(10 * 1024);
  });
});

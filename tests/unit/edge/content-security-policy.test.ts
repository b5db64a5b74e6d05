import { createHash } from "node:crypto";

import { expect } from "chai";
import fc from "fast-check";

import { contentSecurityPolicy, inlineScriptHashes } from "../../../components/edge";

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("content security policy", () => {
  it("hashes inline scripts as they stand, and no others", () => {
    const html = `<head><script src="/a.js"></script><script>one()</script><script type="module">\n two()</script><script></script></head>`;
    expect(inlineScriptHashes(html)).to.deep.equal([hash("one()"), hash("\n two()")]);
  });

  it("names each script once", () => {
    expect(inlineScriptHashes("<script>x</script><script>x</script>")).to.deep.equal([hash("x")]);
  });

  it("finds any text between the tags", () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !value.includes("</"));
    fc.assert(
      fc.property(text, (value) => {
        expect(inlineScriptHashes(`<p><script>${value}</script>`)).to.deep.equal([hash(value)]);
      }),
    );
  });

  it("allows own scripts and these hashes, and never unsafe-inline", () => {
    const policy = contentSecurityPolicy([hash("x")]);
    expect(policy).to.include(`script-src 'self' ${hash("x")};`);
    expect(policy).to.include("object-src 'none'");
    expect(policy).to.include("frame-ancestors 'none'");
    expect(policy).not.to.include("unsafe");
  });
});

import { createHash } from "node:crypto";

import { expect } from "chai";
import fc from "fast-check";

import { contentSecurityPolicy, inlineScriptHashes, type PolicyChanges } from "../../../components/edge";

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
  const directives = (changes: PolicyChanges, hashes: string[] = []) =>
    new Map(
      contentSecurityPolicy(hashes, changes)
        .split("; ")
        .map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1)]),
    );

  it("adds sources to those that stand there, and takes 'none' away where it was", () => {
    const made = directives({ add: { "font-src": ["https://fonts.example"], "object-src": ["'self'"] } });
    expect(made.get("font-src")).to.deep.equal(["'self'", "https://fonts.example"]);
    expect(made.get("object-src")).to.deep.equal(["'self'"]);
  });

  it("starts a directive that is new with what browsers took for it until then", () => {
    const made = directives({
      add: {
        "frame-src": ["https://video.example"],
        "script-src-elem": ["https://cdn.example"],
        "report-uri": ["/csp"],
      },
      replace: { "script-src": ["'self'", "https://old.example"] },
    });
    expect(made.get("frame-src")).to.deep.equal(["'self'", "https://video.example"]);
    expect(made.get("script-src-elem")).to.deep.equal(["'self'", "https://old.example", "https://cdn.example"]);
    expect(made.get("report-uri")).to.deep.equal(["/csp"]);
  });

  it("takes nothing from a kind of request, whatever else is added and in whatever order", () => {
    // "Get fetch directive fallback list" of CSP3 and of Fenced Frame.
    const fallbacks: Record<string, string[]> = {
      "worker-src": ["child-src", "script-src"],
      "frame-src": ["child-src"],
      "fenced-frame-src": ["frame-src", "child-src"],
      "script-src-elem": ["script-src"],
      "img-src": [],
      "media-src": [],
    };
    const names = [...Object.keys(fallbacks), "child-src", "script-src", "default-src"];
    const added = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 5 });
    const replaced = fc.subarray(["script-src", "child-src", "frame-src"]);
    const policyOf = (add: readonly string[], replace: readonly string[]) =>
      directives({
        add: Object.fromEntries(add.map((name) => [name, [`https://${name}.example`]])),
        replace: Object.fromEntries(replace.map((name) => [name, [`https://own-${name}.example`]])),
      });
    const taken = (policy: Map<string, string[]>, kind: string) =>
      policy.get([kind, ...(fallbacks[kind] ?? []), "default-src"].find((name) => policy.has(name)) ?? "") ?? [];
    fc.assert(
      fc.property(added, replaced, fc.nat(5), (add, replace, count) => {
        const all = policyOf(add, replace);
        const fewer = policyOf(add.slice(0, count), replace);
        for (const kind of Object.keys(fallbacks)) {
          expect(taken(all, kind), kind).to.include.members(taken(fewer, kind));
        }
        const sorted = (policy: Map<string, string[]>) =>
          [...policy].map(([name, sources]) => [name, ...sources]).sort();
        expect(sorted(policyOf([...add].reverse(), replace))).to.deep.equal(sorted(all));
      }),
    );
  });

  it("adds hashes to whatever directive decides on inline scripts, unless all or none are allowed", () => {
    const made = directives({ add: { "script-src-elem": ["https://cdn.example"] } }, [hash("x")]);
    expect(made.get("script-src")).to.deep.equal(["'self'", hash("x")]);
    expect(made.get("script-src-elem")).to.deep.equal(["'self'", "https://cdn.example", hash("x")]);
    for (const sources of [["'self'", "'unsafe-inline'"], ["'none'"]])
      expect(directives({ replace: { "script-src": sources } }, [hash("x")]).get("script-src")).to.deep.equal(sources);
  });

  it("leaves out of a report what only means something when it is enforced", () => {
    expect(directives({ reportOnly: true }).has("upgrade-insecure-requests")).to.equal(false);
    expect(directives({}).has("upgrade-insecure-requests")).to.equal(true);
  });

  it("lets the same site frame pages when it is told", () => {
    expect(directives({ frameAncestors: "'self'" }).get("frame-ancestors")).to.deep.equal(["'self'"]);
  });
});

import { createHash } from "node:crypto";

import { expect } from "chai";
import fc from "fast-check";

import { hashedNames } from "../../../components/edge/hashed-names";
import { buildTrees } from "../../fixtures/build-trees";

const isHashed = (name: string, siblings: readonly string[] = []): boolean =>
  hashedNames([name, ...siblings]).has(name);

/** Beside these, anything that looks like a hash of eight characters counts. */
const SIBLINGS = [
  "entry-DGp2YqWz.js",
  "0.CBvDQd3A.js",
  "styles-QvFZW6vU.css",
  "app-4f2c1d3e.js",
  "a63c59c368572696.js",
];

describe("names that carry a hash", () => {
  for (const [framework, { hashed, unhashed }] of Object.entries(buildTrees)) {
    it(`are found in what ${framework} builds, and no others`, () => {
      expect([...hashedNames([...hashed, ...unhashed])].sort()).to.deep.equal([...hashed].sort());
    });
  }

  for (const name of [
    "app.js",
    "download.js",
    "report-download.pdf",
    "GoToPage.js",
    "hero-GoToPage.png",
    "HttpPort.js",
    "OnOffBtn.js",
    "chapter-Part1Of3.js",
    "Win11Pro.png",
    "notes-20261126.json",
    "notes-2026-1-5.json",
    "photo-1920x1080.jpg",
    "photo-800x6002.jpg",
    "lib-v1-2-3b4.js",
    "lib-12345678.js",
    "decade2024.js",
    "deadbeef.js",
    "icon-facebook.svg",
    "README.md",
    "sign-out.svg",
    "MyURLMap.js",
    "jquery.min.js",
    "roboto-v30-latin-regular.woff2",
  ]) {
    it(`do not include ${name}, also beside names that do`, () => {
      expect([isHashed(name), isHashed(name, SIBLINGS)]).to.deep.equal([false, false]);
    });
  }

  it("are none where nothing is hashed, however odd its names are", () => {
    expect([...hashedNames(["index.js", "xKzQwPtL.js", "a-bZdFgHj.css"])]).to.deep.equal([]);
  });

  it("never include what people write: words, dates, versions and sizes in any order", () => {
    const word = fc.constantFrom(
      ..."about account admin avatar banner button cart chart checkout contact dashboard detail download editor export".split(
        " ",
      ),
      ..."favorite footer gallery header hero home icon image invoice item layout list login logo map menu message modal".split(
        " ",
      ),
      ..."nav note order page panel photo print profile report search setting shop sidebar sprite table theme user view".split(
        " ",
      ),
    );
    const shaped = fc.tuple(word, fc.constantFrom("lower", "Upper", "ALL")).map(([text, shape]) => {
      if (shape === "lower") return text;
      return shape === "ALL" ? text.toUpperCase() : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
    });
    const number = fc.oneof(
      fc.nat(99_999_999).map(String),
      fc.tuple(fc.nat(9999), fc.nat(9999)).map(([width, height]) => `${width}x${height}`),
      fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((parts) => `v${parts.join("-")}`),
      fc.tuple(fc.integer({ min: 1990, max: 2060 }), fc.nat(12), fc.nat(31)).map((parts) => parts.join("-")),
    );
    const separator = fc.constantFrom("-", "_", ".", "");
    const end = fc.oneof({ weight: 3, arbitrary: shaped }, { weight: 1, arbitrary: number });
    const name = fc
      .tuple(fc.array(fc.tuple(shaped, separator), { minLength: 0, maxLength: 3 }), end)
      .map(([parts, last]) => `${parts.map((part) => part.join("")).join("")}${last}.js`);
    fc.assert(
      fc.property(name, (one) => {
        expect([isHashed(one), isHashed(one, SIBLINGS)], one).to.deep.equal([false, false]);
      }),
      { seed: 20261126, numRuns: 5000 },
    );
  });

  it("include most of what build tools make of any content", () => {
    const digest = (index: number) => createHash("sha256").update(`file ${index}`).digest("base64url").slice(0, 8);
    const names = Array.from({ length: 2000 }, (_, index) => `page-${digest(index)}.js`);
    expect(hashedNames(names).size / names.length).to.be.greaterThan(0.92);
  });
});

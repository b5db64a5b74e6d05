import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { expect } from "chai";

import { deadLinks, isIntoApplication, PAGES, ROOT } from "../../support/links";

describe("the front door", () => {
  it("is a README of 150 lines and 10 kB at most", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(readme.split("\n").length).to.be.at.most(151);
    expect(Buffer.byteLength(readme)).to.be.at.most(10_000);
  });

  it("has letters of 12 px or more in its picture, 830 px wide", () => {
    const picture = readFileSync(join(ROOT, "docs/overview.svg"), "utf8");
    expect(picture).to.contain('width="830"');
    const sizes = [...picture.matchAll(/font-size="(\d+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).to.be.at.least(12);
  });

  it("leads nowhere that is not there, nor does any page", () => {
    const dead = PAGES.flatMap(deadLinks).filter((link) => !isIntoApplication(link));
    expect(dead.map(({ page, link }) => `${page}: ${link}`)).to.deep.equal([]);
  });

  it("lists every page of docs in its index", () => {
    const index = readFileSync(join(ROOT, "docs/README.md"), "utf8");
    const own = PAGES.filter((page) => dirname(page) === "docs" && page !== "docs/README.md");
    expect(own.filter((page) => !index.includes(`(${relative("docs", page)})`))).to.deep.equal([]);
  });
});

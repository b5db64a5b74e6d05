import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { expect } from "chai";

const ROOT = resolve(__dirname, "../../..");
const pages = ["README.md", ...pagesIn("docs")];

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** Anchors as GitHub makes them from headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

/** Links to files and headings of this repository that lead nowhere. */
function deadLinks(page: string): string[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
    if (!existsSync(file)) return [`${page}: ${link}`];
    if (anchor === undefined || statSync(file).isDirectory()) return [];
    return anchorsOf(readFileSync(file, "utf8")).includes(anchor) ? [] : [`${page}: ${link}`];
  });
}

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
    expect(pages.flatMap(deadLinks)).to.deep.equal([]);
  });

  it("lists every page of docs in its index", () => {
    const index = readFileSync(join(ROOT, "docs/README.md"), "utf8");
    const own = pages.filter((page) => dirname(page) === "docs" && page !== "docs/README.md");
    expect(own.filter((page) => !index.includes(`(${relative("docs", page)})`))).to.deep.equal([]);
  });
});

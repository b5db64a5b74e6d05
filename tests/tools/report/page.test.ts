import { createHash } from "node:crypto";
import { expect } from "chai";
import { renderReport, type ReportFacts } from "../../../tools/report/report";
import { attributes, factsOf } from "./support";

const HOSTILE = `</script><img src=x onerror=alert(1)>'"`;

describe("the report's page", () => {
  let facts: ReportFacts;
  let page: string;

  before(async () => {
    facts = await factsOf("prod", [`backend.environment.NOTE=${JSON.stringify(HOSTILE)}`]);
    page = renderReport(facts);
  });

  it("is the same for the same facts", async () => {
    expect(renderReport(facts)).to.equal(page);
    expect(renderReport({ ...(await factsOf("prod", facts.set)) })).to.equal(page);
  });

  it("lets its own style and script run, and nothing else", () => {
    const policy = attributes(page, "content").find((value) => value.startsWith("default-src"));
    expect(policy).to.equal(
      [
        "default-src 'none'",
        `style-src '${hashOf(onlyBlock(page, "style"))}'`,
        `script-src '${hashOf(onlyBlock(page, "script"))}'`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
      ]
        .join("; ")
        .replaceAll("'", "&#39;"),
    );
  });

  it("has no style, script or handler in attributes, which that policy would refuse", () => {
    const tags = page.replaceAll(/<(style|script)>[\s\S]*?<\/\1>/g, "").match(/<[a-z][^<>]*>/g) ?? [];
    expect(tags.length).to.be.greaterThan(1000);
    expect(tags.filter((tag) => /\s(style|on\w+)=/.test(tag))).to.be.empty;
  });

  it("shows a hostile value as the text that it is", () => {
    expect(page).not.to.include("<img");
    expect(page).to.include("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#39;");
  });

  it("refers to nothing outside of itself", () => {
    const targets = ["href", "xlink:href", "src", "action", "data", "poster", "srcset"].flatMap((name) =>
      attributes(page, name),
    );
    expect(targets.length).to.be.greaterThan(10);
    expect(targets.filter((target) => !/^(#|data:)/.test(target))).to.be.empty;
    expect(onlyBlock(page, "style")).not.to.match(/@import|url\((?!#)/);
    expect(onlyBlock(page, "script")).not.to.match(/fetch|XMLHttpRequest|import\(|localStorage/);
  });

  it("has unique ids, and every reference finds one", () => {
    const ids = attributes(page, "id");
    expect(new Set(ids).size).to.equal(ids.length);
    const references = [
      ...attributes(page, "href").map((target) => target.slice(1)),
      ...["aria-labelledby", "aria-controls", "for"].flatMap((name) =>
        attributes(page, name).flatMap((value) => value.split(" ")),
      ),
    ];
    for (const id of references) expect(ids).to.include(id);
  });

  it("has one h1, then headings without gaps, and the landmarks that one jumps between", () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).to.equal(1);
    expect(levels.filter((level) => level === 1)).to.have.length(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).to.be.at.most(1);
    for (const landmark of ["<header", "<nav", "<main", "<footer", 'role="search"']) expect(page).to.include(landmark);
    expect(page.indexOf('class="skip"')).to.be.lessThan(page.indexOf("<header"));
  });

  it("has a section for each part, in the order of the contents", () => {
    const ids = [...page.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id);
    expect(ids).to.deep.equal([
      "pictures",
      "cost",
      "availability",
      "scaling",
      "traffic",
      "access",
      "policies",
      "rights",
      "timeline",
      "differences",
      "configuration",
      "resources",
    ]);
  });
});

function onlyBlock(page: string, name: string): string {
  const blocks = [...page.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, "g"))].map(([, text = ""]) => text);
  expect(blocks).to.have.length(1);
  return blocks[0] ?? "";
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

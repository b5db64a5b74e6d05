import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";

import { casesOf } from "../../unit/config/aws/case";
import { rules, titleOf } from "../../unit/config/aws/rules";

const CONFIGURATIONS = "tests/unit/config/aws/aws.test.ts";

const rows = [
  ...readFileSync("docs/true-to-aws.md", "utf8").matchAll(/^\| (.+?) +\| (\S+\.test\.ts) +\| (.+?) +\|$/gm),
].map(([, what = "", file = "", title = ""]) => ({ what, file, title }));

/** What a row says to be refused or accepted, in code; keys are none. */
const valuesIn = (what: string): string[] =>
  [...what.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => (code === "domain.name" ? [] : code));

describe("docs/true-to-aws.md", () => {
  it("has the items of both sections, one by one", () => {
    expect(rows).to.have.length.above(60);
    const kinds = rows.filter(({ what }) => /^(Refused|Refused well|Accepted): /.test(what));
    expect(kinds).to.have.length(20);
  });

  for (const { what, file, title } of rows) {
    // The sample application may be replaced, and its tests with it.
    it(`names a test that there is: ${what}`, function () {
      if (file.startsWith("tests/app/") && !existsSync("tests/app")) this.skip();
      if (file.startsWith("tests/tools/local/") && !existsSync("tests/app")) this.skip();
      const text = readFileSync(file, "utf8");
      const titles = file === CONFIGURATIONS ? [text, ...rules.map(titleOf)] : [text];
      expect(titles.some((each) => each.includes(title))).to.equal(true);
    });
  }

  for (const { what, title } of rows.filter(({ file }) => file === CONFIGURATIONS)) {
    it(`is right about the values of: ${what}`, () => {
      const cases = rules.filter((rule) => titleOf(rule) === title).flatMap(casesOf);
      const isRight = what.startsWith("Accepted: ");
      const tried = cases.filter((one) => one.isRight === isRight).map(({ value }) => JSON.stringify(value));
      expect(valuesIn(what).filter((value) => !tried.some((one) => one.includes(value)))).to.deep.equal([]);
    });
  }
});

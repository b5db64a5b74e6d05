import { expect } from "chai";
import { plainText, table } from "../../../tools/markdown-table";

describe("tables in Markdown", () => {
  it("are not padded, and align columns where they are told to", () => {
    expect(
      table(
        ["name", "count"],
        [
          ["a long name", "1"],
          ["b", "20"],
        ],
        ["l", "r"],
      ),
    ).to.equal("| name | count |\n| :- | -: |\n| a long name | 1 |\n| b | 20 |");
    expect(table(["a"], [])).to.equal("| a |\n| - |");
  });

  it("keep each cell a cell: bars are escaped once, lines are joined", () => {
    expect(table(["a|b"], [["one\n  two"], ["x\\|y"], [plainText("p|q")]])).to.equal(
      "| a\\|b |\n| - |\n| one two |\n| x\\|y |\n| p\\|q |",
    );
  });

  it("show names as they are", () => {
    expect(plainText("*a*_b_ `c` [d] <e> & \\")).to.equal("\\*a\\*\\_b\\_ \\`c\\` \\[d\\] &lt;e> &amp; \\\\");
  });
});

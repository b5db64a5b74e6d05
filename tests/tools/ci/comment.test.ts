import { expect } from "chai";
import { commentOf } from "../../../tools/ci/comment/markdown";
import { isIdle } from "../../../tools/ci/review/review";
import { database, replaced, review } from "./review";

describe("comment in a pull request", () => {
  it("says that nothing changes", () => {
    expect(isIdle(review())).to.equal(true);
    expect(commentOf(review()).split("\n\n").slice(0, 2)).to.deep.equal([
      "<!-- pulumi preview of dev -->",
      "### dev: no changes",
    ]);
  });

  it("says first what it all comes to, then what is lost, what it costs, what is found, and what changes", () => {
    expect(isIdle(replaced)).to.equal(false);
    expect(commentOf(replaced).split("\n")).to.deep.equal([
      "<!-- pulumi preview of dev -->",
      "",
      "### dev: 1 replaced · +12.50 USD a month · 2 new findings · about 10 min to deploy",
      "",
      "> [!CAUTION]",
      "> **The guard will refuse this deployment**, since no later one brings this back (docs/runbooks/guard.md):",
      ">",
      "> - `database` (`rds.Instance`) is replaced by `dbName`: **all rows of database**; new address",
      "",
      "**Cost**, USD a month at usage `idle`",
      "",
      "| | before | after | change |",
      "| :- | -: | -: | -: |",
      "| ~ `database` (`rds.Instance`) | 14.00 | 26.50 | +12.50 |",
      "| 1 smaller change | | | |",
      "| **Total** | **70.00** | **82.50** | **+12.50** |",
      "",
      "**New findings** of the security rules",
      "",
      "- **high** `rds-backups`: `database` (`rds.Instance`) keeps 1 day. Keep 7",
      "- **low** `rds-public`: `database` (`rds.Instance`) a. b",
      "",
      "1 finding of before is gone.",
      "",
      "<details><summary>1 resource changes</summary>",
      "",
      "| | type | name | inputs |",
      "| - | - | - | - |",
      "| replaced | `rds.Instance` | `database` | `dbName` |",
      "",
      "</details>",
      "",
      "<sub>offline, compared with abc123 · docs/pull-requests.md says what this shows</sub>",
    ]);
  });

  it("says what it could not tell", () => {
    const text = commentOf(
      review({ unknown: ["Nothing to compare with: no such revision.", "failed:\nError: no zone"] }),
    );
    expect(text).to.contain("> Nothing to compare with: no such revision.");
    expect(text).to.contain("```text\nfailed:\nError: no zone\n```");
  });

  it("lets no name become markup, a mention, a link, or the end of what it stands in", () => {
    const name = "a`b``|</details><script>x</script>@everyone #1 [x](http://evil) **b**\n\n# h\u202e\u0000";
    const resource = { type: name, name };
    const text = commentOf(
      review({
        base: name,
        unknown: [name, `\`\`\`\n${name}`],
        changes: [{ operation: "update", ...resource, inputs: [name] }],
        consequences: [{ operation: "delete", ...resource, causes: [name], losses: [name], final: [name] }],
        cost: {
          before: 1,
          after: 2,
          unpriced: 0,
          usage: name,
          largest: [{ sign: "+", ...resource, before: 0, after: 1 }],
          changed: 1,
        },
        findings: { added: [{ rule: name, severity: "low", ...resource, message: name, fix: name }], gone: 0 },
      }),
    );
    // What is left once escaped marks and code, which GitHub takes as it is, have been taken out.
    const prose = text
      .replace(/^(`{3,})text\n[^]*?\n\1$/gm, "")
      .replace(/\\./g, "")
      .replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
    expect(prose.match(/<[^>]*>/g)).to.deep.equal([
      "<!-- pulumi preview of dev -->",
      "<details>",
      "<summary>",
      "</summary>",
      "</details>",
      "<sub>",
      "</sub>",
    ]);
    expect(prose).to.not.match(/@everyone|#1|http:\/\/|\[x|\*\*b\*\*|^# h/m);
    expect(["\u0000", "\u202e"].filter((unseen) => text.includes(unseen))).to.deep.equal([]);
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).to.deep.equal([5, 5, 5, 5, 5, 5, 5]);
  });

  it("stays below what GitHub takes", () => {
    const change = { operation: "create" as const, type: "aws:ec2/vpc:Vpc", name: "n".repeat(300), inputs: [] };
    const loss = {
      operation: "delete" as const,
      ...database,
      causes: [],
      losses: ["l".repeat(2000)],
      final: ["l".repeat(2000)],
    };
    const text = commentOf(
      review({
        changes: Array.from({ length: 2000 }, () => change),
        consequences: Array.from({ length: 90 }, () => loss),
      }),
    );
    expect(text.length).to.be.lessThan(65_536);
    expect(commentOf(review({ changes: Array.from({ length: 101 }, () => change) }))).to.contain(
      "\n1 more are in the job's log.",
    );
  });
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PLAIN } from "@toolkit/offline/render/style";
import { rules } from "@toolkit/policies/rules";
import { expect } from "chai";
import { answerTo } from "../../../tools/policies/answer";
import { suppressions } from "../../../tools/policies/ledger";
import { optionsOf } from "../../../tools/cli/read";
import { policyCommand, policyProblems } from "../../../tools/policies/options";
import { policyTables } from "../../../tools/policies/tables";
import { defaultRun } from "./stacks";

describe("npm run policy -- --all", () => {
  const options = { accepted: false, all: true, json: false };
  const read = (...args: string[]) => optionsOf(policyCommand(), args, policyProblems);

  /** First cells of the rows of a section. */
  const firstCells = (page: string, title: string): string[] => {
    const section = page.split("\n## ").find((part) => part.startsWith(`${title}\n`)) ?? "";
    return (section.match(/^\| [^|]+/gm) ?? []).slice(2).map((cell) => cell.slice(2).trim());
  };

  it("prints every rule, accepted finding and control", async () => {
    const page = answerTo(options, await defaultRun(), "2027-01-01", PLAIN);
    expect(firstCells(page, "Rules")).to.deep.equal(rules.map(({ id }) => id));
    expect(firstCells(page, "Accepted findings")).to.deep.equal(suppressions.map(({ rules: ids }) => ids.join(", ")));
    expect(firstCells(page, "Controls")).to.have.length(146 + 108 + 40);
    expect(page).to.include("\n## Findings that nothing accepts\n\nNone.\n");
    expect(page).to.include(
      "| rds-multi-az | medium | The database has a standby in another zone | Set multiAz to true. Here: set database.multiAz to true. | CKV_AWS_157, RDS.5, CIS 3.2.4, RDS3 |",
    );
  });

  it("lists what is open, with names that are no markup", async () => {
    const run = await defaultRun();
    const [verdict] = run.verdicts;
    const [finding] = verdict?.findings ?? [];
    if (verdict === undefined || finding === undefined) throw new Error("nothing found");
    const { suppression: _, ...open } = finding;
    const named = { ...open, resource: { ...open.resource, name: "a|b*c" }, message: "is <b>" };
    const page = policyTables({ ...run, verdicts: [{ ...verdict, findings: [named] }] });
    expect(page).to.include(`| dev, ssr | ${named.rule.id} | a\\|b\\*c | is &lt;b> |`);
  });

  it("writes the page to a file and answers as usual, where --out names one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "policies-"));
    try {
      const run = await defaultRun();
      const out = join(folder, "made", "all.md");
      const answer = answerTo({ ...options, out }, run, "2027-01-01", PLAIN);
      expect(readFileSync(out, "utf8")).to.equal(policyTables(run));
      expect(answer).to.equal(
        `${answerTo({ ...options, all: false }, run, "2027-01-01", PLAIN)}\nEvery rule, accepted finding and control: ${out}\n`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is refused where it makes no sense", () => {
    expect(() => read("--out", "x.md", "--json")).to.throw("--out needs --all");
    expect(() => read("--all", "--json")).to.throw("--all and --json: choose one");
  });
});

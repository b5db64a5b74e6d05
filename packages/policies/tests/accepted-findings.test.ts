import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { expect } from "chai";
import { isExpired, parseAcceptedFindings, readAcceptedFindings } from "../src/ledger/accepted-findings";

const KNOWN = { rules: ["bucket-replicated", "rds-multi-az"], stacks: ["dev", "prod"] };

const parse = (text: string) => parseAcceptedFindings(text, KNOWN);

/** What the file is refused with. */
function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (RunError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

const FULL = `# What we accept.
- rule: bucket-replicated
  resource: "*/uploads"
  reason: The files can be made again.
  who: Ana
  until: 2027-05-31
- rule: rds-multi-az
  resource: aws:rds/instance:Instance/reports
  about: anything
  stack: dev
  reason: |
    Reports may be late.
  who: Ana
  until: "2026-12-24"
`;

describe("accepted-findings.yaml", () => {
  it("is a list of findings, each with who accepts it, why, and until when", () => {
    expect(parse(FULL)).to.deep.equal([
      {
        rules: ["bucket-replicated"],
        resource: "*/uploads",
        reason: "The files can be made again.",
        review: "2027-05-31",
        who: "Ana",
        place: "accepted-findings.yaml:2",
      },
      {
        rules: ["rds-multi-az"],
        resource: "aws:rds/instance:Instance/reports",
        about: "anything",
        where: { stack: "dev" },
        reason: "Reports may be late.",
        review: "2026-12-24",
        who: "Ana",
        place: "accepted-findings.yaml:7",
      },
    ]);
  });

  it("may be empty", () => {
    for (const text of ["", "# Nothing yet.\n", "[]\n"]) expect(parse(text)).to.deep.equal([]);
  });

  it("counts to the end of its last day", () => {
    const [, second] = parse(FULL);
    if (second === undefined) throw new Error("no second entry");
    expect(isExpired(second, "2026-12-24")).to.equal(false);
    expect(isExpired(second, "2026-12-25")).to.equal(true);
  });

  it("tells every problem at once, with its line and the nearest word", () => {
    const text = `- rule: bucket-replicatd
  resource: uploads
  reason: Because.
  who: Ana
  until: 2027-02-30
- rule: rds-multi-az
  resource: "*/db"
  reasons: Because.
  who:
  until: soon
  stack: production
- rds-multi-az
- rule: [rds-multi-az]
  resource: "*"
  reason: Because.
  who: 7
  until: 2027-01-01
`;
    expect(refusal(text).split("\n")).to.deep.equal([
      "accepted-findings.yaml: 11 problems.",
      "  line 1: rule bucket-replicatd is unknown: the nearest is bucket-replicated",
      "  line 1: resource uploads has no type: write TYPE/NAME, * for anything, such as */uploads",
      "  line 1: until 2027-02-30 is no day: write YYYY-MM-DD",
      "  line 6: reason is missing: why it is right not to comply",
      "  line 6: who is missing: who decided it",
      "  line 6: reasons is unknown: the nearest field is reason",
      "  line 6: until soon is no day: write YYYY-MM-DD",
      "  line 6: stack production is unknown: the stacks are dev, prod",
      "  line 12: must be a mapping of rule, resource, reason, who, until, about, stack",
      '  line 13: rule is ["rds-multi-az"]: write a text',
      "  line 13: who is 7: write a text",
    ]);
  });

  it("is refused when it is no list, or no YAML", () => {
    expect(refusal("rule: rds-multi-az\n")).to.equal(
      "accepted-findings.yaml: 1 problem.\n  line 1: must be a list: each entry starts with - rule:",
    );
    expect(refusal("- rule: [\n")).to.match(/^accepted-findings.yaml: \d problems?\.\n {2}line \d: /);
  });

  it("stands beside the stack files, and is checked against every rule and stack", () => {
    const folder = mkdtempSync(join(tmpdir(), "accepted-"));
    try {
      expect(readAcceptedFindings(folder)).to.deep.equal([]);
      writeFileSync(join(folder, "Pulumi.live.yaml"), "config: {}\n");
      writeFileSync(join(folder, "accepted-findings.yaml"), FULL);
      expect(() => readAcceptedFindings(folder)).to.throw("line 7: stack dev is unknown: the stacks are live");
      writeFileSync(join(folder, "accepted-findings.yaml"), FULL.replace("stack: dev", "stack: live"));
      expect(readAcceptedFindings(folder)).to.have.length(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

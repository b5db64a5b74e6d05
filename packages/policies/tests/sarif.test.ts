import { expect } from "chai";
import type { JudgedFinding } from "../src/ledger/apply";
import { rules } from "../src/rules";
import { sarifOf, type SarifInput } from "../src/sarif";

const bySeverity = (severity: string) => {
  const rule = rules.find((one) => one.severity === severity);
  if (rule === undefined) throw new Error(`no rule is ${severity}`);
  return rule;
};

function finding(severity: string, change: Partial<JudgedFinding> = {}): JudgedFinding {
  const [type, name] = ["aws:s3/bucket:Bucket", "files"];
  const urn = `urn:pulumi:dev::shop::${type}::${name}`;
  const resource = { urn, type, name, inputs: {}, propertyDependencies: {} };
  return { rule: bySeverity(severity), resource, message: "it is open", ...change };
}

const suppression = { rules: ["*"], resource: "*", reason: "read by all" } as unknown as NonNullable<
  JudgedFinding["suppression"]
>;

const run = (
  findings: readonly JudgedFinding[],
  placeOf: SarifInput["placeOf"] = () => ({ file: "a b.ts", line: 7 }),
) => {
  const [first] = sarifOf({ tool: { name: "t", version: "1.0.0" }, rules, findings, placeOf }).runs;
  if (first === undefined) throw new Error("no run");
  return first;
};

describe("findings as SARIF", () => {
  it("hold each at its file and line, with the rule, the fix and the level of its severity", () => {
    const { results, tool } = run(["critical", "high", "medium", "low"].map((severity) => finding(severity)));
    expect(results.map(({ level }) => level)).to.deep.equal(["error", "error", "warning", "note"]);
    expect(results.map(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).to.deep.equal(
      Array.from({ length: 4 }, () => true),
    );
    expect(tool.driver.rules).to.have.length(4);
    const [result] = results;
    expect(result?.locations).to.deep.equal([
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20b.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 7 },
        },
        logicalLocations: [
          { fullyQualifiedName: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::files", kind: "resource" },
        ],
      },
    ]);
    expect(result?.message.text).to.equal(`files (aws:s3/bucket:Bucket): it is open. ${bySeverity("critical").fix}`);
    expect(result).to.not.have.property("suppressions");
  });

  it("keep their fingerprint where only the line or the message moves, and have one for each rule, URN and part", () => {
    const print = (one: JudgedFinding, line = 1): string | undefined =>
      run([one], () => ({ file: "a.ts", line })).results[0]?.partialFingerprints.primaryLocationLineHash;
    const own = print(finding("high"));
    expect(own).to.match(/^[0-9a-f]{32}:1$/);
    expect(print(finding("high", { message: "it is wide open" }), 99)).to.equal(own);
    const { resource } = finding("high");
    const others = [
      print(finding("low")),
      print(finding("high", { about: "part" })),
      print(finding("high", { resource: { ...resource, urn: `${resource.urn}2` } })),
    ];
    expect(new Set([own, ...others]).size).to.equal(4);
  });

  it("are suppressed with the reason where they are accepted, in every variant in which they are found", () => {
    const accepted = finding("high", { suppression });
    expect(run([accepted, accepted]).results.map(({ suppressions }) => suppressions)).to.deep.equal([
      [{ kind: "external", status: "accepted", justification: "read by all" }],
    ]);
    for (const both of [
      [accepted, finding("high")],
      [finding("high"), accepted],
    ]) {
      const { results } = run(both);
      expect(results).to.have.length(1);
      expect(results[0]).to.not.have.property("suppressions");
    }
  });
});

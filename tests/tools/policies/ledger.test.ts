import { expect } from "chai";
import { catalogues } from "@toolkit/policies/catalogues";
import { declarations, overdue, suppressions } from "../../../tools/policies/ledger";
import { judge } from "@toolkit/policies/ledger/apply";
import type { Suppression } from "@toolkit/policies/ledger/entry";
import type { Finding } from "@toolkit/policies/evaluate";
import { checkPreview } from "../../../tools/policies/check";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rules } from "@toolkit/policies/rules";
import { type PolicyRun, isClean, renderRun, runPolicies } from "../../../tools/policies/run";
import { PLAIN } from "@toolkit/offline/render/style";
import { deployStack, type StackDeployment } from "../../support/deploy-stack";
import { defaultRun, ofOurs } from "./stacks";

const ids = new Set(rules.map(({ id }) => id));
const entry = (fields: Partial<Suppression>): Suppression => ({
  rules: ["rds-private"],
  resource: "*",
  reason: "because",
  instead: "something",
  review: "2027-01-01",
  ...fields,
});

function finding(id: string, name: string, about?: string): Finding {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const resource = { urn: name, type: rule.types[0] ?? "", name, inputs: {}, propertyDependencies: {} };
  return { rule, resource, message: "wrong", ...(about === undefined ? {} : { about }) };
}

describe("ledger", () => {
  const dev = { stack: "dev", profile: "dev", frontend: "ssr" };
  const accepted = (suppression: Suppression, found: Finding, combination = dev) =>
    judge([found], [suppression], combination)[0]?.suppression !== undefined;

  it("accepts a finding by rule, resource, part, profile and variant", () => {
    const found = finding("iam-no-wildcards", "app-task", "Logs");
    const fits = entry({
      rules: ["iam-no-wildcards"],
      resource: "aws:iam/rolePolicy:RolePolicy/*-task",
      about: "Logs",
    });
    expect(accepted(fits, found)).to.equal(true);
    expect(accepted({ ...fits, where: { profile: "dev", frontend: "ssr" } }, found)).to.equal(true);
    expect(accepted({ ...fits, rules: ["iam-no-escalation"] }, found)).to.equal(false);
    expect(accepted({ ...fits, resource: "aws:iam/rolePolicy:RolePolicy/*-execution" }, found)).to.equal(false);
    expect(accepted({ ...fits, about: "Secrets" }, found)).to.equal(false);
    expect(accepted({ ...fits, where: { profile: ["dev", "review"] } }, found)).to.equal(true);
    expect(accepted({ ...fits, where: { profile: ["review", "prod"] } }, found)).to.equal(false);
    expect(accepted({ ...fits, where: { profile: "prod" } }, found)).to.equal(false);
    expect(accepted({ ...fits, where: { profile: "dev", frontend: "spa" } }, found)).to.equal(false);
  });

  it("names rules and controls that exist, and gives each entry its reason", () => {
    const controls = new Set(catalogues.flatMap((catalogue) => Object.keys(catalogue.controls)));
    expect(suppressions.flatMap((one) => one.rules).filter((id) => !ids.has(id))).to.deep.equal([]);
    expect(declarations.flatMap((one) => one.ids).filter((id) => !controls.has(id))).to.deep.equal([]);
    for (const { reason, instead, review } of [...suppressions, ...declarations]) {
      expect(reason.length, reason).to.be.greaterThan(10);
      expect(instead?.length, instead).to.be.greaterThan(5);
      expect(review).to.match(/^20\d\d-[01]\d-[0-3]\d$/);
    }
  });

  it("says which entries are due", () => {
    const [old, later] = [entry({ review: "2026-12-31" }), entry({ review: "2027-01-02" })];
    expect(overdue([old, later], "2027-01-01")).to.deep.equal([old]);
  });
});

describe("policy run", () => {
  let run: PolicyRun;

  before(async () => {
    run = await defaultRun();
  });

  it("finds nothing in any stack that the ledger does not accept", () => {
    const text = renderRun(run, { accepted: false }, "2027-01-01", PLAIN);
    expect(isClean(run), text).to.equal(true);
    expect(text.match(/0 failures/g)).to.have.length(4);
  });

  it("needs every entry of the ledger, some with the settings that they name", async () => {
    expect(run.unused).to.deep.equal({ own: [], project: [] });
    const applied = new Map<StackDeployment, Set<Suppression>>();
    for (const entry of suppressions.filter(({ appearsWith }) => appearsWith !== undefined)) {
      const [stack = "dev"] = [entry.where?.profile ?? "dev"].flat();
      const made = await deployStack(stack, { set: entry.appearsWith ?? [] });
      // Entries that appear with the same settings are looked for in the same findings.
      const used =
        applied.get(made) ?? new Set(checkPreview(made).findings.flatMap(({ suppression }) => suppression ?? []));
      applied.set(made, used);
      expect(used.has(entry), entry.rules.join()).to.equal(true);
    }
  });

  it("answers every control of the catalogues, or declares why not", () => {
    expect(catalogues.map(({ controls }) => Object.keys(controls).length)).to.deep.equal([146, 108, 40]);
    for (const { cards } of run.cards) {
      for (const { results } of cards) {
        expect(results.filter(({ status }) => status === "failed").map(({ id }) => id)).to.deep.equal([]);
        const unexplained = results.filter(({ status, because }) => status === "suppressed" && because.length === 0);
        expect(unexplained.map(({ id }) => id)).to.deep.equal([]);
      }
    }
  });

  it("answers no control twice over: what a rule answers, the ledger does not declare", () => {
    const answered = rules.flatMap(({ answers }) => [...answers.checkov, ...answers.securityHub, ...answers.cdkNag]);
    expect(declarations.flatMap((one) => one.ids).filter((id) => answered.includes(id))).to.deep.equal([]);
  });

  it("fails, and says what to do, when a stack is opened", async () => {
    const opened = ofOurs(
      await runPolicies({
        stack: "dev",
        folder: FIXTURE_STACKS,
        set: ["frontend=ssr", "database.backupRetentionDays=1"],
      }),
    );
    expect(isClean(opened)).to.equal(false);
    const text = renderRun(opened, { accepted: false }, "2027-01-01", PLAIN);
    expect(text).to.contain("1 failure,");
    expect(text).to.contain("medium  rds-backups  rds:Instance database: backupRetentionPeriod is 1");
    expect(text).to.contain(
      "Set backupRetentionPeriod to 7 or more. Here: set database.backupRetentionDays to 7 or more. CKV_AWS_133, RDS.11, RDS13",
    );
    expect(text).to.contain("CKV_AWS_133 Ensure that RDS instances has backup policy: rds-backups");
  });
});

import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { PLAIN } from "@toolkit/offline/render/style";
import { T } from "@toolkit/offline/aws-types";
import { packPolicies } from "@toolkit/policies/pack/policies";
import { expect } from "chai";
import { entriesOf, ledgerOf } from "../../../tools/policies/ledger/current";
import { documentOf, isClean, type PolicyRun, renderRun, runPolicies } from "../../../tools/policies/run";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { ofOurs } from "./stacks";

const TODAY = "2027-01-15";

const ENTRY = `
- rule: rds-backups
  resource: "*/database"
  stack: dev
  reason: Test data is made anew each morning.
  who: Ana
`;

describe("a user's accepted-findings.yaml", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ledger-"));
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) cpSync(join(FIXTURE_STACKS, file), join(folder, file));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const accept = (text: string): void => {
    writeFileSync(join(folder, "accepted-findings.yaml"), text);
  };
  /** The one stack with one finding that the project does not accept. */
  const shortBackups = (stack?: string): Promise<PolicyRun> =>
    runPolicies(
      {
        folder,
        ...(stack === undefined ? {} : { stack }),
        set: ["frontend=spa", "database.backupRetentionDays=1"],
      },
      TODAY,
    ).then(ofOurs);
  const textOf = (run: PolicyRun): string => renderRun(run, { accepted: true }, TODAY, PLAIN);

  it("accepts a finding until its last day", async () => {
    expect(isClean(await shortBackups("dev"))).to.equal(false);
    accept(`${ENTRY}  until: ${TODAY}\n`);
    const run = await shortBackups("dev");
    expect(isClean(run)).to.equal(true);
    expect(textOf(run)).to.include(
      "  dev  rds-backups: database\n    Test data is made anew each morning. Accepted by Ana until 2027-01-15.\n",
    );
    expect(textOf(run)).to.not.match(/^(Error|Notice)/m);
    expect(
      (documentOf(run).findings as { rule: string; accepted?: string }[]).find(({ rule }) => rule === "rds-backups"),
    ).to.include({ accepted: "Test data is made anew each morning." });
  });

  it("fails with one line when that day has passed", async () => {
    accept(`${ENTRY}  until: 2027-01-14\n`);
    const run = await shortBackups("dev");
    expect(isClean(run)).to.equal(false);
    expect(textOf(run)).to.include("1 failure,");
    expect(
      textOf(run)
        .split("\n")
        .filter((line) => line.startsWith("Error")),
    ).to.deep.equal([
      "Error: accepted-findings.yaml:2: rds-backups of */database was accepted by Ana until 2027-01-14. Mend it, or accept it anew.",
    ]);
  });

  it("is told what it need not accept, and what of the project's ledger has lost its object", async () => {
    accept(`${ENTRY}  until: 2027-05-31\n`);
    appendFileSync(join(folder, "Pulumi.dev.yaml"), "  webapp:network: { nat: single }\n");
    const run = ofOurs(await runPolicies({ folder, set: [] }, TODAY));
    expect(isClean(run)).to.equal(true);
    expect(textOf(run)).to.match(
      /\n\nNotice: accepted-findings\.yaml:2: rds-backups of \*\/database fits nothing that the rules find here\.\n\nNotice: the project's ledger accepts what no stack has here:\n(.*\n)*? {2}interface-checks-source of aws:ec2\/networkInterface:NetworkInterface\/egress-nat-instance-\*\n/,
    );
  });

  it("may be written as docs/policies.md says", () => {
    const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "policies.md"), "utf8");
    accept(/```yaml\n([^`]*)```/.exec(page)?.[1] ?? "none");
    expect(ledgerOf(folder, TODAY).own.map(({ about, where }) => [about, where])).to.deep.equal([
      [undefined, undefined],
      ["ReadUploads", { stack: "dev" }],
    ]);
  });

  it("is honoured by the pack that the engine loads", () => {
    const validate = (): string[] => {
      const policies = packPolicies({
        labels: () => ({ stack: "dev", profile: "dev", frontend: "spa" }),
        suppressions: entriesOf(ledgerOf(folder, TODAY)),
      });
      const { validateResource } = policies.find(({ name }) => name === "rds-backups") as ResourceValidationPolicy;
      const reported: string[] = [];
      const args = { type: T.databaseInstance, props: { backupRetentionPeriod: 1 }, urn: "urn", name: "database" };
      for (const one of [validateResource ?? []].flat()) {
        void one({ ...args, opts: {} } as unknown as ResourceValidationArgs, (message: unknown) =>
          reported.push(String(message)),
        );
      }
      return reported;
    };
    expect(validate()).to.deep.equal(["backupRetentionPeriod is 1"]);
    accept(`${ENTRY}  until: ${TODAY}\n`);
    expect(validate()).to.deep.equal([]);
    accept(`${ENTRY}  until: 2027-01-14\n`);
    expect(validate()).to.deep.equal(["backupRetentionPeriod is 1"]);
  });
});

import { expect } from "chai";
import fc from "fast-check";

import { BackupPlan, type BackupPlanArgs, snapshotSchedule, windowProblems } from "../../components/data";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { account, KEY, TOPIC, trustOf, typesAndNames } from "./compute-support";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const DATABASE = `arn:aws:rds:us-east-1:${ACCOUNT_ID}:db:webapp-prod-database-1a2b`;

const plan = (change: Partial<BackupPlanArgs> = {}) =>
  new BackupPlan("snapshots", {
    account,
    databaseArn: DATABASE,
    backupWindow: "03:00-04:00",
    maintenanceWindow: "sun:04:30-sun:05:30",
    alarmTopicArn: TOPIC,
    ...change,
  });

describe("BackupPlan", () => {
  it("makes a vault, a plan, one selection, a role and the way for failures, and nothing else", async () => {
    const deployment = await deploy(() => plan());
    expect(typesAndNames(deployment)).to.deep.equal([
      `${PLAN}::snapshots`,
      `${SELECTION}::snapshots`,
      `${VAULT}::snapshots`,
      `${RULE}::snapshots`,
      "aws:cloudwatch/eventTarget:EventTarget::snapshots",
      "aws:cloudwatch/metricAlarm:MetricAlarm::snapshots-untold",
      "aws:iam/role:Role::snapshots",
      `${ATTACHMENT}::snapshots-backup`,
      `${ATTACHMENT}::snapshots-restore`,
    ]);
  });

  it("takes daily snapshots and never a continuous backup, which would take over RDS's own", async () => {
    const deployment = await deploy(() => plan());
    expect(deployment.only(PLAN).inputs.rules).to.deep.equal([
      {
        ruleName: "daily",
        targetVaultName: deployment.only(VAULT).id,
        schedule: "cron(0 15 * * ? *)",
        startWindow: 60,
        completionWindow: 180,
        lifecycle: { deleteAfter: 35 },
      },
    ]);
    expect(deployment.only(SELECTION).inputs).to.deep.equal({
      planId: deployment.only(PLAN).id,
      iamRoleArn: `arn:aws:iam::${ACCOUNT_ID}:role/${deployment.only("aws:iam/role:Role").id}`,
      resources: [DATABASE],
    });
  });

  it("selects only when the role may back up", async () => {
    const deployment = await deploy(() => plan());
    const attachments = deployment.all(ATTACHMENT);
    expect(attachments.map(({ inputs }) => inputs.policyArn)).to.deep.equal([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    ]);
    expect(deployment.only(SELECTION).dependsOn).to.include.members(attachments.map(({ urn }) => urn));
    expect(trustOf(deployment, "snapshots")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } },
      },
    ]);
  });

  it("keeps its vault, unless told otherwise", async () => {
    const kept = (await deploy(() => plan({ keyArn: KEY }))).only(VAULT);
    expect(kept.inputs).to.include({ forceDestroy: false, kmsKeyArn: KEY });
    expect(kept.protect).to.equal(true);
    const dev = (await deploy(() => plan({ forceDestroy: true, protect: false }))).only(VAULT);
    expect(dev.inputs).to.include({ forceDestroy: true });
    expect(dev.inputs).not.to.have.property("kmsKeyArn");
    expect(dev.protect).to.equal(false);
  });

  it("tells the topic of jobs of this vault that did not end well", async () => {
    const deployment = await deploy(() => plan());
    expect(JSON.parse(String(deployment.only(RULE).inputs.eventPattern))).to.deep.equal({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"], backupVaultName: [deployment.only(VAULT).id] },
    });
    expect(deployment.only("aws:cloudwatch/eventTarget:EventTarget").inputs).to.deep.equal({
      rule: deployment.only(RULE).id,
      arn: TOPIC,
    });
  });
});

describe("time of AWS Backup's snapshot", () => {
  const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const two = (value: number) => String(value).padStart(2, "0");

  it("is half a day from the backup window", () => {
    expect(snapshotSchedule("03:00-04:00", "sun:04:30-sun:05:30")).to.equal("cron(0 15 * * ? *)");
    expect(snapshotSchedule("20:30-21:00", "sun:04:30-sun:05:30")).to.equal("cron(0 8 * * ? *)");
  });

  it("never meets the maintenance window, an hour before to three after", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 22 }),
        fc.constantFrom(...DAYS),
        (backup, maintenance, day) => {
          const window = `${day}:${two(maintenance)}:00-${day}:${two(maintenance + 1)}:00`;
          const hour = Number(/\(0 (\d+) /.exec(snapshotSchedule(`${two(backup)}:00-${two(backup)}:30`, window))?.[1]);
          const busy = `${two((hour + 23) % 24)}:00-${two((hour + 3) % 24)}:00`;
          expect(windowProblems(busy, window)).to.deep.equal([]);
        },
      ),
    );
  });
});

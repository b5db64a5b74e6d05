import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { KEY, policyOf, trustOf } from "./compute-support";
import { backup, BUCKET, CLUSTER, family, queueArn, roleArn } from "./database-backup-support";

describe("rights of DatabaseBackup", () => {
  it("lets the scheduler run this task only, for its group only", async () => {
    const deployment = await deploy(() => backup());
    expect(trustOf(deployment, "backup-schedule")).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: {
            "aws:SourceArn": `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule-group/${deployment.only(T.scheduleGroup).id}`,
          },
        },
      },
    ]);
    expect(policyOf(deployment, "backup-schedule")).to.deep.equal([
      {
        Sid: "RunTask",
        Effect: "Allow",
        Action: "ecs:RunTask",
        Resource: [family("backup-dump"), `${family("backup-dump")}:*`],
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
      },
      {
        Sid: "PassTaskRoles",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: [roleArn(deployment, "backup-dump-execution"), roleArn(deployment, "backup-dump-task")],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      {
        Sid: "TagTask",
        Effect: "Allow",
        Action: "ecs:TagResource",
        Resource: `arn:aws:ecs:us-east-1:${ACCOUNT_ID}:task/webapp-dev/*`,
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        Sid: "DeadLetters",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: queueArn(deployment),
      },
    ]);
  });

  it("waits with the schedule until its roles may do what they must", async () => {
    const deployment = await deploy(() => backup());
    const needed = ["backup-schedule", "backup-dump-execution", "backup-dump-task"];
    const policies = needed.map((name) => deployment.named(name, "aws:iam/rolePolicy:RolePolicy").urn);
    expect(deployment.only(T.schedule).dependsOn).to.include.members(policies);
  });

  it("gives the dump the right to write and the restore the right to read, and never both", async () => {
    const deployment = await deploy(() => backup());
    expect(policyOf(deployment, "backup-dump-task")).to.deep.equal([
      {
        Sid: "WriteDumps",
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: `${BUCKET}/dumps/*`,
      },
    ]);
    expect(policyOf(deployment, "backup-restore-task")).to.deep.equal([
      {
        Sid: "ReadDumps",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:RestoreObject"],
        Resource: `${BUCKET}/dumps/*`,
      },
      { Sid: "FindDumps", Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET },
    ]);
  });

  it("extends these rights to the keys, through S3 and for the schedule only", async () => {
    const dumpKey = `${KEY}-dumps`;
    const deployment = await deploy(() =>
      backup({ dumpKeyArn: dumpKey, secretKeyArn: KEY, logs: { retentionDays: 14, keyArn: KEY } }),
    );
    const keyStatements = (name: string) =>
      policyOf(deployment, name).filter(({ Sid }) => Sid === "DumpKey" || Sid === "ScheduleKey");
    const via = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } });
    const allow = { Effect: "Allow", Resource: dumpKey };
    expect(keyStatements("backup-dump-task")).to.deep.equal([
      { Sid: "DumpKey", ...allow, Action: ["kms:Decrypt", "kms:GenerateDataKey"], Condition: via("s3") },
    ]);
    expect(keyStatements("backup-restore-task")).to.deep.equal([
      { Sid: "DumpKey", ...allow, Action: "kms:Decrypt", Condition: via("s3") },
    ]);
    // The role of a schedule decrypts itself: a condition on a service in between would refuse it.
    const schedules = `arn:aws:scheduler:us-east-1:${ACCOUNT_ID}:schedule/${String(deployment.only(T.schedule).inputs.groupName)}/*`;
    expect(keyStatements("backup-schedule")).to.deep.equal([
      {
        Sid: "ScheduleKey",
        ...allow,
        Action: "kms:Decrypt",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:scheduler:schedule:arn": schedules } },
      },
    ]);
    expect(deployment.only(T.schedule).inputs.kmsKeyArn).to.equal(dumpKey);
    expect(deployment.named("backup-dump", T.taskDefinition).inputs.containerDefinitions).to.contain(
      JSON.stringify({ name: "BACKUP_KMS_KEY_ID", value: dumpKey }),
    );
  });
});

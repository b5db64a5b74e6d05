import { expect } from "chai";

import { evaluate } from "@toolkit/iam/evaluate";
import { words } from "../../bootstrap/permissions/actions";
import type { Role } from "../../tools/rights/role";
import { fixtureRoles } from "../support/fixture-bootstrap";

/**
 * What AWS's managed policies of AWS Backup (versions 30 of backups, 35 of restores, 4 and 2 of S3) and of RDS monitoring
 * (version 1) allow of the services that a stack has, without clusters, and without what the boundary keeps back: sharing a
 * snapshot, changing or deleting an instance, and making or reshaping a bucket are an administrator's.
 *
 * Source: AWS managed policy reference guide (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html).
 */
const NEEDED: Readonly<Record<string, string>> = {
  backup: "CopyFromBackupVault CopyIntoBackupVault DescribeBackupVault TagResource",
  cloudwatch: "GetMetricData",
  events: `DeleteRule DescribeRule DisableRule EnableRule ListRules ListTargetsByRule PutRule PutTargets RemoveTargets`,
  kms: `CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo`,
  logs: "CreateLogGroup CreateLogStream DescribeLogStreams GetLogEvents PutLogEvents PutRetentionPolicy",
  rds: `AddTagsToResource CopyDBSnapshot CreateDBSnapshot DeleteDBSnapshot DescribeDBInstances DescribeDBSnapshots
    ListTagsForResource RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime`,
  s3: `GetBucketAcl GetBucketLocation GetBucketNotification GetBucketOwnershipControls GetBucketTagging GetBucketVersioning
    GetInventoryConfiguration GetObject GetObjectAcl GetObjectTagging GetObjectVersion GetObjectVersionAcl
    GetObjectVersionTagging ListAllMyBuckets ListBucket ListBucketVersions ListMultipartUploadParts PutBucketNotification
    PutInventoryConfiguration DeleteObject PutObject PutObjectAcl PutObjectTagging PutObjectVersionAcl`,
  tag: "GetResources",
};

const RESOURCES: Readonly<Record<string, string>> = {
  logs: "arn:aws:logs:us-east-1:123456789012:log-group:RDSOSMetrics:log-stream:db-1",
  s3: "arn:aws:s3:::webapp-prod-dumps-1/key",
};

const madeByProd = async (): Promise<Role> => {
  const role = (await fixtureRoles([])).find(({ name }) => name === "made by prod");
  return role ?? expect.fail("no role made by prod");
};

/** What AWS knows of a call on something of a stack. AWS Backup makes grants for other services of AWS alone. */
const ofStack = (project: string, stack: string) => ({
  "aws:ResourceTag/Environment": stack,
  "aws:ResourceTag/Project": project,
  "kms:GrantIsForAWSResource": "true",
});

describe("bootstrap: what AWS's own services do with the roles of a stack", () => {
  it("is within the boundary that those roles carry", async () => {
    const role = await madeByProd();
    const context = ofStack("webapp", "prod");
    const calls = Object.entries(NEEDED).flatMap(([service, names]) =>
      words(names).map((name) => `${service}:${name}`),
    );
    const refused = calls.filter((action) => {
      const resource = RESOURCES[action.split(":")[0] ?? ""] ?? "*";
      return !evaluate({ action, resource, caller: role.caller, context }, role.policies).isAllowed;
    });
    expect(refused).to.deep.equal([]);
    expect(calls).to.have.length(62);
  });

  it("runs images that another stack of the project built, and none of another project", async () => {
    const role = await madeByProd();
    const pulls = (project: string): boolean => {
      const resource = `arn:aws:ecr:us-east-1:123456789012:repository/${project}-dev/backend`;
      const context = ofStack(project, "dev");
      return evaluate({ action: "ecr:BatchGetImage", resource, caller: role.caller, context }, role.policies).isAllowed;
    };
    expect([pulls("webapp"), pulls("till")]).to.deep.equal([true, false]);
  });
});

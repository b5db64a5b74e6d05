import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { allows, bootstrap, statementsOf, statementsOfRole } from "./support";

describe("bootstrap: calls that no resource's name tells", () => {
  it("allows what the provider calls besides creating, reading, updating and deleting", async () => {
    const deployment = await bootstrap();
    const [deploy, preview] = [statementsOfRole(deployment, "deploy"), statementsOfRole(deployment, "preview")];
    const boundary = statementsOf(deployment, "boundary");
    const calls = [
      // A new launch template while instances are being refreshed (internal/service/autoscaling/group.go)
      "autoscaling:CancelInstanceRefresh",
      // internal/service/logs/delivery.go
      "logs:UpdateDeliveryConfiguration",
      // Deletion of a zone (internal/service/route53/zone.go) and of a vault (internal/service/backup/vault.go)
      "route53:GetDNSSEC",
      "backup:ListRecoveryPointsByBackupVault",
    ];
    expect(calls.filter((action) => !allows(deploy, action) || !allows(boundary, action))).to.be.empty;
    // A refresh looks for an image by its manifest (pulumi/pulumi-docker-build#424).
    expect(allows(preview, "ecr:BatchGetImage")).to.equal(true);
    // Snapshots are for the day on which CI, or who has its role, goes wrong.
    expect(allows(deploy, "backup:DeleteRecoveryPoint")).to.equal(false);
  });

  it("allows what tools/ci/deploy asks AWS after an update", async () => {
    const text = readFileSync(join(__dirname, "../../tools/aws/ecs.ts"), "utf8");
    const calls = [...text.matchAll(/"ecs",\s*"([a-z-]+)"/g)].map(
      ([, call = ""]) => `ecs:${call.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}`,
    );
    expect(calls).to.include.members(["ecs:ListTasks", "ecs:DescribeTasks", "ecs:DescribeServices"]);
    const deploy = statementsOfRole(await bootstrap(), "deploy");
    expect(calls.filter((action) => !allows(deploy, action))).to.be.empty;
  });

  it("allows what AWS does with the caller's rights", async () => {
    const deployment = await bootstrap();
    const deploy = statementsOfRole(deployment, "deploy");
    const boundary = statementsOf(deployment, "boundary");
    const calls = [
      // CreateLoadBalancer, SetSecurityGroups
      ["ec2:GetSecurityGroupsForVpc", "*"],
      // CreateBackupVault (AWS Backup developer guide, "Backup vault creation and deletion")
      ...["kms:CreateGrant", "kms:RetireGrant", "kms:GenerateDataKey", "backup-storage:MountCapsule"].map((call) => [
        call,
        "arn:aws:kms:us-east-1:123456789012:key/1",
      ]),
      // CreateBucket with tags
      ["s3:TagResource", "arn:aws:s3:::webapp-prod-site-1"],
    ] as [string, string][];
    expect(calls.filter(([action, on]) => !allows(deploy, action, on) || !allows(boundary, action, on))).to.be.empty;
  });
});

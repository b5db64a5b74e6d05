import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { linesOf, missingOf, resource, usage } from "./support/fixtures";

const month = usage({ database: { usedGb: 20, dailyChangePercent: 2 } });

describe("copies in another region", () => {
  it("cost a full copy of the database with each day's changes, and the changes on their way", () => {
    const backups = resource(T.replicatedBackups, "copies", { retentionPeriod: 14, region: "us-east-2" });
    const [stored, moved] = linesOf([backups], "copies", month);
    expect(stored).to.include({ name: "Copied backups" });
    expect(stored?.monthlyQuantity).to.be.closeTo(20 + 0.4 * 14, 1e-9);
    expect(moved).to.include({ name: "Transfer of copied backups" });
    expect(moved?.monthlyQuantity).to.be.closeTo((0.4 * 365) / 12, 0.01);
  });

  it("say what they do not know of other buckets", () => {
    expect(missingOf(resource(T.bucketReplication, "copies", { rules: [] }))).to.contain(
      "the transfer of what is copied to other regions",
    );
  });
});

describe("a backup plan", () => {
  const plan = resource(T.backupPlan, "plan", { rules: [{ lifecycle: { deleteAfter: 10 } }] });
  const selected = (inputs: object, ...types: readonly string[]) =>
    missingOf(
      plan,
      resource(T.backupSelection, "choice", inputs, {
        propertyDependencies: { planId: [plan.urn], resources: types.map((type) => resource(type, "one").urn) },
      }),
    );

  it("says that it prices no more than the snapshots of databases", () => {
    expect(selected({}, "aws:rds/instance:Instance")).to.not.contain("keeps");
    const mixed = selected({}, "aws:rds/instance:Instance", "aws:s3/bucket:Bucket", "aws:dynamodb/table:Table");
    expect(mixed).to.contain("what it keeps of s3.Bucket, by the GB; what it keeps of dynamodb.Table, by the GB");
    expect(mixed).to.not.contain("rds.Instance");
    const byTags = selected({ selectionTags: [{ key: "Backup", type: "STRINGEQUALS", value: "yes" }] });
    expect(byTags).to.contain("what it keeps of things chosen by tags, by the GB");
  });
});

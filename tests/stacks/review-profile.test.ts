import { T } from "@toolkit/offline/aws-types";
import { bundledPrices } from "@toolkit/cost/prices";
import { expect } from "chai";

import { profileRows, sectionRows } from "../../stacks/config/profiles";
import { profiles } from "../../stacks/config/profile-names";
import { usagePresets } from "../../tools/cost/application";
import { estimateDocument } from "../../tools/cost/document";
import { checkPreview } from "../../tools/policies/check";
import { deployStack, previewFixture } from "../support/deploy-stack";

const review = (frontend: "ssr" | "spa") =>
  deployStack("dev", { set: ["profile=review", `frontend=${frontend}`], mode: "both" });

describe("profile review", () => {
  it("has a value of its own, or dev's, for every default", () => {
    expect(profiles).to.deep.equal(["dev", "prod", "review"]);
    const rows = Object.entries({ ...profileRows, ...sectionRows });
    expect(rows.filter(([, row]) => row.review === undefined)).to.deep.equal([]);
    const own = rows.filter(([, { dev, review: ours }]) => JSON.stringify(dev) !== JSON.stringify(ours));
    expect(Object.fromEntries(own.map(([path, row]) => [path, row.review]))).to.deep.equal({
      profile: "review",
      "services.<name>.maxTasks": 1,
      "ssr.maxTasks": 1,
      "backend.maxTasks": 1,
      "database.maxStorageGb": 30,
      "backup.expireAfterDays": 1,
      "registry.keepImages": 2,
      "logs.retentionDays": 3,
      "logs.archiveDays": 3,
      "alerts.monthlyBudgetUsd": 50,
      "access.exec": false,
    });
  });

  for (const frontend of ["ssr", "spa"] as const) {
    it(`makes of ${frontend} what dev makes without a shell, and holds on to none of it`, async () => {
      const stack = await review(frontend);
      const dev = await deployStack("dev", { set: [`frontend=${frontend}`, "access.exec=false"] });
      const { resources } = stack;
      const namesOf = (made: typeof resources) => made.map(({ type, name }) => `${type}::${name}`).sort();
      expect(namesOf(resources)).to.deep.equal(namesOf(dev.resources));
      expect(resources.filter(({ protect }) => protect)).to.deep.equal([]);
      // Files and images go with what holds them.
      const kept = new Set(resources.filter(({ retainOnDelete }) => retainOnDelete).map(({ type }) => type));
      expect(
        [...kept].filter((type) => !["aws:s3/bucketObjectv2:BucketObjectv2", "awsx:ecr:Image"].includes(type)),
      ).to.deep.equal([]);
      expect(stack.inputs(T.databaseInstance)).to.deep.include({
        instanceClass: "db.t4g.micro",
        multiAz: false,
        deletionProtection: false,
        skipFinalSnapshot: true,
        deleteAutomatedBackups: true,
        backupRetentionPeriod: 7,
      });
      const days = stack.all("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs.retentionInDays);
      expect(days.length).to.be.greaterThan(3);
      expect([...new Set(days)]).to.deep.equal([3]);
    });

    it(`violates no rule with ${frontend} that the ledger does not accept`, async () => {
      const preview = await previewFixture({ stack: "dev", set: ["profile=review", `frontend=${frontend}`] });
      const open = checkPreview(preview).findings.filter(({ suppression }) => suppression === undefined);
      expect(open.map(({ rule, resource }) => `${rule.id} ${resource.name}`)).to.deep.equal([]);
    });
  }

  it("is no dearer than dev", async () => {
    const priceOf = async (profile: string) => {
      const { document } = await deployStack("dev", { set: [`profile=${profile}`, "frontend=ssr"] });
      return estimateDocument(document, usagePresets.idle, bundledPrices()).total;
    };
    expect(await priceOf("review")).to.be.lessThanOrEqual(await priceOf("dev"));
  });
});

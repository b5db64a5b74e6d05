import { HOLDING } from "@toolkit/offline/consequences/losses";
import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { refusedOf } from "../../../tools/ci/guard/accept";
import { lossesIn } from "../../../tools/ci/guard/decide";
import type { PreviewStep } from "../../../tools/ci/guard/preview-document";
import { recorded } from "./recorded-previews";

const summary = (steps: readonly PreviewStep[]): string[] =>
  lossesIn(steps).map(({ name, kind, causes }) => `${name} ${kind}: ${causes.join(", ")}`);

const urn = (type: string, name: string): string => `urn:pulumi:prod::webapp::webapp:data:Database$${type}::${name}`;
const database = (step: Partial<PreviewStep>): PreviewStep => ({
  op: "replace",
  urn: urn("aws:rds/instance:Instance", "database"),
  ...step,
});
describe("guard", () => {
  describe("on previews that the real engine recorded", () => {
    it("lets a preview without changes pass", () => {
      expect(summary(recorded("nothing").steps)).to.deep.equal([]);
    });

    it("names the VPC and every subnet, with the input and its values, when the network's range changes", () => {
      expect(summary(recorded("network-cidr").steps)).to.deep.equal([
        "network replaced: cidrBlock (10.0.0.0/16 → 10.9.0.0/16)",
        "network-public-a replaced: cidrBlock (10.0.128.0/20 → 10.9.128.0/20), vpcId",
        "network-private-a replaced: cidrBlock (10.0.0.0/19 → 10.9.0.0/19), vpcId",
        "network-isolated-a replaced: cidrBlock (10.0.192.0/21 → 10.9.192.0/21), vpcId",
        "network-public-b replaced: cidrBlock (10.0.144.0/20 → 10.9.144.0/20), vpcId",
        "network-private-b replaced: cidrBlock (10.0.32.0/19 → 10.9.32.0/19), vpcId",
        "network-isolated-b replaced: cidrBlock (10.0.200.0/21 → 10.9.200.0/21), vpcId",
      ]);
    });

    it("refuses keys of one's own on a live stack, with the migration's runbook", () => {
      const losses = lossesIn(recorded("customer-keys").steps);
      expect(losses.map(({ name, causes }) => [name, ...causes])).to.have.deep.members([
        ["registry-backend", "encryptionConfigurations"],
        ["registry-frontend", "encryptionConfigurations"],
        ["registry-backup", "encryptionConfigurations"],
        ["database", "kmsKeyId"],
      ]);
      expect(new Set(losses.map(({ runbook }) => runbook))).to.deep.equal(
        new Set(["docs/runbooks/migrate-encryption.md"]),
      );
    });

    it("refuses another name of the database", () => {
      expect(summary(recorded("database-name").steps)).to.deep.equal(["database replaced: dbName (app → shop)"]);
    });

    it("names everything stateful that a program no longer has", () => {
      const losses = lossesIn(recorded("empty-program").steps);
      expect(losses.every(({ kind, causes }) => kind === "deleted" && causes.length === 0)).to.equal(true);
      expect(losses.map(({ name }) => name)).to.have.members([
        ...["database", "network", "site", "edge", "dumps"],
        ...["registry-backend", "registry-frontend", "registry-backup"],
        ...["a", "b"].flatMap((zone) => ["public", "private", "isolated"].map((tier) => `network-${tier}-${zone}`)),
      ]);
    });

    it("keeps the reason why a preview failed, without stack frames", () => {
      expect(recorded("failed").errors).to.deep.equal([
        "Running program '/srv/webapp/index.ts' failed with an unhandled exception:\nError: no such zone: us-east-1z",
      ]);
    });
  });

  for (const type of HOLDING) {
    it(`refuses to lose ${type}`, () => {
      for (const op of ["delete", "delete-replaced", "replace", "create-replacement"]) {
        expect(lossesIn([{ op, urn: urn(type, "it") }]), op).to.have.length(1);
      }
      for (const op of ["same", "create", "update", "read", "refresh"]) {
        expect(lossesIn([{ op, urn: urn(type, "it") }]), op).to.have.length(0);
      }
    });
  }

  it("lets resources go that hold nothing", () => {
    const types = [
      "aws:ecs/service:Service",
      "aws:rds/parameterGroup:ParameterGroup",
      "aws:s3/bucketPolicy:BucketPolicy",
    ];
    expect(lossesIn(types.map((type) => ({ op: "replace", urn: urn(type, "it") })))).to.deep.equal([]);
  });

  it("prefers the provider's exact paths to whole inputs", () => {
    const [loss] = lossesIn([
      database({
        replaceReasons: ["encryptionConfigurations"],
        detailedDiff: {
          "encryptionConfigurations[0].kmsKey": { kind: "add-replace" },
          "tags.Owner": { kind: "update" },
        },
      }),
    ]);
    expect(loss?.causes).to.deep.equal(["encryptionConfigurations[0].kmsKey"]);
  });

  it("never prints a secret, an unknown value or a long one", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const causes = lossesIn([
      database({
        replaceReasons: ["username", "kmsKeyId", "engine"],
        oldState: { inputs: { username: secret, kmsKeyId: "alias/a", engine: "mysql" } },
        newState: { inputs: { username: secret, kmsKeyId: unknown, engine: "x".repeat(100) } },
      }),
    ]).flatMap((loss) => loss.causes);
    expect(causes).to.deep.equal(["username", "kmsKeyId", "engine"]);
  });

  it("counts the steps of one replacement as one loss", () => {
    const steps = ["create-replacement", "replace", "delete-replaced"].map((op) =>
      database({ op, replaceReasons: ["engine"] }),
    );
    expect(summary(steps)).to.deep.equal(["database replaced: engine"]);
    expect(summary([...steps].reverse())).to.deep.equal(["database replaced: engine"]);
  });

  describe("on updates", () => {
    const update = (type: string, before: object, after: object): PreviewStep => ({
      op: "update",
      urn: urn(type, "it"),
      oldState: { inputs: { ...before } },
      newState: { inputs: { ...after } },
    });

    it("refuses one that destroys, with the inputs that do and their values", () => {
      const [loss] = lossesIn([
        update(
          "aws:rds/instance:Instance",
          { backupRetentionPeriod: 14, deletionProtection: true, instanceClass: "db.t4g.micro" },
          { backupRetentionPeriod: 1, deletionProtection: false, instanceClass: "db.t4g.small" },
        ),
      ]);
      expect(loss).to.deep.include({
        kind: "updated",
        what: ["it may be deleted from now on", "automated backups of it older than 1 days (was 14)"],
        causes: ["backupRetentionPeriod (14 → 1)", "deletionProtection (true → false)"],
        runbook: "docs/runbooks/guard.md#an-update-would-destroy",
      });
    });

    it("lets one pass that keeps more, or that only interrupts", () => {
      const kept = [
        update("aws:rds/instance:Instance", { backupRetentionPeriod: 1 }, { backupRetentionPeriod: 14 }),
        update("aws:rds/instance:Instance", { instanceClass: "db.t4g.micro" }, { instanceClass: "db.t4g.small" }),
      ];
      expect(lossesIn(kept)).to.deep.equal([]);
    });

    it("tells a trail or versions that end, but not beside the bucket that goes itself", () => {
      const bucket = urn("aws:s3/bucket:Bucket", "dumps");
      const versioning: PreviewStep = {
        op: "delete",
        urn: urn("aws:s3/bucketVersioning:BucketVersioning", "dumps"),
        oldState: { inputs: {}, propertyDependencies: { bucket: [bucket] } },
      };
      const trail = { op: "delete", urn: urn("aws:cloudtrail/trail:Trail", "audit") };
      expect(lossesIn([versioning, trail]).map(({ what }) => what)).to.deep.equal([
        ["objects of dumps that are overwritten or deleted from now on"],
        ["audit records no calls any more"],
      ]);
      expect(lossesIn([versioning, { op: "delete", urn: bucket }]).map((loss) => loss.urn)).to.deep.equal([bucket]);
    });

    it("tells copies in another region that end, of backups as of objects", () => {
      const ending = (type: string): PreviewStep => ({
        op: "delete",
        urn: urn(type, "copies"),
        oldState: { inputs: {} },
      });
      expect(lossesIn([T.replicatedBackups, T.bucketReplication].map(ending)).map(({ what }) => what)).to.deep.equal([
        ["backups of copies are copied to another region no more"],
        ["objects of copies are copied no more"],
      ]);
    });

    it("lets go what Pulumi leaves where it is", () => {
      expect(lossesIn([database({ op: "delete", oldState: { retainOnDelete: true } })])).to.deep.equal([]);
    });
  });

  it("needs the URN where two have one type and name", () => {
    const twice = ["data:One", "data:Two"].map(
      (parent) => `urn:pulumi:prod::webapp::${parent}$aws:s3/bucket:Bucket::it`,
    );
    const losses = lossesIn(twice.map((one) => ({ op: "delete", urn: one })));
    expect(() => refusedOf(losses, ["aws:s3/bucket:Bucket::it"])).to.throw(
      `several have this name. Accept one by its URN: ${twice.join(" ")}`,
    );
    expect(refusedOf(losses, twice.slice(0, 1)).map((loss) => loss.urn)).to.deep.equal(twice.slice(1));
  });
});

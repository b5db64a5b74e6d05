import { readFileSync } from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

import { HOLDING } from "@toolkit/offline/consequences/losses";
import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { refusedOf } from "../../../tools/ci/guard/accept";
import { strandedServices } from "../../../tools/ci/guard/capacity";
import { lossesIn } from "../../../tools/ci/guard/decide";
import { parsePreview, type PreviewStep } from "../../../tools/ci/guard/preview-document";
import { differencesOf } from "../../../tools/ci/guard/plan";
import { readPreview } from "../../../tools/ci/guard/read-preview";
import { runSubcommand } from "./run-script";

const recordedFile = (name: string): string => path.join(__dirname, "recorded", `${name}.json`);
const recorded = (name: string) => parsePreview(readFileSync(recordedFile(name), "utf8"), name);
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

  describe("capacity providers", () => {
    const urn = (type: string, name: string): string => `urn:pulumi:dev::webapp::${type}::${name}`;
    const leave = (provider: string, kept: readonly string[]): PreviewStep[] => [
      {
        op: "update",
        urn: urn("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "cluster"),
        oldState: { inputs: { capacityProviders: ["FARGATE", "arm64-1"] } },
        newState: { inputs: { capacityProviders: ["FARGATE", ...kept] } },
      },
      {
        op: "update",
        urn: urn("aws:ecs/service:Service", "backend"),
        oldState: { inputs: { capacityProviderStrategies: [{ capacityProvider: provider, weight: 1 }] } },
        newState: { inputs: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] } },
      },
    ];

    it("are not taken from a cluster before its services have left them", () => {
      expect(strandedServices(leave("arm64-1", []))).to.deep.equal(["backend (arm64-1)"]);
      expect(strandedServices(leave("arm64-1", ["arm64-1"]))).to.deep.equal([]);
      expect(strandedServices(leave("FARGATE", []))).to.deep.equal([]);
      expect(strandedServices(leave("arm64-1", []).slice(0, 1))).to.deep.equal([]);
    });

    it("are refused as a command, with the way out", async () => {
      const input = JSON.stringify({ steps: leave("arm64-1", []), changeSummary: { update: 2 } });
      const { exitCode, stderr } = await runSubcommand("guard", [], { input });
      expect([exitCode, stderr]).to.deep.equal([
        1,
        "backend (arm64-1) would lose the instances it runs on before it has left them, which AWS refuses. Keep them for one deployment with webapp:ec2Spot.keep. See docs/runbooks/services.md#leave-ec2-spot\n",
      ]);
    });
  });

  describe("as a command", () => {
    it("passes with one line", async () => {
      const { exitCode, stdout, stderr } = await runSubcommand("guard", ["--file", recordedFile("nothing")]);
      expect([exitCode, stdout, stderr]).to.deep.equal([0, "Guard: nothing would be lost.\n", ""]);
    });

    it("reads standard input, and refuses in two lines with resource, input and runbook", async () => {
      const { exitCode, stdout, stderr } = await runSubcommand("guard", [], {
        input: readFileSync(recordedFile("database-name"), "utf8"),
      });
      expect([exitCode, stdout]).to.deep.equal([1, ""]);
      expect(stderr.trimEnd().split("\n")).to.deep.equal([
        "database (aws:rds/instance:Instance) would be replaced by a change of dbName (app → shop): all rows of database. See docs/runbooks/restore-database.md",
        "Undo the change, or follow the runbook and then accept the loss with --accept aws:rds/instance:Instance::database",
      ]);
    });

    it("refuses a stack file that is not filled in, unless the account is emulated", async () => {
      const preview = JSON.parse(readFileSync(recordedFile("nothing"), "utf8")) as object;
      const input = JSON.stringify({ ...preview, config: { "aws:allowedAccountIds": '["123456789012"]' } });
      const { exitCode, stdout, stderr } = await runSubcommand("guard", [], { input });
      expect([exitCode, stdout, stderr]).to.deep.equal([
        1,
        "",
        "To be filled in before the first deployment of dev, where examples stand now: aws:allowedAccountIds.\n",
      ]);
      const emulated = await runSubcommand("guard", [], { input, env: { PULUMI_DEBUG_PROVIDERS: "aws:12345" } });
      expect(emulated.exitCode).to.equal(0);
    });

    it("accepts by type and name, says what, and takes only what is there to accept", async () => {
      const file = recordedFile("database-name");
      const database = "aws:rds/instance:Instance::database";
      const accepted = await runSubcommand("guard", ["--file", file, "--accept", database]);
      expect([accepted.exitCode, accepted.stdout]).to.deep.equal([
        0,
        `Guard: accepted\n  ${database} is replaced: all rows of database\n`,
      ]);
      const wrong = ["database", "aws:rds/cluster:Cluster::databse", "aws:s3/bucket:Bucket::site"];
      const refused = await runSubcommand("guard", ["--file", file, ...wrong.flatMap((name) => ["--accept", name])]);
      expect([refused.exitCode, refused.stderr.trimEnd().split("\n")]).to.deep.equal([
        1,
        [
          `--accept database: nothing of this type and name would be lost. Did you mean ${database}?`,
          `--accept aws:rds/cluster:Cluster::databse: nothing of this type and name would be lost. Did you mean ${database}?`,
          "--accept aws:s3/bucket:Bucket::site: nothing of this type and name would be lost. Remove it.",
        ],
      ]);
    });

    it("waits for a preview that comes late and in pieces", async () => {
      const stdin = Object.getOwnPropertyDescriptor(process, "stdin");
      const written = readFileSync(recordedFile("nothing"), "utf8");
      const pieces = [written.slice(0, 100), written.slice(100)];
      const late = async function* (): AsyncGenerator<string> {
        for (const piece of pieces) yield await setTimeout(20, piece);
      };
      Object.defineProperty(process, "stdin", { configurable: true, value: Readable.from(late()) });
      try {
        expect(await readPreview(undefined)).to.deep.equal(recorded("nothing"));
      } finally {
        if (stdin !== undefined) Object.defineProperty(process, "stdin", stdin);
      }
    });

    it("refuses a preview that failed, an empty one, and what is no preview", async () => {
      const failed = await runSubcommand("guard", ["--file", recordedFile("failed")]);
      expect([failed.exitCode, failed.stderr]).to.deep.equal([
        1,
        "The preview failed, so nothing is known of it:\nRunning program '/srv/webapp/index.ts' failed with an unhandled exception:\nError: no such zone: us-east-1z\n",
      ]);
      const empty = await runSubcommand("guard", []);
      expect([empty.exitCode, empty.stderr]).to.deep.equal([
        1,
        "Standard input is not the output of pulumi preview --json: it is empty.\n",
      ]);
      const absent = await runSubcommand("guard", ["--file", "/nowhere/at/all"]);
      expect([absent.exitCode, absent.stderr]).to.deep.equal([
        1,
        "/nowhere/at/all is no file: write pulumi preview --json --stack NAME into it first.\n",
      ]);
      const other = await runSubcommand("guard", [], { input: '{"steps": []}' });
      expect(other.exitCode).to.equal(1);
      expect(other.stderr).to.match(/^Standard input is not the output of pulumi preview --json:\nchangeSummary: /);
    });
  });
});

describe("plan of a deployment", () => {
  const bucket = "urn:pulumi:dev::webapp::aws:s3/bucket:Bucket::files";
  const policy = "urn:pulumi:dev::webapp::aws:s3/bucketPolicy:BucketPolicy::files";
  const steps = (name: string, days: number): PreviewStep[] => [
    { op: "create", urn: bucket, newState: { inputs: { __defaults: ["bucket"], bucket: name, days } } },
    {
      op: "update",
      urn: policy,
      newState: {
        inputs: { policy: `{"Resource":"arn:aws:s3:::${name}/*"}`, secret: { "4dab": "1b", ciphertext: name } },
      },
    },
    { op: "same", urn: "urn:pulumi:dev::webapp::aws:ec2/vpc:Vpc::network" },
  ];

  it("is the same whatever names providers make up, and however a secret is encrypted", () => {
    expect(differencesOf(steps("files-0a1b2c3", 1), steps("files-ffffff0", 1))).to.deep.equal([]);
  });

  it("is another with other inputs, other operations, and steps more or less", () => {
    const [create, update, same] = steps("files-0a1b2c3", 1) as [PreviewStep, PreviewStep, PreviewStep];
    expect(differencesOf([create], steps("files-0a1b2c3", 2).slice(0, 1))).to.deep.equal([
      "files (aws:s3/bucket:Bucket): create with other inputs",
    ]);
    expect(differencesOf([update], [{ ...update, op: "replace" }])).to.deep.equal([
      "files (aws:s3/bucketPolicy:BucketPolicy): update → replace",
    ]);
    expect(differencesOf([same], [{ ...same, op: "delete" }])).to.deep.equal([
      "network (aws:ec2/vpc:Vpc): unchanged → delete",
    ]);
  });

  it("is compared by a command, which names what differs", async () => {
    const files = ["nothing", "database-name"].map(recordedFile);
    const same = await runSubcommand("same-plan", ["--judged", files[0] ?? "", "--now", files[0] ?? ""]);
    expect([same.exitCode, same.stdout, same.stderr]).to.deep.equal([0, "", ""]);
    const other = await runSubcommand("same-plan", ["--judged", files[0] ?? "", "--now", files[1] ?? ""]);
    expect(other.exitCode).to.equal(1);
    expect(other.stderr).to.match(
      /^What would be deployed is no longer what was judged:\ndatabase \(aws:rds\/instance:Instance\): unchanged → replace\n/,
    );
  });

  it("cannot hold an image that is built for a repository which is not there yet", async () => {
    const image = (op: string, name: string) => ({
      op,
      urn: `urn:pulumi:dev::webapp::webapp:compute:Registry$awsx:ecr:Image::${name}`,
    });
    const input = JSON.stringify({ changeSummary: {}, steps: [image("create", "shop"), image("same", "backend")] });
    const { exitCode, stdout } = await runSubcommand("unplanned", [], { input });
    expect([exitCode, stdout]).to.deep.equal([0, "shop\n"]);
  });
});

import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { capture, captureBoth } from "../src/capture";
import { room, Room } from "./fixtures";

describe("capture: what it records", () => {
  it("records every option of a registration, which plain mocks hide", async () => {
    const graph = await capture(
      room((parent) => {
        const provider = new aws.Provider(
          "aws",
          { region: "eu-west-1", defaultTags: { tags: { Project: "shop" } } },
          { parent },
        );
        const topic = new aws.sns.Topic("topic", {}, { parent, provider });
        const queue = new aws.sqs.Queue("queue", {}, { parent, provider });
        new aws.sns.TopicSubscription(
          "subscription",
          { topic: topic.arn, endpoint: queue.arn, protocol: "sqs" },
          {
            parent,
            provider,
            dependsOn: [queue],
            protect: true,
            retainOnDelete: true,
            ignoreChanges: ["filterPolicy"],
            replaceOnChanges: ["protocol"],
            deleteBeforeReplace: true,
            customTimeouts: { create: "40m" },
            aliases: [{ name: "old" }],
          },
        );
      }),
    );
    const subscription = graph.ofType("aws:sns/topicSubscription:TopicSubscription")[0];
    const prefix = "urn:pulumi:dev::program::shop:tests:Room";
    const provider = `${prefix}$pulumi:providers:aws::aws`;
    const topic = `${prefix}$aws:sns/topic:Topic::topic`;
    const queue = `${prefix}$aws:sqs/queue:Queue::queue`;
    expect(subscription).to.deep.include({
      urn: `${prefix}$aws:sns/topicSubscription:TopicSubscription::subscription`,
      name: "subscription",
      parent: `${prefix}::room`,
      custom: true,
      remote: false,
      dependsOn: [topic, queue],
      propertyDependencies: { topic: [topic], endpoint: [queue] },
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["filterPolicy"],
      replaceOnChanges: ["protocol"],
      deleteBeforeReplace: true,
      provider,
      customTimeouts: { create: "40m" },
      aliases: [{ name: "old", parent: `${prefix}::room` }],
      version: "7.48.0",
    });
    expect(subscription?.inputs.protocol).to.equal("sqs");
    expect(subscription?.inputs.topic).to.match(/^arn:aws:sns:eu-west-1:123456789012:topic-[0-9a-f]{7}$/);
  });

  it("gives URNs as the engine does: types of all components, without the stack", async () => {
    const graph = await capture(() => {
      new Room(
        "outer",
        (outer) => new Room("inner", (parent) => new aws.sns.Topic("topic", {}, { parent }), { parent: outer }),
      );
      return {};
    });
    expect(graph.resources.map((resource) => resource.urn)).to.have.members([
      "urn:pulumi:dev::program::pulumi:pulumi:Stack::program-dev",
      "urn:pulumi:dev::program::shop:tests:Room::outer",
      "urn:pulumi:dev::program::shop:tests:Room$shop:tests:Room::inner",
      "urn:pulumi:dev::program::shop:tests:Room$shop:tests:Room$aws:sns/topic:Topic::topic",
    ]);
  });

  it("shows secrets as [secret] at any depth, and files and resources by what they are", async () => {
    const graph = await capture(() => {
      new Room("room", (parent) => {
        const password = new random.RandomPassword("password", { length: 64 }, { parent });
        const bucket = new aws.s3.Bucket("bucket", {}, { parent });
        new aws.s3.BucketObjectv2(
          "file",
          { bucket: bucket.id, source: new pulumi.asset.FileAsset("package.json") },
          { parent },
        );
        new aws.s3.BucketObjectv2(
          "text",
          { bucket: bucket.id, source: new pulumi.asset.StringAsset("hello") },
          { parent },
        );
        new aws.lb.ListenerRule(
          "rule",
          {
            listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/1/2",
            actions: [{ type: "forward" }],
            conditions: [{ httpHeader: { httpHeaderName: "x-origin", values: [password.result] } }],
          },
          { parent },
        );
      });
      return { password: pulumi.secret("hush"), plain: "text" };
    });
    const input = (name: string): Readonly<Record<string, unknown>> =>
      graph.resources.find((resource) => resource.name === name)?.inputs ?? {};
    expect(input("rule").conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin", values: ["[secret]"] } },
    ]);
    expect(input("file").source).to.deep.equal({ asset: "package.json" });
    expect(input("text").source).to.deep.equal({
      asset: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    });
    expect(input("file").bucket).to.match(/^bucket-[0-9a-f]{7}$/);
    expect(graph.outputs).to.deep.equal({ password: "[secret]", plain: "text" });
    expect(JSON.stringify(graph.resources)).not.to.include("4dabf18193072939515e22adb298388d");
  });

  it("records a remote component with its providers", async () => {
    const graph = await captureBoth(() => {
      const provider = new aws.Provider("aws", { region: "us-east-1" });
      new Room(
        "room",
        (parent) => {
          const repository = new aws.ecr.Repository("repository", {}, { parent });
          const image = new awsx.ecr.Image(
            "image",
            { repositoryUrl: repository.repositoryUrl, context: "app" },
            { parent, providers: [provider] },
          );
          new aws.sns.Topic("digest", { displayName: image.imageUri }, { parent });
        },
        { providers: [provider] },
      );
      return {};
    });
    const image = graph.ofType("awsx:ecr:Image")[0];
    expect(image).to.deep.include({ remote: true, custom: false });
    expect(image?.providers).to.deep.equal({ aws: "urn:pulumi:dev::program::pulumi:providers:aws::aws" });
    expect(graph.ofType("aws:sns/topic:Topic")[0]?.inputs.displayName).to.match(
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/repository-[0-9a-f]{7}@sha256:[0-9a-f]{64}$/,
    );
  });

  it("marks what AWS computes as unknown in a first preview, and nothing else", async () => {
    const program = room((parent) => {
      const bucket = new aws.s3.Bucket("bucket", { forceDestroy: true }, { parent });
      new aws.s3.BucketObjectv2(
        "object",
        { bucket: bucket.bucket, key: bucket.arn, forceDestroy: bucket.forceDestroy },
        { parent },
      );
      new aws.s3.BucketPolicy("policy", { bucket: bucket.id, policy: pulumi.interpolate`${bucket.arn}/*` }, { parent });
    });
    const graph = await capture(program, { unknown: true });
    const object = graph.ofType("aws:s3/bucketObjectv2:BucketObjectv2")[0];
    expect(object?.inputs).to.deep.include({ key: "[unknown]", forceDestroy: true });
    expect(object?.inputs.bucket).to.match(/^bucket-[0-9a-f]{7}$/);
    expect(graph.ofType("aws:s3/bucketPolicy:BucketPolicy")[0]?.inputs.policy).to.equal("[unknown]");
    expect(object?.id).to.equal("");
  });

  it("runs again and again with nothing left of the run before", async () => {
    const program = (): Record<string, unknown> => {
      const config = new pulumi.Config();
      new Room(config.require("name"), (parent) => new aws.sns.Topic("topic", {}, { parent }));
      return {
        keys: Object.keys(pulumi.runtime.allConfig()),
        dryRun: pulumi.runtime.isDryRun(),
        stack: pulumi.getStack(),
      };
    };
    const first = capture(program, { stack: "dev", config: { "program:name": "one", "program:old": "x" } });
    const second = capture(program, { stack: "prod", config: { "program:name": "two" }, unknown: true });
    const third = capture(program, { stack: "dev", config: { "program:name": "one", "program:old": "x" } });
    expect((await first).outputs).to.deep.equal({ keys: ["program:name", "program:old"], dryRun: false, stack: "dev" });
    expect((await second).outputs).to.deep.equal({ keys: ["program:name"], dryRun: true, stack: "prod" });
    expect((await second).resources.map((resource) => resource.name)).to.deep.equal(["program-prod", "two", "topic"]);
    expect((await third).resources).to.deep.equal((await first).resources);
  });

  it("answers the availability zones of the region", async () => {
    const graph = await capture(
      async () => {
        const zones = await aws.getAvailabilityZones({ state: "available" });
        return { zones: zones.zoneIds, names: zones.names };
      },
      { config: { "aws:region": "eu-west-1" } },
    );
    expect(graph.outputs).to.deep.equal({
      zones: ["euw1-az1", "euw1-az2", "euw1-az3"],
      names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    });
  });
});

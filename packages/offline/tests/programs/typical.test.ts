import { expect } from "chai";
import { rejection } from "../fixtures";
import { clean, preview } from "./fixture";

const SDK = `import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n`;
const TOPIC = "aws:sns/topic:Topic";

describe("programs in the style of those that people write", function () {
  after(clean);

  it("let transforms of a resource, of its parent and of the stack change what is registered", async () => {
    const program = `${SDK}
      const tagged = (key: string): pulumi.ResourceTransform => ({ type, props, opts }) =>
        type.startsWith("aws:") ? { props: { ...props, tags: { ...props.tags, [key]: props.tags?.own ?? "x" } }, opts } : undefined;
      pulumi.runtime.registerStackTransform(tagged("stack"));
      pulumi.runtime.registerStackTransform(async ({ props, opts }) => ({ props, opts: { ...opts, protect: true } }));
      class Room extends pulumi.ComponentResource {
        constructor(name: string, opts: pulumi.ComponentResourceOptions) {
          super("shop:index:Room", name, {}, opts);
          new aws.sns.Topic("topic", { tags: { own: "mine" } }, { parent: this, transforms: [tagged("resource")] });
        }
      }
      new Room("room", { transforms: [tagged("parent")] });
      new aws.sns.Topic("other");`;
    const { graph } = await preview({ "index.ts": program });
    const [inside, outside] = ["topic", "other"].map((name) => graph.ofType(TOPIC).find((one) => one.name === name));
    expect(inside?.inputs.tags).to.deep.equal({ own: "mine", resource: "mine", parent: "mine", stack: "mine" });
    expect(outside?.inputs.tags).to.deep.equal({ stack: "x" });
    expect([inside?.protect, outside?.protect]).to.deep.equal([true, true]);
  });

  it("fail with a transform that throws, and are told what only the CLI runs", async () => {
    const throwing = `${SDK}
      pulumi.runtime.registerStackTransform(() => { throw new Error("no tags, no topic"); });
      new aws.sns.Topic("topic");`;
    expect(await rejection(preview({ "index.ts": throwing }))).to.include("no tags, no topic");
    const invokes = `${SDK}
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args, opts }));
      new aws.sns.Topic("topic");`;
    expect(await rejection(preview({ "index.ts": invokes }))).to.match(
      /uses transforms of functions, which only the Pulumi CLI runs: it cannot be previewed offline\.$/,
    );
  });

  it("subscribe callback functions to topics, queues, tables, streams and schedules", async () => {
    const program = `${SDK}
      const table = new aws.dynamodb.Table("t", { attributes: [{ name: "id", type: "S" }], hashKey: "id", streamEnabled: true });
      const handler = async () => { console.log(table.name.get()); };
      aws.cloudwatch.onSchedule("nightly", "rate(1 day)", handler);
      new aws.sns.Topic("topic").onEvent("topic", handler);
      new aws.sqs.Queue("queue", { visibilityTimeoutSeconds: 180 }).onEvent("queue", handler);
      table.onEvent("table", handler, { startingPosition: "LATEST" });
      new aws.kinesis.Stream("stream").onEvent("stream", handler, { startingPosition: "LATEST" });`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.ofType("aws:lambda/function:Function")).to.have.length(5);
    expect(graph.ofType("aws:lambda/eventSourceMapping:EventSourceMapping")).to.have.length(3);
    expect(graph.notes.remarks.join()).to.include("callback functions");
  });

  it("build a cluster, its nodes and its identity provider, and read nested outputs", async () => {
    const program = `${SDK}
      const zones = aws.getAvailabilityZonesOutput({ state: "available" }).names;
      const subnets = zones.apply((names) =>
        pulumi.all(names.slice(0, 2).map((zone, index) => new aws.ec2.DefaultSubnet("s" + index, { availabilityZone: zone }).id)),
      );
      const role = new aws.iam.Role("r", { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "eks.amazonaws.com" }) });
      const cluster = new aws.eks.Cluster("c", { roleArn: role.arn, vpcConfig: { subnetIds: subnets } });
      const issuer = cluster.identities[0].oidcs[0].issuer;
      const provider = new aws.iam.OpenIdConnectProvider("o", { clientIdLists: ["sts.amazonaws.com"], url: issuer });
      new aws.eks.NodeGroup("n", { clusterName: cluster.name, nodeRoleArn: role.arn, subnetIds: subnets, scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 } });
      export const subject = provider.url.apply((url) => url.replace("https://", "") + ":sub");
      export const config = pulumi.jsonStringify({ server: cluster.endpoint, ca: cluster.certificateAuthority.data });`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.ofType("aws:ec2/defaultSubnet:DefaultSubnet")).to.have.length(2);
    expect(graph.outputs.subject).to.match(/^[^[].*:sub$/);
    expect(JSON.parse(String(graph.outputs.config))).to.have.keys("server", "ca");
  });

  it("put resources into other regions, under other names, in components of their own", async () => {
    const program = `${SDK}
      const west = new aws.Provider("west", { region: "us-west-2", assumeRoles: [{ roleArn: "arn:aws:iam::1:role/x" }] });
      class Net extends pulumi.ComponentResource {
        readonly arn: pulumi.Output<string>;
        constructor(name: string, opts: pulumi.ComponentResourceOptions) {
          super("acme:net:Net", name, {}, opts);
          const aliases = [{ parent: pulumi.rootStackResource }, { name: "former" }];
          this.arn = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this, aliases }).arn;
          this.registerOutputs({ arn: this.arn });
        }
      }
      export const arn = new Net("net", { providers: { aws: west } }).arn;
      export const password = new pulumi.StackReference("acme/base/prod").getOutput("password").apply((text) => text + "!");`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.outputs.arn).to.match(/^arn:aws:ec2:us-west-2:\d{12}:vpc\/vpc-/);
    expect(graph.outputs.password).to.equal("[unknown]");
    expect(graph.ofType("aws:ec2/vpc:Vpc")[0]?.aliases).to.have.length(2);
  });
});

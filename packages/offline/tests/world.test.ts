import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  answerTo,
  checkedInputs,
  createResource,
  modelOf,
  resourceModels,
  type WorldContext,
  zonesOf,
} from "../src/world";

const context: WorldContext = { accountId: "123456789012", region: "us-east-1", partition: "aws" };

function make(type: string, inputs: Record<string, unknown> = {}, where = context) {
  const resource = { urn: `urn:pulumi:dev::shop::${type}::thing`, type, name: "thing", inputs };
  const checked = checkedInputs(resource);
  return { checked, ...createResource({ ...resource, inputs: checked }, where) };
}

/** The SDK's source of a type, which says what is an argument and what only AWS computes. */
function sdk(type: string): { outputs: string[]; isRegional: boolean; args: string } {
  const [namespace = "", module = ""] = type.split(":");
  const base = join("node_modules/@pulumi", namespace, module.replace("index/", ""));
  const source = readFileSync(`${base}.js`, "utf8");
  const typings = readFileSync(`${base}.d.ts`, "utf8");
  return {
    outputs: [...source.matchAll(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g)].map((match) => match[1] ?? ""),
    isRegional: source.includes('resourceInputs["region"] = args'),
    args: typings.slice(typings.search(/export interface \w+Args \{/)),
  };
}

const providerTypes = Object.keys(resourceModels).filter((type) => !/^(pulumi|awsx):/.test(type));
/** Its `name` is the document it applies. */
const NAMED_AFTER_ITS_DOCUMENT = "aws:ssm/association:Association";

const awsTypes = providerTypes.filter((type) => type.startsWith("aws:"));

describe("emulated AWS: every type agrees with the SDK", () => {
  for (const type of providerTypes) {
    it(type, () => {
      const { outputs, isRegional, args } = sdk(type);
      const computed = make(type, { name: "name", min: 1, max: 2 }).computed;
      expect(Object.keys(computed), "outputs that only AWS computes").to.include.members(outputs);
      if (type.startsWith("aws:")) {
        expect(modelOf(type).global === true, "global").to.equal(!isRegional);
        const { autoname } = modelOf(type);
        const hasOptionalName = type !== NAMED_AFTER_ITS_DOCUMENT && /\n {4}name\?: /.test(args);
        if (hasOptionalName) expect(autoname?.property, "automatic name").to.equal("name");
        if (autoname !== undefined) expect(args).to.match(new RegExp(`\\n {4}${autoname.property}\\?: `));
        if (autoname?.prefixProperty !== undefined) expect(args).to.include(`${autoname.prefixProperty}?: `);
      }
    });
  }

  it("covers the services of the design", () => {
    expect(awsTypes.length).to.be.greaterThan(120);
    expect(existsSync("node_modules/@pulumi/aws/ec2/vpc.js")).to.equal(true);
  });
});

describe("emulated AWS: shapes of ids, which hide mix-ups when they are wrong", () => {
  const shapes: [string, Record<string, unknown>, RegExp][] = [
    ["aws:ec2/vpc:Vpc", {}, /^vpc-[0-9a-f]{17}$/],
    ["aws:ecs/cluster:Cluster", {}, /^arn:aws:ecs:us-east-1:123456789012:cluster\/thing-[0-9a-f]{7}$/],
    [
      "aws:ecs/service:Service",
      { cluster: "arn:aws:ecs:us-east-1:1:cluster/main", name: "api" },
      /^arn:aws:ecs:us-east-1:123456789012:service\/main\/api$/,
    ],
    ["aws:ecs/taskDefinition:TaskDefinition", { family: "api" }, /^api$/],
    ["aws:rds/instance:Instance", { engine: "mysql" }, /^db-[A-Z0-9]{26}$/],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { name: "web" },
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
    ],
    ["aws:kms/key:Key", {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
    ["aws:s3/bucket:Bucket", {}, /^thing-[0-9a-f]{7}$/],
    [
      "aws:secretsmanager/secret:Secret",
      { name: "s" },
      /^arn:aws:secretsmanager:us-east-1:123456789012:secret:s-[A-Z0-9]{6}$/,
    ],
    ["aws:cloudfront/distribution:Distribution", {}, /^E[A-Z0-9]{13}$/],
    ["aws:kms/alias:Alias", {}, /^alias\/thing-[0-9a-f]{7}$/],
    ["aws:sqs/queue:Queue", { name: "q" }, /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/q$/],
  ];
  for (const [type, inputs, shape] of shapes) {
    it(type, () => {
      expect(make(type, inputs).id).to.match(shape);
    });
  }

  it("gives the same answer to the same URN, and another to another", () => {
    expect(make("aws:ec2/vpc:Vpc")).to.deep.equal(make("aws:ec2/vpc:Vpc"));
    expect(make("aws:ec2/vpc:Vpc").id.slice(-17)).not.to.equal(make("aws:ec2/subnet:Subnet").id.slice(-17));
  });

  it("keeps given names, and finishes a prefix", () => {
    expect(make("aws:iam/role:Role", { name: "given" }).checked.name).to.equal("given");
    expect(make("aws:iam/role:Role", { namePrefix: "web-" }).checked.name).to.match(/^web-[0-9a-f]{26}$/);
  });

  it("puts ARNs into the resource's own region and partition", () => {
    const inChina = { ...context, region: "cn-north-1", partition: "aws-cn" };
    expect(make("aws:sns/topic:Topic", { name: "t", region: "us-west-2" }).computed.arn).to.equal(
      "arn:aws:sns:us-west-2:123456789012:t",
    );
    expect(make("aws:sns/topic:Topic", { name: "t" }, inChina).computed.arn).to.equal(
      "arn:aws-cn:sns:cn-north-1:123456789012:t",
    );
  });

  it("adds the provider's default tags under a resource's own", () => {
    const tagged = { ...context, defaultTags: { Project: "shop", Owner: "platform" } };
    expect(make("aws:sns/topic:Topic", { tags: { Owner: "web" } }, tagged).computed.tagsAll).to.deep.equal({
      Project: "shop",
      Owner: "web",
    });
  });

  it("gives a managed database password its secret, and others none", () => {
    const managed = make("aws:rds/instance:Instance", { engine: "mysql", manageMasterUserPassword: true });
    const [secret] = managed.computed.masterUserSecrets as { secretArn: string }[];
    expect(secret?.secretArn).to.match(
      /^arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-[0-9a-f-]{36}-[A-Z0-9]{6}$/,
    );
    expect(make("aws:rds/instance:Instance", { engine: "mysql" }).computed.masterUserSecrets).to.deep.equal([]);
  });

  it("gives one validation record to one name in two regions", () => {
    const options = (region: string): unknown =>
      make("aws:acm/certificate:Certificate", { domainName: "app.example.com", region }).computed
        .domainValidationOptions;
    expect(options("us-east-1")).to.deep.equal(options("eu-west-1"));
  });
});

describe("emulated AWS: provider functions", () => {
  it("knows zones by name and id, the one without Fargate on ARM included", () => {
    expect(zonesOf("us-east-1").map((zone) => zone.id)).to.include.members(["use1-az1", "use1-az3"]);
    expect(zonesOf("ap-southeast-2")).to.deep.include({ name: "ap-southeast-2a", id: "apse2-az1" });
  });

  it("answers account, region and prefix list", () => {
    const call = (token: string, inputs = {}): Record<string, unknown> => answerTo(token, inputs, context).result;
    expect(call("aws:index/getCallerIdentity:getCallerIdentity").accountId).to.equal("123456789012");
    expect(call("aws:index/getRegion:getRegion", { region: "eu-west-1" }).region).to.equal("eu-west-1");
    const list = (region: string, name?: string): unknown =>
      call("aws:ec2/getManagedPrefixList:getManagedPrefixList", { region, ...(name === undefined ? {} : { name }) }).id;
    expect(list("us-east-1")).to.equal("pl-3b927c52");
    const others = [list("us-east-1", "com.amazonaws.us-east-1.s3"), list("ap-south-1"), list("sa-east-1")];
    for (const id of others) expect(id).to.match(/^pl-[0-9a-f]{8}$/);
    expect(new Set(["pl-3b927c52", ...others]).size).to.equal(4);
  });
});

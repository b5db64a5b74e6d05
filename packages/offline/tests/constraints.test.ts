import { expect } from "chai";

import { refusalText } from "../src/constraints";
import { refusedValues } from "../src/constraints/check";
import { constraints } from "../src/constraints";
import type { ConstraintTable } from "../src/constraints/table";
import type { GraphResource } from "../src/graph";

const refused = (type: string, inputs: Record<string, unknown>, propertyDependencies = {}): string[] =>
  refusedValues({ type, inputs, propertyDependencies }, constraints()).map(
    ({ input, allowed }) => `${input} must ${allowed}`,
  );

/** Types of the program and of others, with values that AWS refuses. */
const wrong: readonly [type: string, inputs: Record<string, unknown>, told: string][] = [
  ["aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 10 }, "retentionInDays must be one of 1, 3, 5,"],
  ["aws:cloudwatch/logGroup:LogGroup", { name: "a b" }, "name must match ^"],
  ["aws:cloudfront/distribution:Distribution", { priceClass: "PriceClass_300" }, "priceClass must be one of"],
  ["aws:scheduler/schedule:Schedule", { name: "x".repeat(65) }, "name must have 1 to 64 characters"],
  ["aws:iam/role:Role", { name: "x".repeat(65) }, "name must have 1 to 64 characters"],
  ["aws:iam/role:Role", { maxSessionDuration: 60 }, "maxSessionDuration must be 3600 to 43200"],
  ["aws:rds/instance:Instance", { monitoringRoleArn: "admin" }, "monitoringRoleArn must be the ARN of a role"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: "default" }, "vpcId must be the id of a VPC, vpc-…"],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    { containerDefinitions: '[{"name":"app","portMappings":[{"protocol":"icmp"}]}]' },
    "containerDefinitions[0].portMappings[0].protocol must be one of tcp, udp",
  ],
  ["aws:lambda/function:Function", { packageType: "Jar" }, "packageType must be one of Image, Zip"],
  ["aws:dynamodb/table:Table", { billingMode: "FREE" }, "billingMode must be one of PAY_PER_REQUEST, PROVISIONED"],
  ["aws:lambda/function:Function", { memorySize: 64 }, "memorySize must be 128 to 32768"],
  ["aws:sqs/queue:Queue", { delaySeconds: 901 }, "delaySeconds must be 0 to 900"],
  ["aws:sqs/queue:Queue", { tags: { "aws:owner": "me" } }, "the key of tags.aws:owner must have 128 letters"],
  ["aws:nothing/like:This", { tags: { Owner: "a;b" } }, "tags.Owner must have 256 letters"],
  ["aws:s3/bucket:Bucket", { tags: { Owner: "x".repeat(257) } }, "tags.Owner must have 256 letters"],
];

describe("what AWS's schemas allow", () => {
  for (const [type, inputs, told] of wrong) {
    it(`${type} with ${JSON.stringify(inputs).slice(0, 60)} is refused`, () => {
      expect(refused(type, inputs).join()).to.include(told);
    });
  }

  it("judges nothing that is empty, unknown or secret, nor a type without a schema", () => {
    const role = "aws:iam/role:Role";
    for (const name of ["", "[unknown]", `${"x".repeat(60)}[unknown]`, "[secret]", undefined, null, true, {}]) {
      expect(refused(role, { name })).to.deep.equal([]);
    }
    expect(refused("aws:nothing/like:This", { name: "" })).to.deep.equal([]);
  });

  it("takes words in the provider's letters", () => {
    expect(refused("aws:s3/bucket:Bucket", { acl: "public-read" })).to.deep.equal([]);
  });

  it("judges of a text that other resources make only its length", () => {
    const dependencies = { name: ["urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs"] };
    const group = "aws:cloudwatch/logGroup:LogGroup";
    expect(refused(group, { name: "a b" }, dependencies)).to.deep.equal([]);
    expect(refused(group, { name: "x".repeat(513) }, dependencies)).to.have.length(1);
  });

  it("leaves out what the schemas have wrong", () => {
    expect(refused("aws:devopsguru/resourceCollection:ResourceCollection", { type: "AWS_SERVICE" })).to.deep.equal([]);
  });

  it("counts the entries of a list, and looks into each", () => {
    const table: ConstraintTable = {
      ...constraints(),
      types: { "aws:x/y:Y": { names: { maxItems: 2, i: { maxLength: 3 } } } },
    };
    const found = refusedValues({ type: "aws:x/y:Y", inputs: { names: ["a", "long", "b"] } }, table);
    expect(found.map(({ input, allowed }) => `${input} must ${allowed}`)).to.deep.equal([
      "names must have at most 2 entries",
      "names[1] must have at most 3 characters",
    ]);
  });

  it("is told with resource, input, value and what AWS allows", () => {
    const resource = { type: "aws:sns/topic:Topic", name: "alarms" } as GraphResource;
    expect(refusalText([])).to.equal(undefined);
    expect(refusalText([{ resource, input: "name", value: "x".repeat(300), allowed: "be short" }])).to.match(
      /^AWS would refuse 1 value, by its resource schemas of 2026-\d\d-\d\d:\n {2}aws:sns\/topic:Topic "alarms": name = "x{119}… must be short$/,
    );
  });
});

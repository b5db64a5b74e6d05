import { expect } from "chai";
import { describeFunction, describeMethod, describeResource } from "../src/provider";
import { parseDeclaredType } from "../src/provider/declared-type";
import { checkedInputs, createResource, type WorldContext } from "../src/world";
import { ALL_TYPES, problemsWith } from "./declared";

const context: WorldContext = { accountId: "210987654321", region: "eu-west-1", partition: "aws" };

function make(type: string, inputs: Record<string, unknown> = {}, where = context) {
  const resource = { urn: `program::${type}::thing`, type, name: "thing", inputs };
  const checked = checkedInputs(resource);
  return { checked, ...createResource({ ...resource, inputs: checked }, where) };
}

describe("what a provider's package tells of a type", () => {
  it("inputs, required inputs, outputs with their types, and what only AWS computes", () => {
    const table = describeResource("aws:dynamodb/table:Table");
    expect([...(table?.inputs ?? [])]).to.include.members(["billingMode", "name", "ttl"]);
    expect(table?.outputs.get("arn")).to.deep.equal({ kind: "string" });
    expect(table?.outputs.get("rangeKey")).to.deep.equal({ kind: "optional", type: { kind: "string" } });
    expect(table?.outputs.get("ttl")).to.deep.equal({ kind: "named", name: "outputs.dynamodb.TableTtl" });
    expect([...(table?.computed ?? [])].sort()).to.deep.equal(["arn", "streamArn", "streamLabel", "tagsAll"]);
    expect(describeResource("aws:appsync/graphQLApi:GraphQLApi")?.required).to.deep.equal(["authenticationType"]);
  });

  it("secrets, whether the class marks the output or wraps the input", () => {
    expect(describeResource("aws:rds/cluster:Cluster")?.secrets).to.include("masterPassword");
    expect(describeResource("aws:iam/accessKey:AccessKey")?.secrets).to.include("secret");
  });

  it("finds the file where token and file name differ, and where providers have no file in their tokens", () => {
    for (const type of [
      "aws:kendra/index:Index",
      "aws:guardduty/iPSet:IPSet",
      "docker-build:index:Image",
      "awsx:ec2:Vpc",
    ]) {
      expect(describeResource(type)?.outputs.size, type).to.be.greaterThan(0);
    }
    expect(describeResource("aws:ec2/vpc:Nothing")).to.equal(undefined);
    expect(describeResource("nowhere:index:Thing")).to.equal(undefined);
  });

  it("results of functions and of methods", () => {
    expect(describeFunction("aws:ec2/getAmi:getAmi")?.results.get("architecture")).to.deep.equal({ kind: "string" });
    expect(describeMethod("awsx:ecs:Nothing/getUrl")).to.deep.equal(["result"]);
  });

  it("reads every form of a type", () => {
    const text = { kind: "string" };
    for (const [source, type] of [
      ["string | undefined", { kind: "optional", type: text }],
      ["string[]", { kind: "list", element: text }],
      ["(string | undefined)[]", { kind: "list", element: { kind: "optional", type: text } }],
      ["{ [key: string]: string[]; }", { kind: "map", element: { kind: "list", element: text } }],
      [
        "{\n [key: string]: {\n [key: string]: string;\n };\n}",
        { kind: "map", element: { kind: "map", element: text } },
      ],
      ["Record<string, number>", { kind: "map", element: { kind: "number" } }],
      ["pulumi.asset.Archive", { kind: "any" }],
      ["outputs.ec2.Tag[]", { kind: "list", element: { kind: "named", name: "outputs.ec2.Tag" } }],
      ['"a" | "b"', { kind: "literal", value: "a" }],
    ] as const) {
      expect(parseDeclaredType(source), source).to.deep.equal(type);
    }
  });
});

describe("types without a model of their own", () => {
  const shapes: [string, Record<string, unknown>, RegExp, RegExp?][] = [
    ["aws:dynamodb/table:Table", {}, /^thing-[0-9a-f]{7}$/, /^arn:aws:dynamodb:eu-west-1:210987654321:table\/thing-/],
    ["aws:lambda/function:Function", { name: "api" }, /^api$/, /^arn:aws:lambda:eu-west-1:210987654321:function:api$/],
    ["aws:ec2/vpnGateway:VpnGateway", {}, /^vgw-[0-9a-f]{17}$/],
    ["aws:cognito/userPool:UserPool", {}, /^eu-west-1_[A-Z0-9]{9}$/],
    ["aws:appmesh/virtualNode:VirtualNode", { meshName: "m", name: "n" }, /^m\/n$/],
    ["aws:apigatewayv2/integration:Integration", { apiId: "a1b2c3" }, /^[0-9a-z]{7}$/],
    ["aws:glue/catalogDatabase:CatalogDatabase", { name: "db" }, /^210987654321:db$/],
    [
      "aws:acmpca/certificateAuthority:CertificateAuthority",
      {},
      /^arn:aws:acm-pca:eu-west-1:210987654321:certificate-authority\/[0-9a-f-]{36}$/,
    ],
  ];
  for (const [type, inputs, id, arn = /^/] of shapes) {
    it(`${type} has ids in AWS's form`, () => {
      const made = make(type, inputs);
      expect(made.source).to.equal("description");
      expect(made.id).to.match(id);
      expect(String(made.computed.arn)).to.match(arn);
    });
  }

  it("echo what they are given, and give the same answer to the same URN", () => {
    const made = make("aws:dynamodb/table:Table", { billingMode: "PAY_PER_REQUEST", name: "orders" });
    expect(made.computed).not.to.have.any.keys("billingMode", "name");
    expect(make("aws:dynamodb/table:Table", { billingMode: "PAY_PER_REQUEST", name: "orders" })).to.deep.equal(made);
  });

  it("use the form and the default that the documentation shows", () => {
    const { id, computed } = make("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
    expect(computed.apiEndpoint).to.equal(`https://${id}.execute-api.eu-west-1.amazonaws.com`);
    const api = make("aws:appsync/graphQLApi:GraphQLApi", { authenticationType: "API_KEY" });
    expect(api.computed.uris).to.deep.equal({
      GRAPHQL: `https://${api.id}.appsync-api.eu-west-1.amazonaws.com/graphql`,
    });
    expect(make("aws:cloudformation/stack:Stack").computed).not.to.have.property("outputs");
    expect(make("aws:elasticache/cluster:Cluster").computed.azMode).to.equal("single-az");
  });

  it("leave nothing out of a type with a model, where a program may ask for everything", () => {
    const vpc = (complete: boolean): unknown =>
      make("aws:ec2/vpc:Vpc", {}, { ...context, complete }).computed.enableNetworkAddressUsageMetrics;
    expect(vpc(false)).to.equal(undefined);
    expect(vpc(true)).to.equal(false);
  });

  it("give back nothing that is not known", () => {
    expect(make("nowhere:index:Thing", { a: 1 })).to.deep.include({ id: "", source: "nothing", computed: {} });
  });

  it("give every output of its declared type, all of them", () => {
    const problems = ALL_TYPES.flatMap((type) => {
      const { id, checked, computed } = make(type, {}, { ...context, complete: true });
      return [
        ...(id === "" && !/^aws:(ec2|s3|lb|ecs|ecr)\//.test(type) && checked.name !== undefined
          ? [`${type} has no id`]
          : []),
        ...problemsWith(type, { ...checked, ...computed }),
      ];
    });
    expect(ALL_TYPES.length).to.be.greaterThan(1700);
    expect(problems).to.deep.equal([]);
  });
});

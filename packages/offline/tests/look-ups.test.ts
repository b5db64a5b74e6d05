import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readAnswer } from "../src/answer-option";
import { answersTo, writtenToken } from "../src/answers";
import { capture, type CaptureOptions, type Program } from "../src/capture";
import { answerTo, type WorldContext } from "../src/world";
import { policyDocument } from "../src/world/policy-document";
import { PLAIN, renderNotes } from "../src/render";
import { rejection } from "./fixtures";

const context: WorldContext = { accountId: "210987654321", region: "eu-west-1", partition: "aws" };

const outputsOf = async (program: Program, options: CaptureOptions = {}): Promise<Record<string, unknown>> =>
  (await capture(program, options)).outputs;

class Thing extends pulumi.CustomResource {}

describe("provider functions without an exact answer", () => {
  it("echo the question and answer in the declared types", () => {
    const { result, source, withheld } = answerTo("aws:ec2/getVpc:getVpc", { id: "vpc-1" }, context);
    expect(result).to.deep.include({ id: "vpc-1", region: "eu-west-1" });
    expect(result.cidrBlock).to.match(/^10\./);
    expect(result.enableDnsSupport).to.be.a("boolean");
    expect(result.cidrBlockAssociations).to.be.an("array");
    expect([source, withheld]).to.deep.equal(["description", []]);
  });

  it("find ids in the form of what they look up, two of them in a list", () => {
    const { result } = answerTo("aws:ec2/getSubnets:getSubnets", {}, context);
    expect(result.ids).to.have.length(2);
    expect(new Set(result.ids as string[]).size).to.equal(2);
    for (const id of result.ids as string[]) expect(id).to.match(/^subnet-[0-9a-f]{17}$/);
    expect(answerTo("aws:ec2/getAmi:getAmi", {}, context).result.id).to.match(/^ami-[0-9a-f]{17}$/);
  });

  it("make up nothing that only the account holds", () => {
    const secret = answerTo("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "s" }, context);
    expect(secret.withheld).to.have.members(["secretString", "secretBinary"]);
    expect(answerTo("aws:ssm/getParameter:getParameter", { name: "/mine" }, context).withheld).to.include("value");
  });

  it("say when nothing is known of them", () => {
    expect(answerTo("nowhere:index:getThing", { a: 1 }, context)).to.deep.equal({
      result: { a: 1 },
      source: "nothing",
      withheld: [],
    });
  });
});

describe("aws.iam.getPolicyDocument", () => {
  const read = (inputs: Record<string, unknown>): unknown => JSON.parse(String(policyDocument(inputs).json));

  it("is the policy that the statements make", () => {
    const statements = [
      {
        sid: "Read",
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
        principals: [{ type: "Service", identifiers: ["ecs.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1", "2"] }],
      },
      { effect: "Deny", notActions: ["iam:*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] },
    ];
    expect(read({ statements })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
          Principal: { Service: "ecs.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ["1", "2"] } },
        },
        { Effect: "Deny", NotAction: "iam:*", Resource: "*", Principal: "*" },
      ],
    });
  });

  it("takes other documents in, and lets a later Sid stand in an earlier one's place", () => {
    const document = (effect: string): string => JSON.stringify({ Statement: { Sid: "A", Effect: effect } });
    const inputs = { sourcePolicyDocuments: [document("Allow")], overridePolicyDocuments: [document("Deny")] };
    expect(read(inputs)).to.deep.equal({ Version: "2012-10-17", Statement: [{ Sid: "A", Effect: "Deny" }] });
  });
});

describe("capture: look-ups", () => {
  it("answers and notes a function and an existing resource, which the program does not make", async () => {
    const graph = await capture(async () => {
      const ami = await aws.ec2.getAmi({ owners: ["amazon"], mostRecent: true });
      const zone = aws.route53.Zone.get("zone", "Z1", { name: "example.com" });
      new aws.ec2.Instance("server", { ami: ami.id, instanceType: "t4g.nano" });
      return { zone: zone.zoneId, name: zone.name };
    });
    expect(graph.notes.lookUps).to.deep.equal(["ec2.getAmi", "route53.Zone.get"]);
    expect(graph.managed.map(({ name }) => name)).to.deep.equal(["server"]);
    expect(graph.ofType("aws:route53/zone:Zone")[0]).to.deep.include({ external: true, id: "Z1" });
    expect(graph.outputs.name).to.equal("example.com");
  });

  it("keeps other stacks and stored values unknown unless they are answered", async () => {
    const program = (): Record<string, unknown> => {
      const stack = new pulumi.StackReference("acme/network/prod");
      const parameter = aws.ssm.getParameterOutput({ name: "/shop/url" });
      return { vpc: stack.getOutput("vpcId"), url: parameter.value };
    };
    const unknown = await capture(program, { unknown: true });
    expect(unknown.outputs).to.deep.equal({ vpc: "[unknown]", url: "[unknown]" });
    expect(unknown.notes.withheld).to.deep.equal([
      "ssm.getParameter[/shop/url].insecureValue",
      "ssm.getParameter[/shop/url].value",
      "stack[acme/network/prod]",
    ]);
    const answers = ["stack[acme/network/prod].vpcId=vpc-1", "aws.ssm.getParameter[/shop/url].value=https://a.example"];
    const outputs = await outputsOf(program, { unknown: true, answers: answers.map(readAnswer) });
    expect(outputs.vpc).to.equal("vpc-1");
  });

  it("refuses an answer to what nobody asks", async () => {
    const message = await rejection(capture(() => ({}), { answers: [readAnswer("aws.ssm.getParameter.value=x")] }));
    expect(message).to.include("--answer aws.ssm.getParameter.value=x: the program asks no such thing.");
  });

  it("reads answers as a program asks, and refuses others", () => {
    expect(readAnswer("aws.ssm.getParameter[/a=b].value=c=d")).to.deep.include({
      subject: "ssm.getParameter",
      input: "/a=b",
      property: "value",
      value: "c=d",
    });
    expect(readAnswer("stack[a/b/c].ids=[x, y]").value).to.deep.equal(["x", "y"]);
    expect(() => readAnswer("value")).to.throw("--answer value: write it as the program asks");
    const answer = readAnswer("aws.ec2.Vpc[vpc-1].cidrBlock=10.9.0.0/16");
    expect(answersTo([answer], "ec2.Vpc", { id: "vpc-2" }).values).to.deep.equal({});
    expect(answersTo([answer], "ec2.Vpc", { id: "vpc-1" }).values).to.deep.equal({ cidrBlock: "10.9.0.0/16" });
    expect(writtenToken("aws:index/getRegion:getRegion")).to.equal("getRegion");
  });

  it("puts the id in the place of a resource that is an input", async () => {
    const graph = await capture(() => {
      const role = new aws.iam.Role("role", { name: "reader", assumeRolePolicy: "{}" });
      new aws.iam.RolePolicyAttachment("attachment", { role, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
      return {};
    });
    expect(graph.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")[0]?.inputs.role).to.equal("reader");
  });

  it("notes types with a description and without one", async () => {
    const graph = await capture(() => {
      new aws.dynamodb.Table("table", { hashKey: "id", attributes: [{ name: "id", type: "S" }] });
      new Thing("nowhere:index:Thing", "thing", { size: 1 });
      return {};
    });
    expect(graph.notes).to.deep.include({ described: ["aws:dynamodb/table:Table"], opaque: ["nowhere:index:Thing"] });
    expect(graph.managed.map(({ id }) => id === "")).to.deep.equal([false, true]);
  });

  it("notes types whose service the region does not have, by their own region, their provider's or the stack's", async () => {
    const graph = await capture(
      () => {
        const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
        new aws.apprunner.Connection("connection", { connectionName: "here", providerType: "GITHUB" });
        new aws.apprunner.Connection("virginia", {
          ...{ connectionName: "there", providerType: "GITHUB", region: "us-east-1" },
        });
        new aws.kendra.Index("index", { name: "search", roleArn: "arn:aws:iam::1:role/r" }, { provider });
        new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
        return {};
      },
      { config: { "aws:region": "ca-west-1" } },
    );
    expect(graph.notes.absent).to.deep.equal([
      "aws:apprunner/connection:Connection in ca-west-1",
      "aws:kendra/index:Index in eu-central-1",
    ]);
    expect(renderNotes(graph.notes, PLAIN)).to.include(
      "2 types whose service AWS's schemas of 2026-10-20 do not list there: apprunner.Connection in ca-west-1, kendra.Index in eu-central-1",
    );
  });
});

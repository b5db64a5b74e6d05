import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { PLAIN, renderDiff, renderSummary, renderTree, shortType, styleFor, valueAt } from "../src/render";
import { type Deployment, deploy } from "../src/testing";
import { Room } from "./fixtures";

function building(): Promise<Deployment> {
  return deploy(() => {
    new aws.Provider("aws", { region: "us-east-1" });
    new Room("attic", (parent) => {
      const bucket = new aws.s3.Bucket(
        "files",
        { bucket: "shop-files", forceDestroy: false },
        { parent, protect: true },
      );
      new Room("corner", (corner) => new aws.sns.Topic("topic", {}, { parent: corner }), { parent });
      new aws.s3.BucketVersioning(
        "files",
        { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
        { parent },
      );
    });
    new Room("cellar", (parent) => new aws.sqs.Queue("queue", {}, { parent, retainOnDelete: true }));
  });
}

describe("the preview's text", () => {
  it("shows a tree: components, types, and the inputs and options that matter", async () => {
    const { graph } = await building();
    expect(renderTree(graph, PLAIN).split("\n")).to.deep.equal([
      "program-dev  4 resources",
      "├─ aws          aws.Provider         region us-east-1",
      "├─ attic        Room",
      "│  ├─ files     s3.Bucket            bucket shop-files, forceDestroy false, protected",
      "│  ├─ files     s3.BucketVersioning  status Enabled",
      "│  └─ corner    Room",
      "│     └─ topic  sns.Topic",
      "└─ cellar       Room",
      "   └─ queue     sqs.Queue            kept on delete",
    ]);
  });

  it("counts resources by component, a column per stack and variant, and says what is refused", async () => {
    const { graph } = await building();
    const { graph: small } = await deploy(() => {
      new Room("cellar", (parent) => new aws.sqs.Queue("queue", {}, { parent }));
    });
    const columns = [
      { label: "dev ssr", graph },
      { label: "dev spa", graph: small },
      { label: "prod ssr", graph: { refused: "no domain" } },
    ];
    expect(renderSummary(columns, PLAIN).split("\n")).to.deep.equal([
      "resources by component   dev ssr   dev spa   prod ssr",
      "attic                          3         0          -",
      "cellar                         1         1          -",
      "total                          4         1    refused",
      "prod ssr is refused: no domain",
    ]);
  });

  it("shows differences with signs, values cut short", () => {
    const diff = {
      added: [{ urn: "a", type: "aws:sqs/queue:Queue", name: "new" }],
      removed: [{ urn: "b", type: "aws:sns/topic:Topic", name: "old" }],
      changed: [
        {
          urn: "c",
          type: "aws:ecs/service:Service",
          name: "api",
          changes: [
            { path: "inputs.desiredCount", before: 1, after: 2 },
            { path: "protect", before: undefined, after: "x".repeat(200) },
            {
              path: "dependsOn",
              before: ["urn:pulumi:a::b::t::old", "same"],
              after: ["same", "urn:pulumi:a::b::t::new"],
            },
            { path: "inputs.zones", before: ["b", "a"], after: ["a", "b"] },
          ],
        },
      ],
    };
    expect(renderDiff(diff, { before: "stack prod", after: "stack dev" }, PLAIN).split("\n")).to.deep.equal([
      "stack prod → stack dev  1 added, 1 removed, 1 changed",
      "+ new  sqs.Queue",
      "- old  sns.Topic",
      "~ api  ecs.Service",
      "    desiredCount: 1 → 2",
      `    protect: (not set) → "${"x".repeat(98)}…`,
      "    dependsOn: +new -old",
      '    zones: ["b","a"] → ["a","b"]',
    ]);
  });

  it("cuts details to the width of a terminal, and nothing in a file", async () => {
    const { graph } = await building();
    const widest = (width: number): number =>
      Math.max(
        ...renderTree(graph, { ...PLAIN, width })
          .split("\n")
          .map((line) => line.length),
      );
    const whole = widest(Infinity);
    expect(widest(whole)).to.equal(whole);
    expect(widest(whole - 10)).to.equal(whole - 10);
    expect(styleFor({ isTTY: true, columns: 99 }, {}).width).to.equal(99);
    expect(styleFor({ columns: 99 }, {}).width).to.equal(Infinity);
  });

  it("colours a terminal only, and not against NO_COLOR or TERM=dumb", () => {
    expect(styleFor({ isTTY: true }, {}).bold("x")).to.equal("\u001B[1mx\u001B[22m");
    expect(styleFor({ isTTY: true }, { NO_COLOR: "1" }).bold("x")).to.equal("x");
    expect(styleFor({ isTTY: true }, { NO_COLOR: "" }).bold("x")).not.to.equal("x");
    expect(styleFor({ isTTY: true }, { TERM: "dumb" }).bold("x")).to.equal("x");
    expect(styleFor({ isTTY: true }, { TERM: "xterm" }).bold("x")).not.to.equal("x");
    expect(styleFor({}, {}).bold("x")).to.equal("x");
  });

  it("reads nested inputs and shortens types", () => {
    expect(valueAt({ a: [{ b: 1 }] }, "a[0].b")).to.equal(1);
    expect(valueAt({ a: "text" }, "a.b.c")).to.equal(undefined);
    expect(shortType("pulumi:providers:aws")).to.equal("aws.Provider");
    expect(shortType("awsx:ecr:Image")).to.equal("awsx.Image");
    expect(shortType("random:index/randomId:RandomId")).to.equal("random.RandomId");
    expect(shortType("docker-build:index:Image")).to.equal("docker-build.Image");
    expect(shortType("shop:network:Network")).to.equal("Network");
  });
});

import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { type GraphResource, nameOfUrn, ResourceGraph, typeOfUrn, urnOf } from "../src/graph";
import { deploy, refusal } from "../src/testing";
import { Room } from "./fixtures";

async function nested(): Promise<ResourceGraph> {
  const { graph } = await deploy(() => {
    new Room("outer", (outer) => {
      new Room(
        "inner",
        (parent) => {
          const topic = new aws.sns.Topic("topic", {}, { parent });
          const queue = new aws.sqs.Queue("queue", { tags: { topic: topic.arn } }, { parent });
          new aws.ssm.Parameter("url", { type: "String", value: queue.url }, { parent });
        },
        { parent: outer },
      );
    });
  });
  return graph;
}

const find = (graph: ResourceGraph, name: string): GraphResource => {
  const found = graph.resources.find((resource) => resource.name === name);
  return found ?? expect.fail(`no ${name}`);
};

describe("resource graph", () => {
  it("walks up and down the components", async () => {
    const graph = await nested();
    const topic = find(graph, "topic");
    expect(graph.componentPath(topic)).to.equal("outer/inner");
    expect(graph.componentOf(topic)?.name).to.equal("outer");
    expect(graph.componentOf(find(graph, "outer"))?.name).to.equal("outer");
    expect(graph.childrenOf(find(graph, "inner")).map((child) => child.name)).to.deep.equal(["topic", "queue", "url"]);
    expect(graph.childrenOf(topic)).to.deep.equal([]);
    expect(graph.stack?.name).to.equal("program-dev");
    expect(graph.managed.map((resource) => resource.name)).to.deep.equal(["topic", "queue", "url"]);
  });

  it("follows dependencies through others", async () => {
    const graph = await nested();
    const url = find(graph, "url");
    expect(graph.dependsTransitively(url, "aws:sns/topic:Topic")).to.equal(true);
    expect(graph.dependsTransitively(url, find(graph, "topic"))).to.equal(true);
    expect(graph.dependsTransitively(find(graph, "topic"), url)).to.equal(false);
    expect(graph.dependsTransitively(url, "aws:lb/listener:Listener")).to.equal(false);
  });

  it("survives a cycle", () => {
    const resource = (urn: string, dependsOn: string[]): GraphResource => ({
      ...({} as GraphResource),
      urn,
      type: "t",
      parent: null,
      dependsOn,
    });
    const graph = new ResourceGraph([resource("a", ["b"]), resource("b", ["a"])]);
    expect([...graph.dependenciesOf(graph.byUrn("a"))]).to.have.members(["a", "b"]);
  });

  it("looks up by URN and fails clearly", async () => {
    const graph = await nested();
    const { urn } = find(graph, "topic");
    expect(graph.byUrn(urn).name).to.equal("topic");
    expect(typeOfUrn(urn)).to.equal("aws:sns/topic:Topic");
    expect(nameOfUrn(urn)).to.equal("topic");
    expect(() => graph.byUrn("urn:none")).to.throw("No resource has the URN urn:none.");
  });

  it("makes URNs whose names hold the separator", () => {
    expect(nameOfUrn(urnOf({ project: "p", stack: "s", type: "a:b:C", name: "x::y", parent: null }))).to.equal("x::y");
  });
});

describe("deploy, the helper of all component tests", () => {
  const build = (): void => {
    new Room("room", (parent) => {
      new aws.sns.Topic("one", { displayName: "One" }, { parent });
      new aws.sns.Topic("two", {}, { parent });
      new aws.sqs.Queue("queue", {}, { parent });
    });
  };

  it("finds resources by type and name", async () => {
    const deployed = await deploy(build);
    expect(deployed.all("aws:sns/topic:Topic").map((topic) => topic.name)).to.deep.equal(["one", "two"]);
    expect(deployed.all("aws:s3/bucket:Bucket")).to.deep.equal([]);
    expect(deployed.only("aws:sqs/queue:Queue").name).to.equal("queue");
    expect(deployed.inputs("aws:sns/topic:Topic", "one")).to.deep.equal({ displayName: "One" });
  });

  it("fails when there is none, or more than one", async () => {
    const deployed = await deploy(build);
    expect(() => deployed.only("aws:sns/topic:Topic")).to.throw("expected one aws:sns/topic:Topic, found 2");
    expect(() => deployed.named("three")).to.throw('expected one resource named "three", found 0');
  });

  it("runs as a first preview too", async () => {
    const hidden = (): void => {
      new Room("room", (parent) => {
        const topic = new aws.sns.Topic("topic", {}, { parent });
        // eslint-disable-next-line no-restricted-syntax -- the mistake under test
        topic.arn.apply(() => new aws.sqs.Queue("queue", {}, { parent }));
      });
    };
    expect(await refusal(hidden, { both: true })).to.include("hidden in a first preview");
    expect(await refusal(() => Promise.reject(new Error("no such zone")))).to.equal("no such zone");
  });
});

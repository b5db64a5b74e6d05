import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { type Consequence, consequencesOf } from "../src/consequences";
import { diffGraphs } from "../src/diff";
import { GRAPH_VERSION, type GraphDocument } from "../src/graph";
import { renderDiff } from "../src/render";
import { PLAIN } from "../src/render/style";
import { deploy } from "../src/testing";

type Program = () => unknown;

async function document(program: Program): Promise<GraphDocument> {
  const { resources, outputs } = await deploy(program, { both: false, house: {} });
  return { version: GRAPH_VERSION, project: "program", stack: "dev", config: {}, resources, outputs };
}

const told = (consequences: readonly Consequence[]): string[] =>
  consequences.map(({ operation, name, causes, losses }) =>
    [
      operation,
      name,
      ...causes.map(({ input, sureness, from }) => `${input} ${sureness} ${from ?? "-"}`),
      ...losses,
    ].join(", "),
  );

const between = async (before: Program, after: Program): Promise<string[]> =>
  told(consequencesOf(await document(before), await document(after)));

const database = (inputs: Partial<aws.rds.InstanceArgs>, opts = {}) =>
  new aws.rds.Instance(
    "orders",
    { identifier: "orders", engine: "mysql", instanceClass: "db.t4g.micro", skipFinalSnapshot: true, ...inputs },
    opts,
  );

describe("consequences of a deployment", () => {
  it("name the input that replaces a resource, and what is lost with it", async () => {
    const change = between(
      () => database({ dbName: "app" }),
      () => database({ dbName: "shop" }),
    );
    expect(await change).to.deep.equal([
      "replace, orders, dbName certain -, all rows of orders, new address, downtime about 10 min",
    ]);
  });

  it("tell of an interruption in place, and of nothing where nothing is interrupted", async () => {
    const larger = { instanceClass: "db.t4g.medium" };
    expect(
      await between(
        () => database({}),
        () => database(larger),
      ),
    ).to.deep.equal(["update, orders, downtime about 5 min"]);
    const standby = { multiAz: true };
    expect(
      await between(
        () => database(standby),
        () => database({ ...standby, ...larger }),
      ),
    ).to.deep.equal(["update, orders, downtime about 1 min"]);
    expect(
      await between(
        () => database({}),
        () => database({ tags: { owner: "web" } }),
      ),
    ).to.deep.equal([]);
  });

  it("tell what goes, and what is kept or protected", async () => {
    const nothing = (): void => undefined;
    const bucket = (opts: { protect?: boolean; retainOnDelete?: boolean }) => () =>
      new aws.s3.Bucket("files", { forceDestroy: true }, opts);
    expect(await between(bucket({}), nothing)).to.deep.equal(["delete, files, all objects of files"]);
    expect(await between(bucket({ retainOnDelete: true }), nothing)).to.deep.equal(["delete, files"]);
    expect(await between(bucket({ protect: true }), nothing)).to.deep.equal([
      "delete, files, Pulumi refuses it: the resource is protected, all objects of files",
    ]);
  });

  it("follow a replacement to what takes its id, not to what takes a name that stays", async () => {
    const network = (cidrBlock: string) => () => {
      const vpc = new aws.ec2.Vpc("net", { cidrBlock });
      const subnet = new aws.ec2.Subnet("sub", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      new aws.ec2.Instance("web", { ami: "ami-1", subnetId: subnet.id, tags: { net: vpc.cidrBlock } });
    };
    expect(await between(network("10.0.0.0/16"), network("10.0.0.0/18"))).to.deep.equal([
      "replace, net, cidrBlock certain -, the network net, with everything inside",
      "replace, sub, vpcId certain net, the subnet sub, with the database, tasks and load balancers inside",
      "replace, web, subnetId certain sub",
    ]);
    const queue = (fifoQueue: boolean) => () => {
      const jobs = new aws.sqs.Queue("jobs", { fifoQueue });
      new aws.sns.TopicSubscription("jobs", { topic: "arn:aws:sns:x", protocol: "sqs", endpoint: jobs.arn });
    };
    // The name of a FIFO queue ends in .fifo, so that the endpoint is another one in the document already.
    expect(await between(queue(false), queue(true))).to.deep.equal([
      "replace, jobs, fifoQueue certain -, all messages of jobs",
      "replace, jobs, endpoint certain -",
    ]);
    const topic = (fifoTopic: boolean) => () => {
      const made = new aws.sns.Topic("news", { name: "news.fifo", fifoTopic });
      new aws.cloudwatch.MetricAlarm("quiet", {
        comparisonOperator: "x",
        evaluationPeriods: 1,
        alarmDescription: made.name,
      });
    };
    expect(await between(topic(true), topic(false))).to.deep.equal(["replace, news, fifoTopic certain -"]);
  });

  it("are only possible where AWS's schemas say so, also for what follows", async () => {
    const files = (performanceMode: string) => () => {
      const made = new aws.efs.FileSystem("files", { encrypted: true, performanceMode });
      new aws.efs.MountTarget("door", { fileSystemId: made.id, subnetId: "subnet-1" });
    };
    const [before, after] = [await document(files("generalPurpose")), await document(files("maxIO"))];
    const consequences = consequencesOf(before, after);
    expect(told(consequences)).to.deep.equal([
      "replace, files, performanceMode possible -, all files of files",
      "replace, door, fileSystemId possible files",
    ]);
    const labels = { before: "here", after: "there" };
    expect(renderDiff(diffGraphs(before, after), labels, PLAIN, consequences).split("\n")).to.deep.equal([
      "here → there  0 added, 0 removed, 1 changed, 2 replaced",
      "± files  efs.FileSystem",
      '    performanceMode: "generalPurpose" → "maxIO"  may replace it',
      "    all files of files",
      "± door  efs.MountTarget",
      "    fileSystemId: new with files, may replace it",
    ]);
  });

  it("respect the options of a resource", async () => {
    const named = (dbName: string, opts: object) => () => database({ dbName }, opts);
    const ignored = { ignoreChanges: ["dbName"] };
    expect(await between(named("app", ignored), named("shop", ignored))).to.deep.equal([]);
    const queue = (delaySeconds: number) => () =>
      new aws.sqs.Queue("jobs", { delaySeconds }, { replaceOnChanges: ["delaySeconds"] });
    expect(await between(queue(1), queue(2))).to.deep.equal([
      "replace, jobs, delaySeconds certain -, all messages of jobs",
    ]);
    expect(
      await between(named("app", { ignoreChanges: ["*"] }), named("shop", { ignoreChanges: ["*"] })),
    ).to.deep.equal([]);
    const tags = (owner: string, opts: object) => () =>
      new aws.sqs.Queue("jobs", { tags: { owner, "a.b": owner } }, opts);
    const tagged = (opts: object) => between(tags("web", opts), tags("data", opts));
    const replaced = ["replace, jobs, tags certain -, all messages of jobs"];
    const table: readonly (readonly [object, readonly string[]])[] = [
      [{ replaceOnChanges: ["*"] }, replaced],
      [{ replaceOnChanges: ["tags.owner"] }, replaced],
      [{ replaceOnChanges: ['tags["a.b"]'] }, replaced],
      [{ replaceOnChanges: ["tags.*"] }, replaced],
      [{ replaceOnChanges: ["tags.team"] }, []],
      [{ replaceOnChanges: ["tags"], ignoreChanges: ["tags.*"] }, []],
      [{ replaceOnChanges: ["tags"], ignoreChanges: ['tags["*"]'] }, []],
      [{ replaceOnChanges: ["*"], ignoreChanges: ["tags.owner"] }, replaced],
      [{ replaceOnChanges: ["tags.owner"], ignoreChanges: ["tags.owner"] }, []],
      [{ replaceOnChanges: ["*"], ignoreChanges: ["tags.owner", 'tags["a.b"]', "tagsAll"] }, []],
    ];
    for (const [opts, expected] of table) expect(await tagged(opts), JSON.stringify(opts)).to.deep.equal(expected);
    const follower = (fifoQueue: boolean, opts: object) => () => {
      const jobs = new aws.sqs.Queue("jobs", { fifoQueue });
      const endpoint = { topic: "arn:aws:sns:x", protocol: "sqs", endpoint: jobs.arn };
      new aws.sns.TopicSubscription("jobs", endpoint, opts);
    };
    for (const ignoreChanges of [["endpoint"], ["*"]]) {
      expect(await between(follower(false, {}), follower(true, { ignoreChanges }))).to.deep.equal([
        "replace, jobs, fifoQueue certain -, all messages of jobs",
      ]);
    }
    const renamed = (name: string, aliases: { name: string }[]) => () => new aws.sns.Topic(name, {}, { aliases });
    expect(await between(renamed("old", []), renamed("new", [{ name: "old" }]))).to.deep.equal([]);
  });

  it("take what another region's provider made along", async () => {
    const abroad = (region: aws.Region) => () => {
      const provider = new aws.Provider("abroad", { region });
      new aws.dynamodb.Table("orders", { name: "orders", hashKey: "id", attributes: [] }, { provider });
    };
    const [first] = await between(abroad("us-west-1"), abroad("us-west-2"));
    expect(first).to.match(/^replace, orders, .*provider certain abroad, all items of orders$/);
  });
});

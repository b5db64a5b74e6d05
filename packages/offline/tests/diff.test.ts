import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { diffGraphs } from "../src/diff";
import { GRAPH_VERSION, type GraphDocument } from "../src/graph";
import { deploy } from "../src/testing";
import { Room } from "./fixtures";

interface Variant {
  readonly stack?: string;
  readonly account?: string;
  readonly count?: number;
  readonly action?: string;
  readonly isProtected?: boolean;
  readonly extra?: boolean;
  readonly waits?: boolean;
}

async function document(variant: Variant = {}): Promise<GraphDocument> {
  const {
    stack = "dev",
    account = "111111111111",
    count = 1,
    action = "s3:Get*",
    isProtected = false,
    extra = false,
    waits = false,
  } = variant;
  const { resources, outputs } = await deploy(
    () => {
      new Room("room", (parent) => {
        const bucket = new aws.s3.Bucket(
          "files",
          { bucket: `program-${stack}-files` },
          { parent, protect: isProtected },
        );
        const policy = pulumi.jsonStringify({
          Statement: [{ Action: action, Resource: pulumi.interpolate`${bucket.arn}/*` }],
        });
        new aws.s3.BucketPolicy("files", { bucket: bucket.id, policy }, { parent });
        const queue = new aws.sqs.Queue("queue", { delaySeconds: count }, { parent });
        new aws.sns.Topic("topic", { tags: { queue: queue.arn } }, { parent, dependsOn: waits ? [bucket] : [] });
        if (extra) new aws.sns.Topic("extra", {}, { parent });
      });
    },
    { stack, context: { accountId: account }, both: false },
  );
  const config = { aws: { allowedAccountIds: [account] } };
  return { version: GRAPH_VERSION, project: "program", stack, config, resources, outputs };
}

describe("differences between graphs", () => {
  it("are none between equal runs, and none for stack name and account alone", async () => {
    const nothing = { added: [], removed: [], changed: [] };
    expect(diffGraphs(await document(), await document())).to.deep.equal(nothing);
    const prod = await document({ stack: "prod", account: "222222222222" });
    const { added, removed, changed } = diffGraphs(await document(), prod);
    expect({ added, removed, changed: changed.filter((resource) => resource.name !== "program-stack") }).to.deep.equal(
      nothing,
    );
  });

  it("name what was added and removed", async () => {
    const urn = "urn:pulumi:stack::program::shop:tests:Room$aws:sns/topic:Topic::extra";
    const listed = [{ urn, type: "aws:sns/topic:Topic", name: "extra" }];
    expect(diffGraphs(await document(), await document({ extra: true })).added).to.deep.equal(listed);
    expect(diffGraphs(await document({ extra: true }), await document()).removed).to.deep.equal(listed);
  });

  it("go down to the value, inside JSON texts too", async () => {
    const { changed } = diffGraphs(await document(), await document({ count: 5, action: "s3:Put*" }));
    expect(changed.map(({ type, changes }) => [type, changes])).to.deep.equal([
      [
        "aws:s3/bucketPolicy:BucketPolicy",
        [{ path: "inputs.policy.Statement[0].Action", before: "s3:Get*", after: "s3:Put*" }],
      ],
      ["aws:sqs/queue:Queue", [{ path: "inputs.delaySeconds", before: 1, after: 5 }]],
    ]);
  });

  it("include options and dependencies", async () => {
    const { changed } = diffGraphs(await document(), await document({ isProtected: true, waits: true }));
    expect(changed.map(({ name, changes }) => [name, changes.map((change) => change.path)])).to.deep.equal([
      ["files", ["protect"]],
      ["topic", ["dependsOn"]],
    ]);
  });
});

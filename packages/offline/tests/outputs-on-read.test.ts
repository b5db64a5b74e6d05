import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { capture, type SourcePosition } from "../src/capture";
import { rejection, room } from "./fixtures";

const settled = (output: unknown): Promise<unknown> => (output as Details).promise();

describe("capture: properties of resources", () => {
  it("are one Output each, whether read before or after the resource is made", async () => {
    let bucket: aws.s3.Bucket | undefined;
    let early: pulumi.Output<string> | undefined;
    await capture(
      room((parent) => {
        bucket = new aws.s3.Bucket("bucket", { forceDestroy: true }, { parent });
        early = bucket.arn;
      }),
    );
    expect(bucket?.arn).to.equal(early);
    expect(bucket?.forceDestroy).to.equal(bucket?.forceDestroy);
    expect(await settled(early)).to.match(/^arn:aws:s3:::bucket-[0-9a-f]{7}$/);
    expect(await settled(bucket?.forceDestroy)).to.equal(true);
    expect(await settled(bucket?.bucketPrefix)).to.equal(undefined);
    expect(Object.keys(bucket ?? {})).to.include.members(["arn", "forceDestroy", "tagsAll"]);
  });

  it("say whose they are, whether they are known and whether they are secret", async () => {
    let key: aws.iam.AccessKey | undefined;
    await capture(
      room((parent) => (key = new aws.iam.AccessKey("key", { user: "me" }, { parent }))),
      { unknown: true },
    );
    const { user, secret } = key as unknown as Record<string, pulumi.Output<unknown> & Details>;
    expect([await user?.isKnown, await secret?.isKnown]).to.deep.equal([true, false]);
    expect([...((await user?.allResources()) ?? [])]).to.deep.equal([key]);
  });

  it("can be replaced by what a class sets itself", async () => {
    let own: Topic | undefined;
    await capture(room((parent) => (own = new Topic("topic", {}, { parent }))));
    expect(own?.name).to.equal("mine");
  });

  it("are refused where a resource has a member of that name already", async () => {
    const program = room((parent) => new Plain("shop:index:Room", "taken", { __name: 1 }, { parent }));
    expect(await rejection(capture(program))).to.include("Property '__name' is already initialized");
  });

  it("of a resource that is refused reject those who read them", async () => {
    const message = await rejection(
      capture(() => {
        const topic = new aws.sns.Topic("topic", { tags: Promise.reject(new Error("no tags")) });
        return { arn: topic.arn };
      }),
    );
    expect(message).to.include("no tags");
  });

  it("calls that led to a registration are told to whoever asks, also after a run without", async () => {
    const calls: (readonly SourcePosition[])[] = [];
    const program = room((parent) => new aws.sns.Topic("topic", {}, { parent }));
    await capture(program, { onRegister: (_, told) => calls.push(told) });
    expect(calls.at(-1)?.some(({ uri }) => uri.endsWith("/fixtures.ts"))).to.equal(true);
    await capture(program);
    await capture(program, { onRegister: (_, told) => calls.push(told) });
    expect(calls.at(-1)).to.have.lengthOf(calls[2]?.length ?? -1);
  });
});

interface Details {
  promise(): Promise<unknown>;
  readonly isKnown: Promise<boolean>;
  allResources(): Promise<Set<pulumi.Resource>>;
}

class Topic extends aws.sns.Topic {
  constructor(...[name, args, opts]: ConstructorParameters<typeof aws.sns.Topic>) {
    super(name, args, opts);
    Object.assign(this, { name: "mine" });
  }
}

class Plain extends pulumi.CustomResource {}

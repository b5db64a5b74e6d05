import { expect } from "chai";

import { differencesOf } from "../../../tools/ci/guard/plan";
import type { PreviewStep } from "../../../tools/ci/guard/preview-document";
import { recordedFile } from "./recorded-previews";
import { runSubcommand } from "./run-script";

describe("plan of a deployment", () => {
  const bucket = "urn:pulumi:dev::webapp::aws:s3/bucket:Bucket::files";
  const policy = "urn:pulumi:dev::webapp::aws:s3/bucketPolicy:BucketPolicy::files";
  const steps = (name: string, days: number): PreviewStep[] => [
    { op: "create", urn: bucket, newState: { inputs: { __defaults: ["bucket"], bucket: name, days } } },
    {
      op: "update",
      urn: policy,
      newState: {
        inputs: { policy: `{"Resource":"arn:aws:s3:::${name}/*"}`, secret: { "4dab": "1b", ciphertext: name } },
      },
    },
    { op: "same", urn: "urn:pulumi:dev::webapp::aws:ec2/vpc:Vpc::network" },
  ];

  it("is the same whatever names providers make up, and however a secret is encrypted", () => {
    expect(differencesOf(steps("files-0a1b2c3", 1), steps("files-ffffff0", 1))).to.deep.equal([]);
  });

  it("is another with other inputs, other operations, and steps more or less", () => {
    const [create, update, same] = steps("files-0a1b2c3", 1) as [PreviewStep, PreviewStep, PreviewStep];
    expect(differencesOf([create], steps("files-0a1b2c3", 2).slice(0, 1))).to.deep.equal([
      "files (aws:s3/bucket:Bucket): create with other inputs",
    ]);
    expect(differencesOf([update], [{ ...update, op: "replace" }])).to.deep.equal([
      "files (aws:s3/bucketPolicy:BucketPolicy): update → replace",
    ]);
    expect(differencesOf([same], [{ ...same, op: "delete" }])).to.deep.equal([
      "network (aws:ec2/vpc:Vpc): unchanged → delete",
    ]);
  });

  it("is compared by a command, which names what differs", async () => {
    const files = ["nothing", "database-name"].map(recordedFile);
    const same = await runSubcommand("same-plan", ["--judged", files[0] ?? "", "--now", files[0] ?? ""]);
    expect([same.exitCode, same.stdout, same.stderr]).to.deep.equal([0, "", ""]);
    const other = await runSubcommand("same-plan", ["--judged", files[0] ?? "", "--now", files[1] ?? ""]);
    expect(other.exitCode).to.equal(1);
    expect(other.stderr).to.match(
      /^What would be deployed is no longer what was judged:\ndatabase \(aws:rds\/instance:Instance\): unchanged → replace\n/,
    );
  });

  it("cannot hold an image that is built, whose tag is drawn during the deployment", async () => {
    const image = (op: string, name: string) => ({
      op,
      urn: `urn:pulumi:dev::webapp::webapp:compute:Registry$awsx:ecr:Image::${name}`,
    });
    const input = JSON.stringify({
      changeSummary: {},
      steps: [image("create", "shop"), image("update", "frontend"), image("same", "backend")],
    });
    const { exitCode, stdout } = await runSubcommand("unplanned", [], { input });
    expect([exitCode, stdout]).to.deep.equal([0, "shop\nfrontend\n"]);
  });
});

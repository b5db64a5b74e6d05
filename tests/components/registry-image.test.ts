import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type Architecture, contextHash, type ImageSource, Registry, resolveImage } from "../../components/compute";
import { EXAMPLE_ACCOUNT } from "../../components/account";
import { UserError } from "../../components/errors";
import { ACCOUNT_ID, capture } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { account, failure } from "./compute-support";

const SUFFIX = "random:index/randomString:RandomString";
const IMAGE = "awsx:ecr:Image";
const DIGEST = `sha256:${"a".repeat(64)}`;

describe("resolveImage", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function resolve(image: ImageSource, change: { architecture?: Architecture; accountId?: pulumi.Input<string> } = {}) {
    const provider = new aws.Provider("aws", { region: "us-east-1" });
    const registry = new Registry("registry", { account, repositories: ["backend"] }, { provider });
    return resolveImage("backend", image, {
      account: { ...account, accountId: change.accountId ?? ACCOUNT_ID },
      architecture: change.architecture ?? "arm64",
      repository: registry.repository("backend"),
      parent: registry,
      provider,
    });
  }

  /** What a task would be given. */
  async function resolved(image: ImageSource, accountId: pulumi.Input<string> = ACCOUNT_ID) {
    const graph = await capture(() => {
      const { uri, pullRepositoryArn } = resolve(image, { accountId });
      return { uri, pullRepositoryArn };
    });
    return graph.outputs;
  }

  it("builds a folder for the task's CPU, tags it by content and keeps it", async () => {
    const deployment = await deploy(() => resolve({ build: folder }));
    const image = deployment.only(IMAGE);
    const content = contextHash({ build: folder, platform: "linux/arm64" });
    const suffix = deployment.only(SUFFIX);
    expect(suffix.inputs).to.deep.equal({ length: 6, special: false, upper: false, keepers: { content } });
    expect(image.inputs).to.deep.equal({
      repositoryUrl: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend`,
      context: folder,
      platform: "linux/arm64",
      imageTag: image.inputs.imageTag,
    });
    expect(image.inputs.imageTag).to.match(new RegExp(`^${content}-[a-z0-9]{6}$`));
    expect(image.retainOnDelete).to.equal(true);
    expect(Object.keys(image.providers)).to.deep.equal(["aws"]);
    expect(image.parent).to.equal(deployment.only("webapp:compute:Registry").urn);
  });

  it("builds for amd64 with arguments", async () => {
    const args = { VERSION: "1" };
    const deployment = await deploy(() => resolve({ build: folder, args }, { architecture: "amd64" }));
    const content = contextHash({ build: folder, args, platform: "linux/amd64" });
    expect(deployment.only(IMAGE).inputs.platform).to.equal("linux/amd64");
    expect(deployment.only(IMAGE).inputs.imageTag).to.match(new RegExp(`^${content}-[a-z0-9]{6}$`));
    expect(deployment.only(IMAGE).inputs.args).to.deep.equal(args);
  });

  it("tells the builder which Dockerfile, stage and context, and nothing of them that it takes by itself", async () => {
    const source = { build: folder, target: "run", dockerfile: join(folder, "Dockerfile") };
    const plain = await deploy(() => resolve(source));
    expect(plain.only(IMAGE).inputs).to.include({ context: folder, target: "run" });
    expect(plain.only(IMAGE).inputs).to.not.have.property("dockerfile");
    const elsewhere = await deploy(() => resolve({ ...source, context: "tests/fixtures/site" }));
    expect(elsewhere.only(IMAGE).inputs).to.include({ context: "tests/fixtures/site", dockerfile: source.dockerfile });
    expect(elsewhere.only(IMAGE).inputs.imageTag).to.match(
      new RegExp(`^${contextHash({ ...source, context: "tests/fixtures/site", platform: "linux/arm64" })}-`),
    );
  });

  it("pulls what it built from the repository it pushed to", async () => {
    const outputs = await resolved({ build: folder });
    expect(outputs.uri).to.match(/^\d{12}\.dkr\.ecr\.us-east-1\.amazonaws\.com\/webapp-dev\/backend@sha256:/);
    expect(outputs.pullRepositoryArn).to.equal(`arn:aws:ecr:us-east-1:${ACCOUNT_ID}:repository/webapp-dev/backend`);
  });

  it("takes a URI as it is and derives the pull right from it", async () => {
    const uri = `${ACCOUNT_ID}.dkr.ecr.eu-west-1.amazonaws.com/shared/backend@${DIGEST}`;
    const expected = { uri, pullRepositoryArn: `arn:aws:ecr:eu-west-1:${ACCOUNT_ID}:repository/shared/backend` };
    expect(await resolved({ uri })).to.deep.equal(expected);
    expect(await resolved({ uri }, pulumi.output(ACCOUNT_ID))).to.deep.equal(expected);
  });

  it("needs no right for a public image, and builds nothing", async () => {
    const uri = `ghcr.io/owner/backend@${DIGEST}`;
    const graph = await capture(() => {
      const image = resolve({ uri });
      expect(image.pullRepositoryArn).to.equal(undefined);
      return { uri: image.uri };
    });
    expect(graph.outputs.uri).to.equal(uri);
    expect(graph.ofType(IMAGE)).to.deep.equal([]);
  });

  it("refuses another account's image, saying why", async () => {
    const uri = `999999999999.dkr.ecr.us-east-1.amazonaws.com/backend@${DIGEST}`;
    const error = await failure(() => resolve({ uri }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      `backend: the image ${uri} is in account 999999999999 and the stack in ${ACCOUNT_ID}. Its owner would have to ` +
        "allow the pull, which this stack cannot see: copy the image to a repository of this account.",
    );
  });

  it("takes an image of AWS's example account for a placeholder", async () => {
    const uri = `${EXAMPLE_ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/backend@${DIGEST}`;
    const elsewhere = await resolved({ uri }, "999988887777");
    expect(elsewhere.uri).to.equal(uri);
  });

  it("refuses a folder that is missing before anything is pushed", async () => {
    const error = await failure(() => resolve({ build: "app/missing" }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      'The build folder "app/missing" does not exist: create it, or name an image by its URI.',
    );
  });
});

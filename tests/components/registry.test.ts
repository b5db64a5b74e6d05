import { expect } from "chai";
import { Registry, type RegistryArgs } from "../../components/compute";
import { UserError } from "../../components/errors";
import { deploy } from "@toolkit/offline/testing";
import { account, failure, KEY, typesAndNames } from "./compute-support";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

const registry = (change: Partial<RegistryArgs> = {}, name = "registry") =>
  new Registry(name, { account, repositories: ["backend", "frontend"], ...change });

describe("Registry", () => {
  it("makes each repository with its lifecycle", async () => {
    const deployment = await deploy(() => registry());
    expect(typesAndNames(deployment)).to.deep.equal([
      `${LIFECYCLE}::registry-backend`,
      `${LIFECYCLE}::registry-frontend`,
      `${REPOSITORY}::registry-backend`,
      `${REPOSITORY}::registry-frontend`,
    ]);
    expect(deployment.named("registry-backend", REPOSITORY).inputs).to.deep.equal({
      name: "webapp-dev/backend",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS" }],
      forceDelete: false,
    });
  });

  it("encrypts with the key given and deletes as told", async () => {
    const deployment = await deploy(() => registry({ keyArn: KEY, forceDelete: true }));
    const { inputs } = deployment.named("registry-frontend", REPOSITORY);
    expect(inputs.encryptionConfigurations).to.deep.equal([{ encryptionType: "KMS", kmsKey: KEY }]);
    expect(inputs.forceDelete).to.equal(true);
  });

  it("keeps the newest tagged images, and untagged ones for two weeks", async () => {
    const deployment = await deploy(() => registry({ keepImages: 20 }));
    const { inputs } = deployment.named("registry-backend", LIFECYCLE);
    expect(inputs.repository).to.equal("webapp-dev/backend");
    expect(JSON.parse(String(inputs.policy))).to.deep.equal({
      rules: [
        {
          rulePriority: 1,
          description: "Remove untagged images after 14 days",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "Keep the newest 20 tagged images",
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["*"],
            countType: "imageCountMoreThan",
            countNumber: 20,
          },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("keeps 50 images unless told otherwise", async () => {
    const deployment = await deploy(() => registry());
    expect(String(deployment.named("registry-backend", LIFECYCLE).inputs.policy)).to.contain('"countNumber":50');
  });

  it("gives repositories by their short names", async () => {
    let created: Registry | undefined;
    await deploy(() => (created = registry()));
    expect(Object.keys(created?.repositories ?? {})).to.deep.equal(["backend", "frontend"]);
    expect(created?.repository("backend")).to.equal(created?.repositories.backend);
    expect(() => created?.repository("backup")).to.throw(
      'The registry has no repository "backup": it has backend, frontend.',
    );
  });

  it("lets two registries live side by side", async () => {
    const deployment = await deploy(() => [
      registry({}, "one"),
      registry({ account: { ...account, prefix: "webapp-prod" } }, "two"),
    ]);
    expect(deployment.all(REPOSITORY)).to.have.length(4);
  });

  it("refuses everything that is wrong at once", async () => {
    const error = await failure(() =>
      registry({ account: { ...account, prefix: "Webapp" }, repositories: ["a", "a"], keepImages: 1 }),
    );
    expect(error).to.be.instanceOf(UserError);
    const name = '"Webapp/a" is not a repository name: use lower-case letters and digits, separated by . _ - or /.';
    expect(error.message.split("\n")).to.deep.equal([
      "registry: keepImages is 1: keep at least 2, or no deployment can be rolled back.",
      "registry: two repositories have the same name: a, a.",
      `registry: ${name}`,
      `registry: ${name}`,
    ]);
  });
});

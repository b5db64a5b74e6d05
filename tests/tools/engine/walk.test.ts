import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { Account } from "@toolkit/rehearsal/aws/account";
import { rehearsalEnvironment } from "@toolkit/rehearsal/driver/environment";
import { shown } from "@toolkit/rehearsal/protocol/values";
import { findPulumi } from "@toolkit/rehearsal/pulumi-cli/find";
import { openWorld, type World } from "@toolkit/rehearsal/world";
import { promotions } from "../../../tools/ci/promote/plan";
import { STATEFUL } from "../../../tools/lifecycles/stateful";
import { isTemplate, makeClone } from "./clone";
import { commandsOf, type Replacement, Shell } from "./page-commands";
import { eachStepNeedsTheOneBefore } from "./ordered";

const repository = path.resolve(__dirname, "../../..");
const ACCOUNT = "987654321098";
const REGION = "eu-central-1";

describe("docs/start.md and docs/deploy.md, command by command", function () {
  this.timeout(600_000);

  let folder: string;
  let project: string;
  let world: World;
  let shell: Shell;

  /** What dev runs, as `promote` would find it with the AWS CLI. */
  const promoteImages = (): string => {
    const images = world.account.all(T.image).map(({ outputs }) => ({
      repository: shown(outputs.ref).replace(/:[^:/@]*(@.*)?$/, ""),
      digest: shown(outputs.digest),
    }));
    const imageOf = (part: string): string => {
      const found = images.find(({ repository: name }) => name.endsWith(`/${part}`));
      return `${found?.repository ?? ""}@${found?.digest ?? ""}`;
    };
    const plan = promotions(
      { backend: imageOf("backend"), frontend: imageOf("frontend"), backup: imageOf("backup") },
      {},
    );
    return plan.map(({ key, uri }) => `pulumi config set --stack prod --path ${key}.uri ${uri}`).join("\n");
  };

  const replacements: readonly Replacement[] = [
    {
      command: /^npm ci$/,
      by: `ln -s ${repository}/node_modules node_modules`,
      why: "The packages are those of this checkout.",
    },
    { command: /\$\(aws sts .*\)$/, by: ACCOUNT, why: "There is no AWS to ask." },
    {
      command: / && pulumi login .*$/,
      by: "",
      why: "States are in a folder, as PULUMI_BACKEND_URL says: no S3 answers here.",
    },
    { command: / --secrets-provider "\$secretsProvider[^"]*"$/, by: "", why: "A passphrase: no KMS answers here." },
    {
      command: /^(pulumi .*\b(?:up|destroy)\b.*)$/,
      by: "$1 --yes --skip-preview",
      why: "Nobody is here to say yes; the pages preview before.",
    },
    {
      command: /^npm run --silent toolkit -- promote .*$/,
      by: promoteImages,
      why: "It asks ECS with the AWS CLI; tests/tools/ci/promote.test.ts has the rest of it.",
    },
  ];

  before(async function () {
    if (!isTemplate()) {
      console.log("Skipped: Pulumi.yaml has no template, as in a project that pulumi new made.");
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), "webapp-walk-"));
    makeClone(path.join(folder, "webapp"));
    project = path.join(folder, "shop");
    const places = { state: path.join(folder, "state"), home: path.join(folder, "home") };
    for (const each of [project, ...Object.values(places)]) mkdirSync(each);
    world = await openWorld({ account: new Account(ACCOUNT, REGION) });
    const env = rehearsalEnvironment(findPulumi({ program: repository }), world.attach, places);
    shell = new Shell(project, env, replacements);
  });

  eachStepNeedsTheOneBefore();

  after(async () => {
    if ((world as World | undefined) !== undefined) await world.close();
    if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const read = (file: string): string => readFileSync(path.join(project, file), "utf8");
  const ofStack = (stack: string) =>
    world.account.all().filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::shop::`));
  const stateful = (stack: string): string[] =>
    ofStack(stack)
      .filter(({ type }) => STATEFUL.includes(type))
      .map(({ type, id }) => `${type} ${id}`);

  it("makes a project of its own name, account and region, which previews", async () => {
    const printed = await shell.run(commandsOf("start.md", "A project of your own"));
    expect(printed).to.match(/^shop-dev {2}\d+ resources$/m);
    for (const file of ["Pulumi.dev.yaml", "Pulumi.prod.yaml", "bootstrap/Pulumi.bootstrap.yaml"]) {
      expect(read(file), file).to.contain(ACCOUNT).and.contain(`aws:region: ${REGION}`).and.not.contain("123456789012");
    }
  });

  it("makes the account ready, under the project's name", async () => {
    await shell.run(commandsOf("deploy.md", "Once per account"));
    const roles = world.account.all(T.role).map(({ inputs }) => shown(inputs.name));
    expect(roles).to.have.length.above(1);
    expect(roles.filter((name) => !name.includes("shop"))).to.deep.equal([]);
  });

  it("deploys dev", async () => {
    await shell.run(commandsOf("deploy.md", "dev"));
    expect(read("Pulumi.dev.yaml")).to.match(/permissionsBoundary: arn:aws:iam::987654321098:policy\/\S+/);
    expect(ofStack("dev").filter(({ type }) => type === T.service)).to.have.length(2);
  });

  it("promotes its images to prod, and deploys that", async () => {
    await shell.run(commandsOf("deploy.md", "prod"));
    expect(read("Pulumi.prod.yaml")).to.match(
      /uri: 987654321098\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/shop-dev\/backend@sha256:/,
    );
    expect(ofStack("prod").filter(({ type }) => type === T.service)).to.have.length(2);
  });

  it("flips the front end, and loses nothing", async () => {
    const before = stateful("dev");
    expect(before.length).to.be.greaterThan(5);
    await shell.run(commandsOf("deploy.md", "The flag, and what a flip does"));
    expect(ofStack("dev").filter(({ type }) => type === T.service)).to.have.length(1);
    expect(stateful("dev")).to.include.members(before);
  });

  it("takes dev away, once what CloudFront left is gone, and leaves prod alone", async () => {
    const prod = ofStack("prod").length;
    const destroy = commandsOf("deploy.md", "Away with dev");
    const refused = await shell.run(destroy).catch(String);
    expect(refused).to.contain("DependencyViolation");
    // As the runbook says, with the AWS CLI.
    world.account.clear(({ name }) => name === "CloudFront-VPCOrigins-Service-SG");
    await shell.run(destroy);
    expect(ofStack("dev").map(({ urn }) => urn)).to.deep.equal([]);
    expect(ofStack("prod")).to.have.length(prod);
  });

  it("needed each replacement", () => {
    expect(replacements.filter((one) => !shell.used.has(one)).map(({ why }) => why)).to.deep.equal([]);
  });
});

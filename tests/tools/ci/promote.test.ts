import { readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { parseImage } from "../../../tools/ci/image";
import { promotions } from "../../../tools/ci/promote/plan";
import { type Ended, FakeCommands, runSubcommand } from "./run-script";
import { account, devOutputs, digestOf, registry, revision, service, taskDefinition } from "./stacks";

const image = (part: string, digit: string): string => `${registry}/webapp-dev/${part}@${digestOf(digit)}`;
const images = { backend: image("backend", "a"), frontend: image("frontend", "b"), backup: image("backup", "c") };
const prodUrl = (part: string): string => `210987654321.dkr.ecr.eu-west-1.amazonaws.com/webapp-prod/${part}`;

describe("promotion: plan", () => {
  it("refuses images by tag, and of other registries", () => {
    for (const wrong of [`${registry}/webapp-dev/backend:v1`, `docker.io/nginx@${digestOf("a")}`, "nginx"]) {
      expect(() => parseImage(wrong), wrong).to.throw(`${wrong} is not <account>.dkr.ecr.`);
    }
    expect(parseImage(`${registry}/team/app/web:v1@${digestOf("a")}`)).to.deep.equal({
      registryId: account,
      region: "us-east-1",
      registry,
      repository: "team/app/web",
      digest: digestOf("a"),
    });
  });

  it("keeps the digest and moves into the stack's own repositories, in whatever account", () => {
    const urls = { backend: prodUrl("backend"), frontend: prodUrl("frontend"), backup: prodUrl("backup") };
    expect(promotions(images, urls).map(({ key, uri, target }) => [key, uri, target?.registryId])).to.deep.equal([
      ["webapp:backend.image", `${prodUrl("backend")}@${digestOf("a")}`, "210987654321"],
      ["webapp:ssr.image", `${prodUrl("frontend")}@${digestOf("b")}`, "210987654321"],
      ["webapp:backup.image", `${prodUrl("backup")}@${digestOf("c")}`, "210987654321"],
    ]);
  });

  it("tells services and workers of the stack file apart by what the stack says of them", () => {
    const own = { search: image("search", "d"), thumbnails: image("thumbnails", "e") };
    const keys = { search: "webapp:services.search.image", thumbnails: "webapp:workers.thumbnails.image" };
    expect(promotions(own, {}, keys).map(({ key }) => key)).to.deep.equal(Object.values(keys));
    expect(() => promotions(own, {})).to.throw("No output says where the stack file has the image of search.");
  });

  it("lets a stack without repositories pull from where the images are", () => {
    expect(promotions(images, {}).map(({ uri, target }) => [uri, target])).to.deep.equal(
      Object.values(images).map((uri) => [uri, undefined]),
    );
  });

  it("leaves the front end out when it is not rendered by containers", () => {
    const { frontend: _frontend, ...spa } = images;
    expect(promotions(spa, {}).map(({ part }) => part)).to.deep.equal(["backend", "backup"]);
  });
});

describe("promotion: command", () => {
  let commands: FakeCommands;

  beforeEach(() => {
    commands = new FakeCommands();
    arrange();
  });

  afterEach(() => {
    commands.remove();
  });

  /** Dev runs three images; prod is deployed, and has its backend's image from an earlier promotion. */
  const arrange = ({
    backendRuns = devOutputs.backendTaskDefinitionArn,
    prod = true,
    job = false,
    frontend = "ssr",
  } = {}): void => {
    const digestRevision = revision("webapp-dev-digest", 3);
    const outputs = job
      ? {
          ...devOutputs,
          frontend,
          jobs: { digest: { taskDefinitionArn: digestRevision } },
          imageKeys: { digest: "webapp:jobs.digest.image" },
        }
      : { ...devOutputs, frontend };
    const repositoryUrls = { backend: prodUrl("backend"), frontend: prodUrl("frontend"), backup: prodUrl("backup") };
    commands.add(
      "pulumi",
      `if (args[0] === "config") return "";
       return args.includes("dev") ? ${JSON.stringify(outputs)} : ${JSON.stringify(prod ? { repositoryUrls } : {})};`,
    );
    const definitions = {
      [devOutputs.backendTaskDefinitionArn]: taskDefinition("backend", images.backend),
      [devOutputs.frontendTaskDefinitionArn]: taskDefinition("frontend", images.frontend),
      [devOutputs.oneOffTasks.dump.taskDefinitionArn]: taskDefinition("backup-dump", images.backup),
      [digestRevision]: taskDefinition("digest", image("digest", "e")),
    };
    const services = { backend: service(backendRuns), frontend: service(devOutputs.frontendTaskDefinitionArn) };
    commands.add(
      "aws",
      `const after = (name) => args[args.indexOf(name) + 1];
       switch (args[1]) {
         case "describe-services": return ${JSON.stringify(services)}[after("--services")];
         case "describe-task-definition": return ${JSON.stringify(definitions)}[after("--task-definition")];
         case "batch-get-image": return { images: after("--repository-name") === "webapp-prod/backend" ? [{}] : [] };
         case "get-authorization-token":
           return { authorizationData: [{ authorizationToken: Buffer.from("AWS:password-" + after("--region")).toString("base64") }] };
       }
       fail("unexpected " + args.join(" "));`,
    );
    commands.add(
      "skopeo",
      `if (args[0] === "login") fs.appendFileSync(folder + "/passwords", fs.readFileSync(0, "utf8") + "\\n");
       return "";`,
    );
  };
  const promote = (...args: readonly string[]): Promise<Ended> => runSubcommand("promote", args, { env: commands.env });
  const calls = (command: string): string[][] =>
    readFileSync(path.join(commands.folder, "calls"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as string[])
      .filter(([name]) => name === command);

  it("copies what is not there yet, digests preserved, and sets all three", async () => {
    const { exitCode, stdout, stderr } = await promote();
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout.trimEnd().split("\n")).to.deep.equal([
      `webapp:backend.image.uri: ${prodUrl("backend")}@${digestOf("a")}`,
      `webapp:ssr.image.uri: ${prodUrl("frontend")}@${digestOf("b")}`,
      `webapp:backup.image.uri: ${prodUrl("backup")}@${digestOf("c")}`,
      "Pulumi.prod.yaml has them: commit it, and deploy prod with it.",
    ]);
    const copies = calls("skopeo").filter(([, action]) => action === "copy");
    expect(copies.map((call) => call.slice(-2))).to.deep.equal([
      [`docker://${images.frontend}`, `docker://${prodUrl("frontend")}:promoted-${"b".repeat(16)}`],
      [`docker://${images.backup}`, `docker://${prodUrl("backup")}:promoted-${"c".repeat(16)}`],
    ]);
    expect(copies.every((call) => call.includes("--all") && call.includes("--preserve-digests"))).to.equal(true);
    const settings = calls("pulumi").filter(([, , action]) => action === "set");
    expect(settings[0]).to.deep.equal([
      ...["pulumi", "config", "set", "--stack", "prod", "--path"],
      ...["webapp:backend.image.uri", `${prodUrl("backend")}@${digestOf("a")}`],
    ]);
    expect(settings).to.have.length(3);
    const removed = calls("pulumi")
      .filter(([, , action]) => action === "rm")
      .map((call) => call.at(-1));
    expect(removed.filter((key) => key?.startsWith("webapp:ssr.image."))).to.deep.equal(
      ["build", "dockerfile", "target", "args", "context", "ignore"].map((setting) => `webapp:ssr.image.${setting}`),
    );
  });

  it("takes the images of jobs along, which no service runs", async () => {
    arrange({ job: true });
    const { exitCode, stdout, stderr } = await promote();
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.contain(`webapp:jobs.digest.image.uri: ${image("digest", "e")} (not copied)`);
  });

  it("says that pages are not copied, where there are any, and how they come", async () => {
    const pages = /^The pages of the spa are not copied: .*promote\.md#pages\)\.$/m;
    expect((await promote("--dry-run")).stdout).to.not.match(pages);
    arrange({ frontend: "spa" });
    expect((await promote("--dry-run")).stdout).to.match(pages);
  });

  it("hands passwords over by standard input alone, each to its own registry", async () => {
    await promote();
    expect(readFileSync(path.join(commands.folder, "passwords"), "utf8").trimEnd().split("\n")).to.deep.equal([
      ...["password-us-east-1", "password-eu-west-1"],
      ...["password-us-east-1", "password-eu-west-1"],
    ]);
    expect(JSON.stringify(calls("skopeo"))).to.not.match(/password-(us|eu)/);
    const profiles = calls("aws").filter((call) => call.includes("--profile"));
    expect(profiles).to.deep.equal([]);
  });

  it("reads the source with its own profile", async () => {
    await promote("--source-profile", "dev-account");
    const withProfile = calls("aws").filter((call) => call.includes("dev-account"));
    expect(new Set(withProfile.map(([, , action]) => action))).to.deep.equal(
      new Set(["describe-services", "describe-task-definition", "get-authorization-token"]),
    );
    expect(calls("aws").find(([, , action]) => action === "batch-get-image")).to.not.contain("dev-account");
  });

  it("changes nothing in a dry run", async () => {
    const { stdout } = await promote("--dry-run");
    expect(stdout).to.contain("Nothing was changed.");
    expect(calls("pulumi").map(([, action]) => action)).to.deep.equal(["stack", "stack"]);
    expect(() => calls("skopeo")).to.not.throw();
    expect(calls("skopeo")).to.deep.equal([]);
  });

  it("points a stack that was never deployed to the images as they are", async () => {
    arrange({ prod: false });
    const { exitCode, stdout } = await promote();
    expect(exitCode).to.equal(0);
    expect(stdout).to.contain(`webapp:backend.image.uri: ${images.backend} (not copied)\n`);
    expect(calls("skopeo")).to.deep.equal([]);
  });

  it("refuses images that dev does not run", async () => {
    arrange({ backendRuns: revision("webapp-dev-backend", 6) });
    const { exitCode, stderr } = await promote();
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^backend of dev is not ready to be promoted: it was rolled back/);
    expect(calls("skopeo")).to.deep.equal([]);
  });
});

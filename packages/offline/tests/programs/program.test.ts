import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { readAnswer } from "../../src/answer-option";
import { previewProgram } from "../../src/program";
import { rejection } from "../fixtures";
import { clean, copyPackage, preview, project } from "./fixture";

const SDK = `import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n`;
const TOPIC = "aws:sns/topic:Topic";

describe("any program", function () {
  this.timeout(60_000);
  after(clean);

  it("runs with its own configuration, the project's defaults and what is given", async () => {
    const yaml = [
      "name: ${PROJECT}",
      "runtime: { name: nodejs }",
      "config: { size: { type: string, default: small }, aws:region: eu-west-1 }",
      "template: { config: { colour: { default: red }, size: { default: huge } } }",
    ].join("\n");
    const program = `${SDK}
      const config = new pulumi.Config();
      new aws.sns.Topic("topic", { name: [config.get("size"), config.get("colour"), config.require("shape")].join("-") });
      export const region = aws.config.requireRegion();
      export const stack = pulumi.getStack();`;
    const folder = project({ "Pulumi.yaml": yaml, "Pulumi.live.yaml": "config: { x:y: 1 }", "index.ts": program });
    const { graph, document } = await previewProgram({ folder, stack: "live", config: ["shape=round", "colour=blue"] });
    expect(graph.ofType(TOPIC)[0]?.inputs.name).to.equal("small-blue-round");
    expect(graph.outputs).to.deep.equal({ region: "eu-west-1", stack: "live" });
    expect(document.config).to.deep.include({ aws: { region: "eu-west-1" }, x: { y: "1" } });
    expect(document.project).to.match(/^offline-test-/);
  });

  it("has the project's dotted defaults inside the stack's values, which stand over them", async () => {
    const yaml = "name: shop\nruntime: nodejs\nconfig: { shop:size.width: 3, shop:size.height: 4, shop:colour: red }";
    const program = `${SDK}
      const { width, height } = new pulumi.Config().requireObject<{ width: number; height: number }>("size");
      new aws.sns.Topic("topic", { displayName: [width, height].join("x") });`;
    const files = {
      "Pulumi.yaml": yaml,
      "Pulumi.dev.yaml": "config: { shop:size: { height: 5 } }",
      "index.ts": program,
    };
    const given = async (...config: string[]) =>
      (await preview(files, { config })).graph.ofType(TOPIC)[0]?.inputs.displayName;
    expect(await given()).to.equal("3x5");
    expect(await given('size={"width":1,"height":2}')).to.equal("1x2");
  });

  it("takes texts that only look like JSON as they are", async () => {
    const files = {
      "index.ts": `${SDK}new aws.sns.Topic("topic", { displayName: new pulumi.Config().get("title") });`,
    };
    const config = ["title=[prod] shop", "sizes=[1, 2]", "aws:allowedAccountIds={none", "aws:defaultTags={none"];
    const { graph, document } = await preview(files, { config });
    expect(graph.ofType(TOPIC)[0]?.inputs.displayName).to.equal("[prod] shop");
    expect(document.config.shop).to.deep.equal({ title: "[prod] shop", sizes: [1, 2] });
    expect(graph.ofType(TOPIC)[0]?.id).to.match(/^arn:aws:sns:us-east-1:123456789012:/);
  });

  it("says in one line what it lacks: configuration, packages, a project, a runtime, a stack", async () => {
    const needs = `${SDK}new pulumi.Config().require("shape");`;
    expect(await rejection(preview({ "index.ts": needs }))).to.match(
      /The program in \S+ needs configuration: give it with --config shop:shape=VALUE\.$/,
    );
    const lacking = {
      "package.json": JSON.stringify({ dependencies: { "@pulumi/nowhere": "1.0.0", "left-out": "2" } }),
      "index.ts": `import * as nowhere from "@pulumi/nowhere/deep";\nexport const x = nowhere;`,
    };
    expect(await rejection(preview(lacking))).to.match(
      /needs packages that are not installed: @pulumi\/nowhere, left-out\. Run npm install there\.$/,
    );
    expect(await rejection(preview({ "Pulumi.yaml": "name: x\nruntime: python" }))).to.include("the runtime is python");
    expect(await rejection(preview({}))).to.include("has no program");
    expect(await rejection(previewProgram({ folder: "/" }))).to.include("has no Pulumi.yaml");
    const stacks = { "index.ts": SDK, "Pulumi.live.yaml": "config: {}" };
    expect(await rejection(preview(stacks, { stack: "test" }))).to.include("(stacks: live)");
    expect(await rejection(preview({ "index.ts": "export const x = 1;" }))).to.include("registered nothing");
    expect(await rejection(preview({ "index.ts": SDK }, { config: ["x"] }))).to.include(
      "--config x: write it as key=value",
    );
  });

  it("names the place where it fails, and hands on what it prints", async () => {
    let printed = "";
    const program = `${SDK}console.log("hello");\nfunction broken(): void {\n  throw new TypeError("no such thing");\n}\nbroken();`;
    const onPrint = (text: string): void => void (printed = text);
    const message = await rejection(preview({ "index.ts": program }, { onPrint, unknown: true }));
    expect(message).to.match(/fails: TypeError: no such thing \(\S+index\.ts:5\)$/);
    expect(printed).to.equal("hello");
  });

  it("is over when its process is: resources made before the exit count, a timer does not hold it", async () => {
    const program = `${SDK}
      process.once("beforeExit", () => new aws.sns.Topic("late"));
      setTimeout(() => undefined, 600_000).unref();
      new aws.sns.Topic("early");`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.ofType(TOPIC).map(({ name }) => name)).to.deep.equal(["early", "late"]);
    const held = await preview({ "index.ts": `${SDK}new aws.sns.Topic("one");\nsetInterval(() => undefined, 1000);` });
    expect(held.graph.ofType(TOPIC)).to.have.length(1);
    const gone = await preview({ "index.ts": `${SDK}new aws.sns.Topic("one").arn.apply(() => process.exit(0));` });
    expect(gone.graph.ofType(TOPIC)).to.have.length(1);
  });

  it("runs again with unknown values when an example is not to its taste", async () => {
    const program = `${SDK}
      const topic = new aws.sns.Topic("topic");
      export const part = topic.arn.apply((arn) => {
        if (!arn.startsWith("arn:aws:sns:us-east-1:999")) throw new Error("not my account");
        return arn;
      });`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.outputs.part).to.equal("[unknown]");
    expect(graph.notes.remarks.join()).to.match(/fails on example values.*not my account/);
  });

  it("asks what only the account knows, and takes answers", async () => {
    const program = `${SDK}
      const stack = new pulumi.StackReference("acme/network/prod");
      const secret = aws.secretsmanager.getSecretVersionOutput({ secretId: "db" });
      new aws.sns.Topic("topic", { name: stack.requireOutput("name"), displayName: secret.secretString });
      export const zone = aws.route53.Zone.get("zone", "Z1").name;`;
    const folder = project({ "index.ts": program });
    const { graph } = await previewProgram({ folder });
    expect(graph.ofType(TOPIC)[0]?.inputs).to.deep.equal({ name: "[unknown]", displayName: "[unknown]" });
    expect(graph.notes.withheld).to.include("stack[acme/network/prod]");
    expect(graph.ofType("aws:route53/zone:Zone")[0]?.external).to.equal(true);
    const answers = ["stack[acme/network/prod].name=orders", "aws.secretsmanager.getSecretVersion[db].secretString=x"];
    const answered = await previewProgram({ folder, answers: answers.map(readAnswer) });
    expect(answered.graph.ofType(TOPIC)[0]?.inputs).to.deep.equal({ name: "orders", displayName: "x" });
  });

  it("finds what it makes in another copy and another version of the SDK", async () => {
    const folder = project({ "index.ts": `${SDK}new aws.sns.Topic("topic");`, "package.json": "{}" });
    copyPackage("@pulumi/pulumi", folder, "3.200.0");
    expect((await previewProgram({ folder })).graph.ofType(TOPIC)).to.have.length(1);
  });

  it("finds the files of the very provider that it asks, in two versions at once", async () => {
    const provider = (version: string, output: string): Record<string, string> => ({
      "package.json": JSON.stringify({ name: "@pulumi/tiny", version, main: "thing.js" }),
      "thing.js": `const pulumi = require("@pulumi/pulumi");
        class Thing extends pulumi.CustomResource {
          constructor(name, args, opts) {
            let resourceInputs = {};
            resourceInputs["${output}"] = undefined /*out*/;
            super("tiny:index/thing:Thing", name, resourceInputs, { ...opts, version: "${version}" });
          }
        }
        exports.Thing = Thing;`,
      "thing.d.ts": `export declare class Thing extends pulumi.CustomResource {\n    readonly ${output}: pulumi.Output<string>;\n}\n`,
    });
    const folder = project({
      "index.js": `const one = require("@pulumi/tiny");
        const two = require("wrapper");
        exports.outputs = [new one.Thing("one").shape, two.make("two").colour];`,
      "node_modules/wrapper/index.js": `const { Thing } = require("@pulumi/tiny"); exports.make = (name) => new Thing(name);`,
    });
    const places = [
      ["node_modules/@pulumi/tiny", provider("1.0.0", "shape")],
      ["node_modules/wrapper/node_modules/@pulumi/tiny", provider("2.0.0", "colour")],
    ] as const;
    for (const [place, files] of places) {
      mkdirSync(join(folder, place), { recursive: true });
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, place, name), text);
    }
    const { outputs } = (await previewProgram({ folder })).graph;
    const [one, two] = outputs.outputs as string[];
    expect([one, two].map((text) => text?.replace(/-.*/, ""))).to.deep.equal(["shape", "colour"]);
  });

  it("may be JavaScript, an asynchronous function, in a folder of its own, and linked from elsewhere", async () => {
    const yaml = "name: shop\nruntime: nodejs\nmain: infra/";
    const program = `const aws = require("@pulumi/aws");
      module.exports = async () => {
        const topic = new aws.sns.Topic(require("node:fs").readFileSync("name.txt", "utf8"));
        return { name: topic.name };
      };`;
    const folder = project({ "Pulumi.yaml": yaml, "infra/index.js": program, "infra/name.txt": "orders" });
    const link = `${project({})}/link`;
    symlinkSync(resolve(folder), link);
    const { graph } = await previewProgram({ folder: link });
    expect(graph.ofType(TOPIC)[0]?.name).to.equal("orders");
    expect(graph.outputs.name).to.match(/^orders-[0-9a-f]{7}$/);
  });

  it("may be an ES module that awaits at its top level", async () => {
    const program = `import * as aws from "@pulumi/aws";
      import { sns } from "@pulumi/aws";
      import mime from "mime";
      const { accountId } = await aws.getCallerIdentity({});
      new sns.Topic("topic", { displayName: mime.getType("a.html") ?? "", name: accountId });
      export const account = accountId;`;
    const { graph } = await preview({ "index.ts": program, "package.json": JSON.stringify({ type: "module" }) });
    expect(graph.ofType(TOPIC)[0]?.inputs).to.deep.equal({ displayName: "text/html", name: "123456789012" });
    expect(graph.outputs).to.deep.equal({ account: "123456789012" });
  });

  it("keeps Outputs in class fields, whatever its tsconfig says", async () => {
    const tsconfig = JSON.stringify({ compilerOptions: { target: "ES2022", strict: true }, files: ["index.ts"] });
    const program = `${SDK}
      class Base extends pulumi.ComponentResource {
        constructor(name: string) {
          super("shop:index:Base", name);
          this.make();
        }
        make(): void {}
      }
      class Room extends Base {
        topic!: aws.sns.Topic;
        override make(): void {
          this.topic = new aws.sns.Topic("topic", {}, { parent: this });
        }
      }
      export const name = new Room("room").topic.name;`;
    const { graph } = await preview({ "index.ts": program, "tsconfig.json": tsconfig });
    expect(graph.outputs.name).to.match(/^topic-/);
  });

  it("shows callbacks as they are written", async () => {
    const program = `${SDK}
      const bucket = new aws.s3.Bucket("bucket");
      bucket.onObjectCreated("made", async (event) => console.log(event));`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.ofType("aws:s3/bucketNotification:BucketNotification")).to.have.length(1);
    expect(graph.notes.remarks.join()).to.include("callback functions");
  });

  it("answers dynamic resources, other providers and their components without knowing them", async () => {
    const program = `${SDK}import * as awsx from "@pulumi/awsx";
      const provider: pulumi.dynamic.ResourceProvider = { create: async () => ({ id: "x", outs: {} }) };
      class Mine extends pulumi.dynamic.Resource {
        constructor(name: string) {
          super(provider, name, { size: 1 });
        }
      }
      new Mine("mine");
      const vpc = new awsx.ec2.Vpc("vpc");
      new aws.sns.Topic("topic", { displayName: vpc.vpcId });`;
    const { graph } = await preview({ "index.ts": program });
    expect(graph.ofType(TOPIC)[0]?.inputs.displayName).to.equal("[unknown]");
    expect(graph.notes.remote).to.deep.equal(["awsx:ec2:Vpc"]);
    expect(graph.notes.opaque).to.deep.equal(["pulumi-nodejs:dynamic:Resource"]);
  });

  it("is refused for what a deployment could not bear", async () => {
    const twice = `${SDK}new aws.sns.Topic("topic");\nnew aws.sns.Topic("topic");`;
    expect(await rejection(preview({ "index.ts": twice }))).to.match(/^CaptureError: .*duplicate URN/);
    const logged = `${SDK}new aws.sns.Topic("topic");\npulumi.log.error("out of stock");`;
    expect(await rejection(preview({ "index.ts": logged }))).to.include("out of stock");
  });

  it("reaches no credentials and no registry", async () => {
    process.env.AWS_ACCESS_KEY_ID = "key";
    try {
      const program = `${SDK}new aws.sns.Topic("topic");
        export const env = [process.env.AWS_ACCESS_KEY_ID ?? "", process.env.npm_config_offline, process.env.AWS_EC2_METADATA_DISABLED];`;
      const { graph } = await preview({ "index.ts": program });
      expect(graph.outputs.env).to.deep.equal(["", "true", "true"]);
    } finally {
      delete process.env.AWS_ACCESS_KEY_ID;
    }
  });
});

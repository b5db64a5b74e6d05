import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { previewProgram } from "../../src/program";
import { clean, copyPackage, preview, project, SDK, TOPIC } from "./fixture";

describe("a program in any form, with any packages", function () {
  after(clean);

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
});

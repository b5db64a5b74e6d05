import { expect } from "chai";
import { readAnswer } from "../../src/answer-option";
import { previewProgram } from "../../src/program";
import { rejection } from "../fixtures";
import { clean, preview, project, SDK, TOPIC } from "./fixture";

describe("any program", () => {
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

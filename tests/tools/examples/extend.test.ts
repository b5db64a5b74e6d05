import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect } from "chai";
import { parse, stringify } from "yaml";

import { actionProblems } from "../../../components/security/iam/action-problems";
import { Copy } from "../../../tools/adoption/copy";
import { type SaidApart } from "../../../tools/cli/together";
import { previewBootstrap } from "../../../tools/program/bootstrap";
import { codeOf } from "./page-code";
import { typeErrors } from "./type-check";

const ROOT = resolve(__dirname, "../../..");
const code = codeOf(readFileSync(join(ROOT, "docs/extend.md"), "utf8"));
const USED = ["--set", "backend.uses=[database, orders]"];
const NAMES = ["aws:dynamodb/table:Table", "aws:sns/topic:Topic", "aws:lambda/function:Function"];

/** What the page sets where there is no NAT. */
function settings(): string[] {
  const page = code.files.find(({ path }) => path === "Pulumi.dev.yaml")?.text ?? "";
  const { config } = parse(page) as { config: Record<string, { egress: unknown }> };
  const egress = stringify(config["webapp:network"]?.egress, { collectionStyle: "flow" }).replaceAll("\n", " ");
  const endpoints = "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, ssmmessages]";
  return ["network.nat=none", endpoints, `network.egress=${egress}`];
}

/** What the test reads of `npm run cost -- --json`. */
interface CostDocument {
  readonly projects: readonly {
    readonly breakdown: {
      readonly resources: readonly {
        readonly name: string;
        readonly costComponents: readonly { readonly name: string; readonly monthlyCost: string }[];
      }[];
    };
  }[];
}

describe("docs/extend.md", () => {
  let copy: Copy;
  /** For the stacks of the fixtures, whose backend uses orders as well. */
  const line = (command: string, ...args: string[]) => [command, "--stacks", "tests/fixtures/stacks", ...USED, ...args];
  let previewed: SaidApart, priced: SaidApart, judged: SaidApart, withSettings: SaidApart;

  before(async () => {
    copy = await Copy.of(ROOT, false);
    for (const { path, text } of code.files.filter(({ path }) => !path.endsWith(".yaml"))) copy.write(path, text);
    mkdirSync(join(copy.folder, "build"), { recursive: true });
    writeFileSync(join(copy.folder, "build", "page.diff"), code.changes.join(""));
    await copy.must("git", ["apply", "--recount", "build/page.diff"]);
    for (const { path, text } of code.files.filter(({ path }) => path === "accepted-findings.yaml")) {
      copy.write(join("tests/fixtures/stacks", path), text);
    }
    const used = { "tables.writes": 3_000_000, "functions.calls": 2_000_000 };
    copy.write("build/usage.json", JSON.stringify({ extends: "idle", resources: { orders: used } }));
    [previewed, priced, judged, withSettings] = (await copy.runSubcommands([
      line("preview", "--stack", "dev", "--json"),
      line("cost", "--stack", "dev", "--json", "--usage", "build/usage.json"),
      line("policy", "--stack", "dev"),
      line("preview", "--stack", "dev", ...settings().flatMap((assignment) => ["--set", assignment])),
    ])) as [SaidApart, SaidApart, SaidApart, SaidApart];
  });
  after(() => {
    copy.delete();
  });

  it("has a component, its stack, what changes of the backend, and settings", () => {
    expect(code.files.map(({ path }) => path)).to.include.members([
      "components/orders/orders.ts",
      "app/orders/index.mjs",
      "stacks/orders.ts",
      "stacks/uses/orders.ts",
      "Pulumi.dev.yaml",
      "accepted-findings.yaml",
      "bootstrap/Pulumi.bootstrap.yaml",
    ]);
    expect(code.changes).to.have.length(1);
  });

  it("compiles, and does not with a misspelt argument", () => {
    const texts = Object.fromEntries(
      code.files.filter(({ path }) => path.endsWith(".ts")).map(({ path, text }) => [path, text]),
    );
    const changed: Record<string, string> = {
      ...texts,
      ...Object.fromEntries(
        ["stacks/backend.ts", "stacks/uses/plan.ts"].map((path) => [
          path,
          readFileSync(join(copy.folder, path), "utf8"),
        ]),
      ),
    };
    expect(typeErrors(changed)).to.deep.equal([]);
    const wrong = changed["components/orders/orders.ts"]?.replace("hashKey", "hashkey") ?? "";
    expect(typeErrors({ ...changed, "components/orders/orders.ts": wrong }).join()).to.contain("hashkey");
  });

  it("previews: table, topic and function are the component's, and the backend may use them", () => {
    const { exitCode, text, stdout } = previewed;
    expect(exitCode, text.slice(-2000)).to.equal(0);
    const { resources } = JSON.parse(stdout) as {
      resources: { type: string; name: string; parent?: string; inputs: Record<string, unknown> }[];
    };
    const own = resources.filter(({ parent }) => parent?.includes("webapp:orders:Orders") === true);
    expect(own.map(({ type }) => type)).to.include.members([...NAMES, "aws:ec2/vpcEndpoint:VpcEndpoint"]);
    const task = resources.find(
      ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === "backend-task",
    );
    expect(JSON.stringify(task?.inputs)).to.contain("dynamodb:PutItem").and.to.contain("sns:Publish");
    const definition = resources.find(({ type, name }) => type.includes("taskDefinition") && name === "backend");
    expect(JSON.stringify(definition?.inputs)).to.contain("ORDERS_TABLE");
  });

  it("is priced: table, topic and function have lines, for the use that the profile gives them by name", () => {
    const { exitCode, text, stdout } = priced;
    expect(exitCode, text.slice(-2000)).to.equal(0);
    const { projects } = JSON.parse(stdout) as CostDocument;
    const linesOf = (type: string) =>
      projects[0]?.breakdown.resources
        .find(({ name }) => name === `${type}.orders`)
        ?.costComponents.map(({ name, monthlyCost }) => [name, Number(monthlyCost)]);
    const [table, topic, listener] = NAMES.map(linesOf);
    // A million calls of the account are free.
    expect(table).to.deep.include(["Writes", 1.875]);
    expect(topic?.map(([line]) => line)).to.include("Messages published");
    expect(listener).to.deep.include(["Requests", 0.2]);
  });

  it("asks the bootstrap for actions that there are, and that it takes", async () => {
    const page = code.files.find(({ path }) => path === "bootstrap/Pulumi.bootstrap.yaml")?.text ?? "";
    const { config } = parse(page) as { config: Record<string, string[]> };
    const actions = config["bootstrap:extraActions"] ?? [];
    expect(await actionProblems(actions, ["*"])).to.deep.equal([]);
    const { config: taken } = await previewBootstrap({
      set: [`bootstrap:extraActions=${JSON.stringify(actions)}`],
      folder: "tests/fixtures/stacks/bootstrap",
    });
    expect(taken.extraActions).to.deep.equal(actions);
  });

  it("passes the policies with what the page accepts, and not without", async () => {
    expect(judged.exitCode, judged.text.slice(-4000)).to.equal(0);
    copy.remove("tests/fixtures/stacks/accepted-findings.yaml");
    const [command = "", ...args] = line("policy", "--stack", "dev");
    expect((await copy.run("npm", ["run", "--silent", command, "--", ...args])).exitCode).to.equal(1);
  });

  it("previews with its settings: the way to the table where there is no NAT", () => {
    const { exitCode, text } = withSettings;
    expect(exitCode, text.slice(-2000)).to.equal(0);
    expect(text).to.contain("security-backend-to-dynamodb-egress");
  });
});

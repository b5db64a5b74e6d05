import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { toCents } from "@toolkit/cost/formulas";
import { ON_FIXTURES } from "../../support/command-line";
import { deployStack } from "../../support/deploy-stack";
import { refusal } from "../../support/refusal";
import { runSubcommand } from "../ci/run-script";
import { cost, costOfFile } from "../cost/command";
import { infracostSchema } from "../cost/infracost-schema";

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]?.replaceAll(",", ""));
const TOTAL = /\n +Total, USD a month .* ([\d,.]+)\n/;

describe("npm run cost", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "webapp-cost-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, content: unknown): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };

  const saved = async (name: string, ...set: string[]): Promise<string> => {
    const { document } = await deployStack("dev", { set });
    return write(name, document);
  };

  it("shows services that add up, the largest lines, what-ifs, growth and where the prices come from", async () => {
    const { text, overBudget } = await cost("--stack", "dev");
    expect(overBudget).to.equal(undefined);
    expect(text).to.match(/^webapp-dev \(ssr\) in us-east-1, usage idle: [\d.]+ USD a month\n/);
    const rows = [...text.matchAll(/^ {2}(\w[\w ]*?) {2,}([\d.]+) {2,}([\d.]+) {2,}([\d.]+)$/gm)];
    const sum = rows.reduce((total, [, , , , cents]) => total + Number(cents), 0);
    expect(rows.length).to.be.greaterThan(6);
    expect(sum).to.be.closeTo(numberIn(text, TOTAL), 0.05);
    for (const title of ["Largest lines", "What if", "Growth", "Sources: ", "Price table of "])
      expect(text).to.include(`\n${title}`);
    expect(text).not.to.include("Every line");
  });

  it("names quantity, price, source, date and confidence of every line with --details", async () => {
    const { text } = await costOfFile("--graph", await saved("graph.json"), "--details");
    const details = text.slice(text.indexOf("\nEvery line"), text.indexOf("\nInputs that could change"));
    expect(text).to.include("\n  ec2.FlowLog trafficType (logs.flowGb)\n");
    const lines = details.split("\n").filter((line) => line.startsWith("  "));
    const sum = lines.reduce((total, line) => total + Number(line.split(/ {2,}/).at(-1)), 0);
    expect(lines.length).to.be.greaterThan(20);
    expect(lines.filter((line) => !/ \d{4}-\d\d-\d\d \([A-D]\) /.test(line))).to.deep.equal([]);
    // Each of the lines is rounded by itself.
    expect(sum).to.be.closeTo(numberIn(text, TOTAL), 0.005 * lines.length);
  });

  it("prices a saved document as it prices the stack, without its what-ifs", async () => {
    const file = await saved("graph.json");
    const { text } = await costOfFile("--graph", file);
    expect(text).to.include("A saved document or another program is not run with other values.");
    const json = JSON.parse((await cost("--stack", "dev", "--json")).text) as { totalMonthlyCost: string };
    expect(numberIn(text, TOTAL)).to.equal(toCents(Number(json.totalMonthlyCost)));
  });

  it("prices a first preview, in which nothing that AWS computes is known, as far as it can", async () => {
    const { document } = await deployStack("dev", { mode: "unknown" });
    const { text } = await costOfFile("--graph", write("unknown.json", document));
    expect(text).to.match(/^webapp-dev \(ssr\) in us-east-1, usage idle: at least [\d.]+ USD a month\n/);
    const known = (await costOfFile("--graph", await saved("graph.json"))).text;
    const least = numberIn(text, TOTAL);
    expect(least).to.be.greaterThan(40).and.lessThan(numberIn(known, TOTAL));
    expect(text).to.match(/\nTotals lack what has no price\. 12 resources have no price: /);
  });

  it("takes the usage from a file", async () => {
    const usage = write("usage.yaml", "extends: idle\nstorage:\n  imageGb: 102\n");
    const graph = await saved("graph.json");
    const [idle, more] = await Promise.all([
      costOfFile("--graph", graph),
      costOfFile("--graph", graph, "--usage", usage),
    ]);
    expect(numberIn(more.text, TOTAL) - numberIn(idle.text, TOTAL)).to.be.closeTo(10, 0.02);
    expect(more.text).to.include(`usage ${usage}: `);
  });

  it("says what is above the budget, and nothing below it", async () => {
    const graph = await saved("graph.json");
    const over = await costOfFile("--graph", graph, "--budget", "1");
    expect(over.overBudget).to.match(/^webapp-dev costs [\d.]+ USD a month, [\d.]+ above the budget of 1\.00\.$/);
    expect((await costOfFile("--graph", graph, "--budget", "1000")).overBudget).to.equal(undefined);
  });

  it("compares documents: headline, services and folded resources", async () => {
    const base = await saved("base.json");
    const { text } = await cost("--set", "database.multiAz=true", "--diff", base, "--markdown");
    expect(text).to.match(/^### Monthly cost increases by 13\.98 USD \(\+[\d.]+ %\): [\d.]+ → [\d.]+ USD\n/);
    expect(text).to.match(/\n\| Database \| [\d.]+ \| [\d.]+ \| \+13\.98 \| \+[\d.]+ % \|\n/);
    expect(text).to.match(/<details>\n<summary>1 resource changes its cost<\/summary>\n\n\| Resource [^]*<\/details>/);
    expect(text).to.match(
      /\| ~ database \(Instance\) \| Instance \(db\.t4g\.micro, Single-AZ\) \| 11\.68 \| 0\.00 \| -11\.68 \|/,
    );
  });

  it("says what a setting would change", async () => {
    const same = await cost("--stack", "prod", "--diff", "frontend=ssr");
    expect(same.text).to.match(/^Monthly cost stays at [\d.]+ USD\n/);
    const cheaper = await cost("--diff", "frontend=spa", "--details");
    expect(cheaper.text).to.match(/^Monthly cost decreases by [\d.]+ USD \(-[\d.]+ %\): /);
    expect(cheaper.text).to.match(
      /\n {2}- public \(LoadBalancer\) +Application load balancer +16\.43 +0\.00 +-16\.43\n/,
    );
  });

  it("writes Infracost's JSON, with the base as the past", async () => {
    const base = await saved("base.json");
    const { text } = await cost("--set", "database.multiAz=true", "--diff", base, "--json");
    const output = infracostSchema.parse(JSON.parse(text));
    const [project] = output.projects;
    const sum = (project?.breakdown.resources ?? []).reduce((total, { monthlyCost }) => total + Number(monthlyCost), 0);
    expect(sum).to.be.closeTo(Number(output.totalMonthlyCost), 1e-6);
    expect(Number(output.diffTotalMonthlyCost)).to.be.closeTo(13.98, 1e-9);
    expect(Number(output.totalMonthlyCost) - Number(output.pastTotalMonthlyCost)).to.be.closeTo(13.98, 1e-6);
    expect(Number(output.totalHourlyCost) * 730).to.be.closeTo(Number(output.totalMonthlyCost), 1e-6);
    expect(project?.diff.resources.map(({ resourceType }) => resourceType)).to.deep.equal([
      "aws:rds/instance:Instance",
    ]);
    const balancer = project?.breakdown.resources.find(({ name }) => /^aws:lb.loadBalancer:LoadBalancer\./.test(name));
    expect(balancer?.costComponents?.[0]).to.deep.include({
      name: "Application load balancer",
      monthlyQuantity: "730",
      hourlyQuantity: "1",
      price: "0.0225",
      hourlyCost: "0.0225",
      monthlyCost: "16.425",
      usageBased: false,
    });
  });

  it("writes Infracost's JSON with an empty past without a base", async () => {
    const output = infracostSchema.parse(JSON.parse((await cost("--json")).text));
    expect(output.projects[0]?.pastBreakdown).to.deep.equal({
      resources: [],
      totalHourlyCost: "0",
      totalMonthlyCost: "0",
      totalMonthlyUsageCost: "0",
    });
    expect(output.diffTotalMonthlyCost).to.equal(output.totalMonthlyCost);
    expect(output.summary.totalUnsupportedResources).to.equal(0);
  });

  it("prices what it can, counts what it cannot, and says why", async () => {
    const { document } = await deployStack("dev");
    const [, , sample] = document.resources;
    const table = { ...sample, urn: "urn:table", name: "orders", custom: true, type: "aws:nowhere/table:Table" };
    const file = write("more.json", { ...document, resources: [...document.resources, table] });
    const { text } = await costOfFile("--graph", file);
    expect(text).to.match(/usage idle: at least [\d.]+ USD a month\n/);
    expect(text).to.match(/\nNo price +type +reason\n +orders +nowhere\.Table +there is no recipe for this type\n/);
    expect(text).to.include("Totals lack what has no price. 1 resource has no price: orders (nowhere.Table).");
    const output = infracostSchema.parse(JSON.parse((await costOfFile("--graph", file, "--json")).text));
    expect(output.summary.totalUnsupportedResources).to.equal(1);
    expect(output.summary.unsupportedResourceCounts).to.deep.equal({ "aws:nowhere/table:Table": 1 });
    const elsewhere = { ...document, config: { ...document.config, aws: { region: "mars-1" } } };
    const far = write("mars.json", elsewhere);
    expect((await costOfFile("--graph", far)).text).to.match(
      /^The monthly cost of .*mars\.json is unknown: there are no prices for mars-1[^\n]*\n$/,
    );
    expect(await refusal(() => costOfFile("--graph", far, "--budget", "9"))).to.match(
      /^The cost is unknown: there are no prices for mars-1/,
    );
    const { summary } = infracostSchema.parse(JSON.parse((await costOfFile("--graph", far, "--json")).text));
    expect(summary.totalUnsupportedResources).to.be.greaterThan(20);
  });

  it("refuses what it cannot read", async () => {
    const file = await saved("graph.json");
    const refused = (...args: string[]) => refusal(() => costOfFile(...args));
    expect(await refused("--graph", write("c.json", "{"))).to.match(/c\.json is not JSON: /);
    expect(await refused("--graph", write("d.json", { version: 2, resources: [] }))).to.match(
      /d\.json is not a graph document of version 1\.[^]*document\.version: [^]*and \d+ more$/,
    );
    expect(await refused("--graph", join(folder, "none.json"))).to.match(/none\.json does not exist\. Save one with/);
    expect(await refused("--graph", folder)).to.match(/is not a file\. Save one with/);
    expect(await refused("--graph", file, "--usage", "huge")).to.match(/^Unknown usage profile "huge"\. Use idle/);
    expect(await refused("--graph", file, "--usage", folder)).to.match(/is not a usage file\.$/);
    expect(await refused("--graph", file, "--usage", write("u.yaml", "trafic:\n  pageViews: -1\n"))).to.match(
      /u\.yaml:\n {2}unknown usage key "trafic\.pageViews"; did you mean "traffic\.pageViews"\?/,
    );
    expect(await refused("--graph", file, "--usage", write("w.yaml", "base: small\n"))).to.match(
      /unknown usage key "base"; there is extends, and keys of traffic, tasks, network, /,
    );
    expect(await refused("--graph", file, "--usage", "./none.yaml")).to.match(
      /^\.\/none\.yaml does not exist\. Use idle/,
    );
    expect(await refused("--graph", file, "--usage", write("v.yaml", "a: [1\n"))).to.match(
      /v\.yaml cannot be read as YAML/,
    );
    expect(await refused("--graph", file, "--diff", join(folder, "none.json"))).to.match(/none\.json does not exist/);
  });
});

describe("the process of npm run cost", () => {
  it("ends with a code of its own above the budget, after its answer", async () => {
    const { exitCode, stdout, stderr } = await runSubcommand("cost", [...ON_FIXTURES, "--json", "--budget", "1"]);
    expect(infracostSchema.safeParse(JSON.parse(stdout)).success).to.equal(true);
    expect(stderr).to.match(/^webapp-dev costs .* above the budget of 1\.00\.\n$/);
    expect(exitCode).to.equal(3);
  });

  it("answers mistakes without a stack trace", async () => {
    const { exitCode, stdout, stderr } = await runSubcommand("cost", ["--graph", "none.json"]);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
    expect(stderr).to.equal(
      "none.json does not exist. Save one with npm run --silent preview -- --json > graph.json\n",
    );
  });
});

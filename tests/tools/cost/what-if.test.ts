import { expect } from "chai";

import { bundledPrices } from "@toolkit/cost";
import { assignmentsOf, type Variant, variantsOf, whatIfs } from "../../../tools/cost/analysis";
import { usagePresets } from "../../../tools/cost/application";
import { estimateDocument } from "../../../tools/cost/document";
import { riskNames } from "../../../stacks/config/risk-names";
import { takenBy } from "../../../stacks/config/risks";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { deployStack, sharedPreview } from "../../support/deploy-stack";
import { deployGrown } from "../../support/grown";

const configOf = async (stack: string, ...set: string[]) => (await deployStack(stack, { set })).config;
const labels = (variants: readonly Variant[]) => variants.map(({ label }) => label);

describe("variants of a configuration", () => {
  it("are what it is not", async () => {
    const found = labels(variantsOf(await configOf("dev")));
    expect(found).to.include.members([
      "nat: single",
      "nat: perAz",
      "database with a standby in another zone",
      "all tasks on demand",
      "tasks on EC2 Spot instances",
      "x86 tasks",
      "with web application firewall",
      "off hours: up on weekdays 08:00 to 20:00",
      "front end from S3 (frontend: spa)",
    ]);
    expect(found).not.to.include.members(["nat: instance"]);
    expect(found.filter((label) => label.startsWith("tasks on Fargate Spot"))).to.deep.equal([]);
  });

  it("without a NAT bring the endpoints that tasks need", async () => {
    const none = variantsOf(await configOf("prod")).find(({ changes }) => changes["network.nat"] === "none");
    expect(none?.changes["network.endpoints"]).to.deep.equal(["ecr.api", "ecr.dkr", "logs", "secretsmanager"]);
  });

  it("change both services of ssr and the one of spa", async () => {
    const onDemand = async (frontend: string) =>
      variantsOf(await configOf("dev", `frontend=${frontend}`)).find(({ label }) => label === "all tasks on demand")
        ?.changes;
    expect(await onDemand("ssr")).to.deep.equal({ "backend.capacity": "fargate", "ssr.capacity": "fargate" });
    expect(await onDemand("spa")).to.deep.equal({ "backend.capacity": "fargate" });
  });

  it("change workers and jobs too, but for instances, on which no job runs", async () => {
    const { config } = await deployGrown("grown");
    const changesOf = (wanted: string) => variantsOf(config).find(({ label }) => label === wanted)?.changes ?? {};
    const keys = ["backend", "ssr", "services.search", "workers.thumbnails", "jobs.digest"];
    expect(changesOf("all tasks on demand")).to.have.all.keys(keys.map((key) => `${key}.capacity`));
    expect(changesOf("x86 tasks")).to.have.all.keys(keys.map((key) => `${key}.architecture`));
    expect(changesOf("tasks on EC2 Spot instances")).to.have.all.keys(keys.slice(0, 4).map((key) => `${key}.capacity`));
    expect(changesOf("off hours: up on weekdays 08:00 to 20:00")).to.include({
      "jobs.digest.schedule": "cron(0 12 ? * MON-FRI *)",
    });
  });

  it("accept in prod the risks that they take, and no others", async () => {
    const config = await configOf("prod");
    const accepted = riskNames.filter((name) => takenBy(name, config).length > 0);
    expect(assignmentsOf({ label: "", changes: { "database.multiAz": false } }, config)).to.deep.equal([
      "database.multiAz=false",
      `acceptedRisks=${JSON.stringify(riskNames.filter((name) => name === "singleAzDatabase" || accepted.includes(name)))}`,
    ]);
    expect(assignmentsOf({ label: "", changes: { "database.multiAz": true } }, await configOf("dev"))).to.deep.equal([
      "database.multiAz=true",
    ]);
  });
});

describe("what-ifs", () => {
  const rowsOf = async (wanted: readonly string[], ...set: string[]) => {
    const { config, document } = await deployStack("dev", { set });
    const usage = usagePresets.idle;
    const { total } = estimateDocument(document, usage);
    const variants = variantsOf(config).filter(({ label }) => wanted.includes(label));
    const options = { stack: "dev", set, folder: FIXTURE_STACKS, preview: sharedPreview };
    return { total, rows: await whatIfs({ options, config, total, usage, prices: bundledPrices(), variants }) };
  };
  const STANDBY = "database with a standby in another zone";
  const OFF_HOURS = "off hours: up on weekdays 08:00 to 20:00";
  const SPOT = "tasks on EC2 Spot instances";

  it("run the program again: a standby costs 13.98 in dev, off hours save some ten", async () => {
    const { total, rows } = await rowsOf([STANDBY, OFF_HOURS]);
    const [standby, offHours] = rows.map((row) => ("change" in row ? row : undefined));
    expect(standby?.change).to.be.closeTo(13.98, 1e-9);
    expect(standby?.total).to.be.closeTo(total + 13.98, 1e-9);
    expect(offHours?.change).to.be.within(-12, -8);
  });

  it("show why a variant is refused", async () => {
    const { rows } = await rowsOf([SPOT], "ec2Spot.arm64=[t3.medium]");
    expect(rows).to.have.length(1);
    expect(rows[0])
      .to.have.property("refused")
      .that.matches(/^webapp:ec2Spot\.arm64 /);
  });

  it("leave out what costs the same", async () => {
    const { config, document } = await deployStack("dev");
    const usage = usagePresets.idle;
    const { total } = estimateDocument(document, usage);
    const variants = [{ label: "same", changes: { "backend.maxTasks": 3 } }];
    const input = {
      options: { stack: "dev", folder: FIXTURE_STACKS, preview: sharedPreview },
      config,
      total,
      usage,
      prices: bundledPrices(),
      variants,
    };
    expect(await whatIfs(input)).to.deep.equal([]);
  });
});

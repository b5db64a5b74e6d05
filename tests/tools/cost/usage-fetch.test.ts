import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { formulas, usageFromFile } from "@toolkit/cost";
import { T } from "@toolkit/offline/aws-types";
import { metricDataAnswer, metricDataInput, readMetrics } from "../../../tools/cost/fetch/call";
import { metricName, parseState } from "../../../tools/cost/fetch/live";
import { monthOf, usageFileOf } from "../../../tools/cost/fetch/profile";
import { usageQueries } from "../../../tools/cost/fetch/queries";
import { usagePresets } from "../../../tools/cost/application";

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "recorded", `${name}.json`), "utf8"));

const state = (type: string, name: string, id: string, outputs: object = {}) => ({
  urn: `urn:pulumi:prod::webapp::${type}::${name}`,
  ...{ type, id, inputs: {}, outputs },
});
const resources = parseState(
  JSON.stringify({
    deployment: {
      resources: [
        state(T.natGateway, "nat", "nat-0a1b2c3d4e5f60718"),
        state(T.loadBalancer, "public", "arn:aws:elasticloadbalancing:a", { arnSuffix: "app/public/0123456789abcdef" }),
        state(T.distribution, "edge", "E2EXAMPLE1234"),
        state(T.databaseInstance, "database", "webapp-prod-database", { allocatedStorage: 50 }),
        state(T.vpc, "network", "vpc-1"),
      ],
    },
  }),
);
const queries = usageQueries(resources, metricName, "eu-west-1");
const period = { from: new Date("2026-11-24T00:00:00Z"), to: new Date("2026-11-26T00:00:00Z") };

describe("usage of a live stack", () => {
  it("asks CloudWatch for what the resources count, each where it is kept", () => {
    expect(queries.map(({ path, region }) => `${path} ${region}`)).to.deep.equal([
      "network.natGb eu-west-1",
      "network.natGb eu-west-1",
      "network.internetGb eu-west-1",
      "traffic.dynamicRequests eu-west-1",
      "traffic.newConnections eu-west-1",
      "traffic.edgeRequests us-east-1",
      "traffic.uploadGb us-east-1",
      "traffic.edgeGb us-east-1",
      "database.freeGb eu-west-1",
    ]);
    expect(queries[3]?.dimensions).to.deep.equal({ LoadBalancer: "app/public/0123456789abcdef" });
  });

  it("sends what AWS's model of the call accepts, as it was validated", () => {
    const input: unknown = JSON.parse(JSON.stringify(metricDataInput(queries, period.from, period.to)));
    expect(input).to.deep.equal(recorded("get-metric-data-input"));
  });

  it("reads the days that there are as a month, both directions together", async () => {
    const nat = queries.slice(0, 3);
    const asked: string[] = [];
    const values = await readMetrics(nat, period, (region) => {
      asked.push(region);
      return Promise.resolve(metricDataAnswer.parse(recorded("get-metric-data")));
    });
    expect(asked).to.deep.equal(["eu-west-1"]);
    const month = monthOf(nat, values);
    // Two GB a day out, one in; what was not measured is not said.
    expect(month.get("network.natGb")).to.be.closeTo(3 * formulas.DAYS_PER_MONTH, 1e-9);
    expect(month.has("network.internetGb")).to.equal(false);
  });

  it("makes a usage file that npm run cost reads", () => {
    const month = new Map([
      ...[["traffic.edgeRequests", 1_200_000] as const, ["traffic.dynamicRequests", 300_000] as const],
      ...[["traffic.edgeGb", 60] as const, ["traffic.newConnections", 60_000] as const],
      ...[["database.freeGb", 30] as const, ["network.natGb", 91.25] as const],
    ]);
    const file = usageFileOf(month, usagePresets.small, 50);
    expect(file).to.deep.equal({
      traffic: {
        pageViews: 100_000,
        dynamicRequestsPerPageView: 3,
        edgeMbPerPageView: 0.6,
        newConnectionsPerRequest: 0.2,
      },
      network: { natGb: 91.25 },
      database: { usedGb: 20 },
    });
    expect(usageFromFile(file, "usage.yaml").traffic.pageViews).to.equal(100_000);
  });

  it("splits what is too much for one call", async () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ ...queries[0], id: `m${index}` })) as typeof queries;
    let calls = 0;
    await readMetrics(many, period, () => {
      calls += 1;
      return Promise.resolve({ MetricDataResults: [] });
    });
    expect(calls).to.equal(2);
  });
});

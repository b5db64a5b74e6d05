import { expect } from "chai";

import {
  CostError,
  loadOf,
  scaleUsage,
  usageFromAssignments,
  usageFromFile,
  usagePreset,
  usagePresets,
  usageSchema,
} from "../src";

const { small, large } = usagePresets;

describe("usage profiles", () => {
  it("are valid, and grow from idle to small to large", () => {
    for (const profile of Object.values(usagePresets)) expect(usageSchema.parse(profile)).to.deep.equal(profile);
    const views = [usagePreset("idle"), usagePreset("small"), usagePreset("large")].map((p) => p.traffic.pageViews);
    expect(views).to.deep.equal([20_000, 1_000_000, 30_000_000]);
  });

  it("names the presets when asked for another", () => {
    expect(() => usagePreset("huge")).to.throw(CostError, /"huge".*idle, small, large/);
  });

  it("turn page views into requests and bytes", () => {
    const load = loadOf(large);
    expect(load.dynamicRequests).to.equal(120e6);
    expect(load.dynamicRequestsPerSecond).to.be.closeTo(45.7, 0.1);
    expect(load.edgeRequests).to.equal(360e6);
    expect(load.edgeGb).to.be.closeTo(18_000 + 915.5, 0.1);
  });

  it("scale with the visitors, not with the deployments", () => {
    const triple = scaleUsage(small, 3);
    expect(triple.traffic.pageViews).to.equal(3_000_000);
    expect(triple.tasks.other).to.be.closeTo(1.5, 1e-9);
    expect(triple.traffic.dynamicKb).to.equal(small.traffic.dynamicKb);
    expect(triple.operations.deploys).to.equal(small.operations.deploys);
    expect(small.traffic.pageViews).to.equal(1_000_000);
  });
});

describe("usage overrides", () => {
  it("replace single values by path", () => {
    const usage = usageFromAssignments(small, ["traffic.pageViews=500000", "database.usedGb = 7.5"]);
    expect(usage.traffic.pageViews).to.equal(500_000);
    expect(usage.database.usedGb).to.equal(7.5);
    expect(usage.logs).to.deep.equal(small.logs);
  });

  it("come from a file that extends a preset, small by default", () => {
    expect(usageFromFile({ extends: "large", logs: { flowGb: 1 } }, "usage.yaml").tasks.other).to.equal(8);
    expect(usageFromFile({ logs: { flowGb: 1 } }, "usage.yaml")).to.deep.equal({
      ...small,
      logs: { ...small.logs, flowGb: 1 },
    });
  });

  it("report every unknown key with the nearest one, and every wrong value", () => {
    const values = { traffic: { pageVeiws: 1, uploadGb: -1 }, databse: { usedGb: 3 }, logs: { flowGb: "many" } };
    expect(() => usageFromFile(values, "usage.yaml")).to.throw(
      CostError,
      /usage\.yaml:\n.*"traffic\.pageVeiws".*"traffic\.pageViews"\?\n.*"databse\.usedGb".*"database\.usedGb"\?\n[^]*traffic\.uploadGb[^]*-1[^]*logs\.flowGb[^]*"many"/,
    );
  });

  it("know the services that the caller's presets name, and no others", () => {
    const presets = { ...usagePresets, small: { ...small, tasks: { other: 0.5, orders: 2 } } };
    expect(usageFromFile({ tasks: { orders: 3 } }, "usage.yaml", presets).tasks).to.deep.equal({
      other: 0.5,
      orders: 3,
    });
    expect(scaleUsage(presets.small, 2).tasks).to.deep.equal({ other: 1, orders: 4 });
    const own = { nat: { "network.natGb": 5, "backup.dumpMinutes": 3 }, orders: { "tasks.other": 2 } };
    expect(scaleUsage({ ...small, resources: own }, 3).resources).to.deep.equal({
      nat: { "network.natGb": 15, "backup.dumpMinutes": 3 },
      orders: { "tasks.other": 6 },
    });
    expect(() => usageFromFile({ tasks: { ordres: 3 } }, "usage.yaml", presets)).to.throw(
      CostError,
      /unknown usage key "tasks\.ordres"; did you mean "tasks\.orders"\?/,
    );
    expect(() => usageFromFile({ tasks: { orders: 3 } }, "usage.yaml")).to.throw(CostError, /"tasks\.orders"/);
    expect(() => usageFromFile({ tasks: { orders: "many" } }, "usage.yaml", presets)).to.throw(CostError, /"many"/);
  });

  it("refuse an unknown preset and a file that is no object", () => {
    expect(() => usageFromFile({ extends: "medium" }, "usage.yaml")).to.throw(
      CostError,
      /usage\.yaml is not a usage file/,
    );
    expect(() => usageFromFile("text", "usage.yaml")).to.throw(CostError, /usage\.yaml is not a usage file/);
  });

  it("refuse an assignment without a value or to a section", () => {
    expect(() => usageFromAssignments(small, ["traffic.pageViews"])).to.throw(CostError, /traffic\.pageViews/);
    expect(() => usageFromAssignments(small, ["traffic=3"])).to.throw(CostError, /unknown usage key "traffic"/);
  });
});

import { expect } from "chai";

import { estimate, formulas, type ScheduleReader } from "../src";
import { costOf, definition, linesOf, prices, readSchedule, resource, service, tasks, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;

const scaling = (target: { urn: string }, minCapacity: number, maxCapacity: number) =>
  resource("aws:appautoscaling/target:Target", "scaling", { minCapacity, maxCapacity }, { dependsOn: [target.urn] });

describe("services on Fargate", () => {
  const spot = service({
    capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    desiredCount: 1,
  });

  it("cost 2.25 USD for one ARM Spot task of 0.25 vCPU and 0.5 GB", () => {
    expect(toCents(costOf([definition, spot], "orders"))).to.equal(2.25);
    expect(linesOf([definition, spot], "orders").map(({ kind }) => kind)).to.deep.equal(["fixed", "fixed"]);
  });

  it("cost 9.01 USD on x86 on demand, and 36.50 for ten public addresses", () => {
    const x86 = tasks("256", "512", "X86_64");
    const plain = service({ launchType: "FARGATE", desiredCount: 1 });
    expect(toCents(costOf([x86, plain], "orders"))).to.equal(9.01);
    const open = service({ desiredCount: 10, networkConfiguration: { assignPublicIp: true } });
    const address = linesOf([definition, open], "orders").find(({ priceKey }) => priceKey === "ipv4.public.hour");
    expect(address?.monthlyCost).to.equal(36.5);
  });

  it("pay the scaling minimum always and the profile's average with the usage, within the maximum", () => {
    const elastic = service({ desiredCount: 7 });
    const month = usage({ tasks: { orders: 20 } });
    const lines = linesOf([definition, elastic, scaling(elastic, 2, 5)], "orders", month);
    const hours = (kind: string) =>
      lines.filter((line) => line.kind === kind && line.priceKey.endsWith("vcpu")).map((l) => l.monthlyQuantity / 0.25);
    expect(hours("fixed")).to.deep.equal([2 * HOURS_PER_MONTH]);
    expect(hours("usage")).to.deep.equal([3 * HOURS_PER_MONTH]);
  });

  it("split the average over an on-demand base and Spot", () => {
    const mixed = service({
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 2, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    });
    const lines = linesOf([definition, mixed, scaling(mixed, 2, 8)], "orders", usage({ tasks: { orders: 6 } }));
    expect(lines.filter(({ kind }) => kind === "fixed").map(({ priceKey }) => priceKey)).to.deep.equal([
      "fargate.linux.arm.vcpu",
      "fargate.linux.arm.gb",
    ]);
    const usageLines = lines.filter(({ kind }) => kind === "usage").map((l) => [l.priceKey, l.monthlyQuantity]);
    expect(usageLines).to.deep.equal([
      ["fargate.spot.arm.vcpu", 4 * 0.25 * HOURS_PER_MONTH],
      ["fargate.spot.arm.gb", 4 * 0.5 * HOURS_PER_MONTH],
    ]);
  });

  it("run old and new tasks side by side while deploying", () => {
    const month = usage({ operations: { deploys: 60, deploymentMinutes: 10 } });
    const extra = costOf([definition, spot], "orders", month) - costOf([definition, spot], "orders");
    expect(extra).to.be.closeTo((2.2459 * 10) / HOURS_PER_MONTH, 1e-4);
  });

  it("run twice as long side by side while requests move to the new ones", () => {
    const month = usage({ operations: { deploys: 60, deploymentMinutes: 10 } });
    const canary = (deploymentConfiguration: object) =>
      costOf([definition, service({ ...spot.inputs, deploymentConfiguration })], "orders", month) -
      costOf([definition, spot], "orders");
    const hours = (minutes: number) => (2.2459 * minutes) / HOURS_PER_MONTH;
    const canaryConfiguration = { canaryPercent: 10, canaryBakeTimeInMinutes: "15" };
    expect(canary({ strategy: "CANARY", bakeTimeInMinutes: "5", canaryConfiguration })).to.be.closeTo(hours(30), 1e-4);
    const linearConfiguration = { stepPercent: 30, stepBakeTimeInMinutes: "2" };
    expect(canary({ strategy: "LINEAR", linearConfiguration })).to.be.closeTo(hours(18), 1e-4);
    expect(canary({ strategy: "BLUE_GREEN", bakeTimeInMinutes: "7" })).to.be.closeTo(hours(17), 1e-4);
    expect(canary({ strategy: "ROLLING" })).to.be.closeTo(hours(10), 1e-4);
  });

  it("are as busy as the profile says of their name, else as it says of others", () => {
    const month = usage({ tasks: { orders: 3, other: 2 } });
    const busy = (name: string, tasks: number) => {
      const elastic = service({}, name);
      const lines = linesOf([definition, elastic, scaling(elastic, 0, 9)], name, month);
      expect(lines.find(({ priceKey }) => priceKey.endsWith("vcpu"))?.monthlyQuantity).to.equal(
        tasks * 0.25 * HOURS_PER_MONTH,
      );
    };
    busy("orders", 3);
    busy("invoices", 2);
  });

  const scheduled = (name: string, action: string, scheduleExpression: string, input: object = {}) =>
    resource("aws:scheduler/schedule:Schedule", name, {
      scheduleExpression,
      target: { arn: `arn:aws:scheduler:::aws-sdk:${action}`, input: JSON.stringify(input) },
    });

  const target = (min: number, max: number) =>
    resource(
      "aws:appautoscaling/target:Target",
      "scaling",
      { minCapacity: min, maxCapacity: max, resourceId: "service/cluster/orders" },
      { dependsOn: [spot.urn] },
    );

  it("run in the hours that schedules give them bounds", () => {
    const bounds = (name: string, schedule: string, MinCapacity: number, MaxCapacity: number, service = "orders") =>
      scheduled(name, "applicationautoscaling:registerScalableTarget", schedule, {
        ResourceId: `service/cluster/${service}`,
        MinCapacity,
        MaxCapacity,
      });
    const always = [definition, spot, target(1, 2)];
    const offHours = [
      bounds("stop", "weekdays 20", 0, 0),
      bounds("start", "weekdays 7", 1, 2),
      bounds("other", "weekdays 0", 9, 9, "shop"),
    ];
    expect(costOf([...always, ...offHours], "orders")).to.be.closeTo((costOf(always, "orders") * 65) / 168, 1e-9);
  });

  it("raise their average with a scheduled floor", () => {
    const scaled = target(1, 10);
    const floor = (name: string, schedule: string, minCapacity: number) =>
      resource(
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        name,
        { schedule, scalableTargetAction: { minCapacity, maxCapacity: 10 } },
        { dependsOn: [scaled.urn] },
      );
    const floors = [floor("day", "daily 8", 4), floor("night", "daily 20", 1)];
    const one = costOf([definition, spot, scaled], "orders");
    const monthly = [floor("day", "monthly 8", 4), floor("night", "monthly 20", 1)];
    const hours = (12 * 12) / (365.25 * 24);
    expect(costOf([definition, spot, scaled, ...monthly], "orders")).to.be.closeTo(one * (1 + 3 * hours), 1e-9);
    expect(costOf([definition, spot, scaled, ...floors], "orders")).to.be.closeTo(one * 2.5, 1e-9);
    const busy = usage({ tasks: { orders: 2 } });
    expect(costOf([definition, spot, scaled, ...floors], "orders", busy)).to.be.closeTo(one * 3, 1e-9);
  });

  it("are priced without the schedules that nobody reads, and say so", () => {
    const scaled = target(1, 2);
    const stop = scheduled("stop", "applicationautoscaling:registerScalableTarget", "never heard of", {
      ResourceId: "service/cluster/orders",
      MinCapacity: 0,
      MaxCapacity: 0,
    });
    const notes = (reader?: ScheduleReader) =>
      estimate({
        resources: [definition, spot, scaled, stop],
        region: "us-east-1",
        usage: usage(),
        prices,
        readSchedule: reader,
      }).resources.flatMap((cost) => cost.notes.map((note) => `${cost.name}: ${note}`));
    const note = "orders: schedule not read, priced as if it did not change the number of tasks: never heard of UTC";
    expect(notes(readSchedule)).to.deep.equal([note]);
    expect(notes()).to.deep.equal([note]);
    expect(costOf([definition, spot, scaled, stop], "orders")).to.equal(costOf([definition, spot, scaled], "orders"));
  });

  it("are not stopped by the schedules of the database, which pays only while it runs", () => {
    const offHours = [
      scheduled("stop", "rds:stopDBInstance", "weekdays 20"),
      scheduled("start", "rds:startDBInstance", "weekdays 7"),
    ];
    const always = [definition, spot, target(1, 2)];
    expect(costOf([...always, ...offHours], "orders")).to.equal(costOf(always, "orders"));
    const db = resource("aws:rds/instance:Instance", "db", {
      ...{ engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3" },
    });
    expect(costOf([db, ...offHours], "db")).to.be.closeTo((0.016 * HOURS_PER_MONTH * 65) / 168 + 2.3, 1e-9);
    const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "lb", { internal: true });
    expect(toCents(costOf([balancer, ...offHours], "lb"))).to.equal(16.43);
  });
});

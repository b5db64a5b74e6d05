import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { type CostResource, estimate, formulas, type FreeTier, type Usage } from "../src";
import { missingOf, prices, resource, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;
const ON_DEMAND = { billingMode: "PAY_PER_REQUEST" };

/** Lines of one resource, by name, in cents. */
function bill(resources: readonly CostResource[], name: string, month: Usage, freeTier: FreeTier = "none") {
  const { resources: costs } = estimate({ resources, region: "us-east-1", usage: month, prices, freeTier });
  const { components = [] } = costs.find((cost) => cost.name === name) ?? {};
  return Object.fromEntries(components.map((line) => [line.name, toCents(line.monthlyCost)]));
}

describe("DynamoDB tables", () => {
  const table = (inputs: object, name = "orders") => resource(T.table, name, inputs);
  // Quantities and costs of infracost's dynamodb_table_test.golden @0b97cc5.
  const golden = usage({ tables: { writes: 3_000_000, reads: 8_000_000, storedGb: 230, streamReads: 2_000_000 } });

  it("on demand cost what infracost's golden says", () => {
    const orders = table({ ...ON_DEMAND, streamEnabled: true });
    expect(bill([orders], "orders", golden)).to.deep.equal({
      Writes: 1.88,
      Reads: 1,
      "Data and indexes": 57.5,
      "Reads of the stream": 0.4,
    });
    const kept = table({ ...ON_DEMAND, pointInTimeRecovery: { enabled: true } });
    const month = usage({ tables: { storedGb: 2300 } });
    expect(bill([kept], "orders", month)["Point-in-time recovery"]).to.equal(460);
  });

  it("with provisioned capacity cost by the unit and hour, their indexes too", () => {
    const capacity = { writeCapacity: 20, readCapacity: 30 };
    expect(bill([table(capacity)], "orders", usage())).to.deep.equal({
      "Write capacity": 9.49,
      "Read capacity": 2.85,
      "Data and indexes": 0,
    });
    const globalSecondaryIndexes = [{ writeCapacity: 20, readCapacity: 30 }, { readCapacity: 30 }];
    const indexed = bill([table({ ...capacity, globalSecondaryIndexes })], "orders", usage());
    expect(indexed).to.include({ "Write capacity": 18.98, "Read capacity": 8.54 });
    expect(missingOf(table({ readCapacity: 5 }))).to.contain('"writeCapacity" is missing');
  });

  it("of infrequent access cost more to ask and less to keep", () => {
    const tableClass = "STANDARD_INFREQUENT_ACCESS";
    const rare = bill([table({ ...ON_DEMAND, tableClass })], "orders", golden, "account");
    expect(rare).to.deep.equal({
      "Writes, Standard-IA": 2.34,
      "Reads, Standard-IA": 1.24,
      "Data and indexes, Standard-IA": 23,
    });
    const units = bill([table({ writeCapacity: 100, readCapacity: 100, tableClass })], "orders", usage(), "account");
    expect(units).to.include({ "Write capacity, Standard-IA": 59.13, "Read capacity, Standard-IA": 11.68 });
  });

  it("share what is used, and the allowance of what each of them uses", () => {
    const capacity = { writeCapacity: 30, readCapacity: 10 };
    const month = usage({ tables: { storedGb: 100 } });
    const all = [table(capacity), table(ON_DEMAND, "carts"), table({ ...ON_DEMAND, streamEnabled: true }, "events")];
    const orders = bill(all, "orders", month, "account");
    // 30 units less 25 for the month's longest of 744 hours, and a third of 75 GB.
    const paid = toCents((30 * HOURS_PER_MONTH - 18_600) * 0.00065);
    expect(orders).to.deep.equal({ "Write capacity": paid, "Read capacity": 0, "Data and indexes": 6.25 });
    expect(bill(all, "carts", month, "none")["Data and indexes"]).to.equal(8.33);
    const reads = usage({ tables: { streamReads: 7_500_000 } });
    const streams = resource(T.table, "events", { ...ON_DEMAND, streamEnabled: true });
    expect(bill([table(capacity), streams], "events", reads, "account")["Reads of the stream"]).to.equal(
      toCents((7.5 / 2 - 2.5) * 0.2),
    );
  });

  it("say that scaling changes their capacity, and what is in no line", () => {
    const orders = table({ writeCapacity: 5, readCapacity: 5 });
    const target = resource(T.scalingTarget, "scaling", { minCapacity: 5 }, { dependsOn: [orders.urn] });
    const { resources } = estimate({ resources: [orders, target], region: "us-east-1", usage: usage(), prices });
    expect(resources[0]?.notes).to.deep.equal(["capacity as it is given; Application Auto Scaling changes it"]);
    expect(missingOf(table({ ...ON_DEMAND, replicas: [{ regionName: "eu-west-1" }] }))).to.contain("replicas");
  });
});

describe("Lambda functions", () => {
  const lambda = (inputs: object, name = "listener") => resource(T.function, name, inputs);
  const month = (calls: number, durationMs: number, provisionedPercent = 0) =>
    usage({ functions: { calls, durationMs, provisionedPercent } });
  const arm = { architectures: ["arm64"] };

  it("cost what infracost's golden says, by processor, memory and tier", () => {
    // Quantities and costs of infracost's lambda_function_test.golden @01c59b1.
    const first = "Duration (first 6 billion GB-seconds)";
    const firstArm = "Duration (first 7.5 billion GB-seconds)";
    const few = month(100_000, 350);
    expect(bill([lambda({})], "listener", few)).to.deep.equal({ Requests: 0.02, [first]: 0.07 });
    expect(bill([lambda({ memorySize: 512 })], "listener", few)[first]).to.equal(0.29);
    expect(bill([lambda({ memorySize: 512, ...arm })], "listener", few)[firstArm]).to.equal(0.23);
    const [x86, graviton] = [{ memorySize: 2048 }, { memorySize: 2048, ...arm }];
    expect(bill([lambda(x86)], "listener", month(15e9, 1000))).to.deep.equal({
      Requests: 3000,
      [first]: 100_000.2,
      "Duration (next 9 billion GB-seconds)": 135_000,
      "Duration (over 15 billion GB-seconds)": 200_001,
    });
    expect(bill([lambda(graviton)], "listener", month(18.75e9, 1000))).to.deep.equal({
      Requests: 3750,
      [firstArm]: 100_000.5,
      "Duration (next 11.25 billion GB-seconds)": 135_001.13,
      "Duration (over 18.75 billion GB-seconds)": 200_000.63,
    });
  });

  it("pay for storage above 512 MB while they run", () => {
    const stored = lambda({ ephemeralStorage: { size: 10_240 } });
    // 9.5 GB more for 10,000 million seconds.
    expect(bill([stored], "listener", month(1e10, 1000))["Storage in /tmp above 512 MB"]).to.equal(2935.5);
    expect(bill([lambda({ ephemeralStorage: { size: 512 } })], "listener", month(1e10, 1000))).to.have.keys([
      "Requests",
      "Duration (first 6 billion GB-seconds)",
    ]);
  });

  it("share calls and the allowance of an account", () => {
    const both = [lambda({ memorySize: 1024 }), lambda({ memorySize: 1024 }, "other")];
    expect(bill(both, "listener", month(4_000_000, 1000), "account")).to.deep.equal({
      Requests: 0.3,
      "Duration (first 6 billion GB-seconds)": 30,
    });
    const idle = { Requests: 0, "Duration (first 6 billion GB-seconds)": 0 };
    expect(bill([lambda({})], "listener", month(1_000_000, 100), "account")).to.deep.equal(idle);
  });

  it("on provisioned concurrency pay for it all month, less for what runs on it, and have no allowance", () => {
    const owner = lambda({ memorySize: 1024 });
    const other = lambda({ memorySize: 1024 }, "other");
    const ready = resource(
      T.provisionedConcurrency,
      "ready",
      { provisionedConcurrentExecutions: 10, qualifier: "live" },
      { propertyDependencies: { functionName: [owner.urn] } },
    );
    const all = [owner, other, ready];
    const used = month(4_000_000, 1000, 75);
    expect(bill(all, "ready", used)).to.deep.equal({ "Provisioned concurrency": 109.5 });
    expect(bill(all, "listener", used, "account")).to.deep.equal({
      Requests: 0.4,
      "Duration (first 6 billion GB-seconds)": 8.33,
      "Duration on provisioned concurrency": 14.58,
    });
    expect(bill(all, "other", used, "account")).to.deep.equal({
      Requests: 0.2,
      "Duration (first 6 billion GB-seconds)": 26.67,
    });
    expect(missingOf({ ...ready, propertyDependencies: {} })).to.contain("memory of its function");
  });
});

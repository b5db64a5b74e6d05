import { expect } from "chai";

import { instanceClass } from "../../../components/data";
import { alarmTable, type Facts, outageKeys } from "../../../components/operations/observability";
import { everything } from "./facts";

const keys = (facts: Facts) => alarmTable("full", facts).map(({ key }) => key);
const alarm = (key: string, facts: Facts = everything) => {
  const found = alarmTable("full", facts).find((description) => description.key === key);
  return found ?? expect.fail(`no alarm ${key}`);
};

describe("alarm table", () => {
  it("holds one alarm, and two for each worker, where only the essential ones are wanted", () => {
    const essential = (facts: Facts) => alarmTable("essential", facts).map(({ key }) => key);
    expect(essential({ ...everything, workers: {} })).to.deep.equal(["database-storage"]);
    expect(essential(everything)).to.deep.equal([
      "database-storage",
      "thumbnails-oldest-message",
      "thumbnails-dead-letters",
    ]);
  });

  it("goes from the user to the database", () => {
    expect(keys(everything)).to.deep.equal([
      "edge-errors",
      "edge-blocked",
      "public-elb-5xx",
      "public-slow",
      "internal-elb-5xx",
      "internal-slow",
      "frontend-none-healthy",
      "frontend-below-desired",
      "frontend-cpu",
      "frontend-memory",
      "backend-none-healthy",
      "backend-below-desired",
      "backend-cpu",
      "backend-memory",
      "thumbnails-at-maximum",
      "nat-a-ports",
      "nat-b-ports",
      "database-storage",
      "thumbnails-oldest-message",
      "thumbnails-dead-letters",
      "database-cpu",
      "database-connections",
      "database-memory",
      "database-silent",
      "database-cpu-credits",
      "database-disk-io-credits",
      "database-disk-byte-credits",
    ]);
  });

  it("counts healthy tasks against the floor where Container Insights is off", () => {
    const off = { ...everything, containerInsights: false };
    expect(keys(off)).to.include("backend-below-floor").and.not.include("backend-below-desired");
    expect(alarm("backend-below-floor", off)).to.include({ threshold: 2, comparison: "LessThanThreshold" });
    expect(alarm("backend-below-floor", off).treatMissingData).to.equal("breaching");
  });

  it("takes silence for failure only where nothing is stopped on a schedule", () => {
    const nights: Facts = { ...everything, alwaysOn: false, containerInsights: false };
    expect(alarm("backend-none-healthy").treatMissingData).to.equal("breaching");
    expect(alarm("backend-none-healthy", nights).treatMissingData).to.equal("notBreaching");
    expect(alarm("backend-below-floor", nights).treatMissingData).to.equal("notBreaching");
    expect(keys(nights)).not.to.include("database-silent");
    expect(outageKeys(nights)).not.to.include("database-silent");
  });

  it("gives a message the time of all its tries, half an hour at least and half of its life at most", () => {
    const { thumbnails } = everything.workers;
    const seconds = (change: Partial<typeof thumbnails>) =>
      alarm("thumbnails-oldest-message", { ...everything, workers: { thumbnails: { ...thumbnails, ...change } } })
        .threshold;
    expect(seconds({})).to.equal(1800);
    expect(seconds({ visibilitySeconds: 3600 })).to.equal(18_000);
    expect(seconds({ visibilitySeconds: 43_200, retentionDays: 1 })).to.equal(43_200);
    expect(alarm("thumbnails-at-maximum").threshold).to.equal(500);
  });

  it("derives the database's thresholds from its class and disk", () => {
    expect(alarm("database-storage").threshold).to.equal(Math.round(4 * 1024 ** 3));
    expect(alarm("database-connections").threshold).to.equal(119);
    expect(alarm("database-memory").threshold).to.equal(Math.round(0.1 * 1024 ** 3));
    expect(alarm("database-cpu-credits").threshold).to.equal(288);
  });

  it("watches credits only of classes that have some", () => {
    const database = { instanceClass: instanceClass("db.m7g.large"), storageGb: 50 };
    expect(keys({ ...everything, database }).filter((key) => key.endsWith("credits"))).to.deep.equal([]);
  });

  it("has unique keys, and an outage names alarms that exist", () => {
    expect(new Set(keys(everything)).size).to.equal(keys(everything).length);
    expect(keys(everything)).to.include.members(outageKeys(everything));
    expect(outageKeys(everything)).to.deep.equal([
      "public-elb-5xx",
      "internal-elb-5xx",
      "frontend-none-healthy",
      "backend-none-healthy",
      "database-silent",
    ]);
  });
});

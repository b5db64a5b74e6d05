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
  it("holds one alarm beside those of other components where only the essential ones are wanted", () => {
    expect(alarmTable("essential", everything).map(({ key }) => key)).to.deep.equal(["database-storage"]);
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
      "nat-a-ports",
      "nat-b-ports",
      "database-storage",
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

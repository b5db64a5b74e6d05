import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { bundledPrices, estimate, usagePresets } from "@toolkit/cost";
import { expect } from "chai";

import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { previewStack } from "../../../tools/program/program";
import { rehearsed } from "../../../tools/program/rehearsed";
import { readClaims } from "../../../tools/prove/read-claims";
import { forecast, forecastText } from "../../../tools/prove/forecast";
import { applicationOf, STACK, writeStackFiles } from "../../../tools/prove/stack-files";

describe("price and hours of prove-live", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "forecast-"));
  const claims = readClaims();
  const place = { account: "210987654321", region: "us-east-1", application: applicationOf("dev", FIXTURE_STACKS) };

  before(() => {
    writeStackFiles(folder, rehearsed.program, place, "webapp");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("are the idle price of the dearer variant for the time that everything takes", async () => {
    const foretold = await forecast(folder, claims);
    const monthly = await Promise.all(
      ["ssr", "spa"].map(async (frontend) => {
        const { graph } = await previewStack({ stack: STACK, folder, set: [`webapp:frontend=${frontend}`] });
        const { resources } = graph;
        return estimate({ resources, region: "us-east-1", usage: usagePresets.idle, prices: bundledPrices() }).total;
      }),
    );
    // Without what only our own tools know of the stack: what buckets hold, and when schedules run.
    expect(foretold.hourlyUsd * 730).to.be.closeTo(Math.max(...monthly), 2);
    const walking = claims.claims.reduce((sum, { minutes }) => sum + minutes, 0) + claims.destroy.minutes;
    const minutes = foretold.minutes.reduce((sum, step) => sum + step.minutes, 0);
    expect(foretold.hours * 60).to.equal(minutes);
    expect(minutes - walking, "deploying twice").to.be.within(15, 40);
    expect(foretold.usd).to.be.closeTo(foretold.hourlyUsd * foretold.hours, 1e-9);
    expect(foretold.usd).to.be.within(0.2, 2);
    expect(foretold.hours).to.be.within(2, 5);
  });

  it("are for the application of a stack, whether its keys are mappings or dotted", () => {
    const own = mkdtempSync(path.join(tmpdir(), "application-"));
    writeFileSync(path.join(own, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    const lines = [
      "  webapp:backend.port: 9000",
      "  webapp:backend.image: example.com/shop:1",
      '  webapp:backend.healthCheckPath: ""',
      "  webapp:backend.desiredCount: 3",
      "  webapp:ssr: { port: 3001, minCount: 4 }",
    ];
    writeFileSync(path.join(own, "Pulumi.dev.yaml"), ["config:", ...lines, ""].join("\n"));
    expect(applicationOf("dev", own)).to.deep.equal({
      "webapp:backend": { port: 9000, image: "example.com/shop:1" },
      "webapp:ssr": { port: 3001 },
    });
    rmSync(own, { recursive: true });
  });

  it("are told step by step, with a price that is at least so much when something has none", () => {
    const told = forecastText({
      minutes: [
        { what: "deploy", minutes: 11 },
        { what: "destroy and look", minutes: 45 },
      ],
      hours: 56 / 60,
      hourlyUsd: 0.15,
      usd: 0.14,
      unpriced: 1,
      usualSeconds: {},
    });
    expect(told).to.equal(
      "  deploy              11 min\n  destroy and look    45 min\nAbout 0.9 hours and at least 0.14 USD (0.150 USD an hour), without taxes and credits.",
    );
  });

  it("grow with a claim that takes longer", async () => {
    const [first, ...others] = claims.claims;
    if (first === undefined) throw new Error("there are no claims");
    const longer = { ...claims, claims: [{ ...first, minutes: first.minutes + 60 }, ...others] };
    const [usual, long] = [await forecast(folder, claims), await forecast(folder, longer)];
    expect(long.hours - usual.hours).to.be.closeTo(1, 1e-9);
    expect(long.usd - usual.usd).to.be.closeTo(usual.hourlyUsd, 1e-9);
  });
});

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { BURST } from "@toolkit/scaling/burst";
import { startSeconds } from "@toolkit/scaling/provisioning";
import { optionsOf } from "../../../tools/cli/read";
import { inFolder } from "../../../tools/cli/options";
import { scaleCommand } from "../../../tools/scale/options";
import { rejection } from "../../../packages/offline/tests/fixtures";
import { ON_FIXTURES } from "../../support/command-line";
import { runScale, scaleRuns, simulationOf } from "./scale-runs";

describe("npm run scale", () => {
  const { at, read, trace } = scaleRuns();

  it("reads the service as the stack configures it", async () => {
    const { service, region, notFollowed } = await simulationOf(read("--service", "frontend", "--stack", "prod"));
    expect(service).to.deep.equal({
      name: "frontend",
      // 398 requests a second and vCPU, half of it on half a vCPU of Fargate.
      capacity: 99.5,
      min: 2,
      max: 10,
      policies: [
        { kind: "tracking", signal: "cpu", target: 60, outCooldown: 60, inCooldown: 300 },
        { kind: "tracking", signal: "requests", target: 3000, outCooldown: 60, inCooldown: 300 },
      ],
      scheduled: [],
      strategy: [
        { provider: "FARGATE", base: 2, weight: 1 },
        { provider: "FARGATE_SPOT", base: 0, weight: 4 },
      ],
      rollout: { minimumHealthyPercent: 100, maximumPercent: 200 },
      // 23 s and 77 MB of an image, and half a health check of 15 s.
      provision: startSeconds(77) + 7.5,
      drain: 30,
      spotInterruptions: 0,
    });
    expect([region, notFollowed]).to.deep.equal(["us-east-1", []]);
  });

  it("deploys when it is told, and says what that costs", async () => {
    const load = trace(
      "deploy.csv",
      Array.from({ length: 30 }, () => 600),
    );
    const line = async (...args: string[]): Promise<string | undefined> => {
      const own = ["--service", "frontend", "--stack", "prod", "--load", load, "--out", at("deployed"), ...args];
      const text = await runScale(inFolder(optionsOf(scaleCommand(), [...ON_FIXTURES, ...own])));
      return text.split("\n").find((found) => found.startsWith("deployment at"));
    };
    expect(await line()).to.equal(undefined);
    // Two tasks for 37 s until they are healthy, and two for the drain.
    expect(await line("--deploy-at", "0:05")).to.match(
      /^deployment at 00:05, rolling \(100 to 200 %\): 37 s, requests reach 2 tasks at least, 2 serve at most; 134 paid task-seconds and 0 unserved more$/,
    );
    const message = await rejection(line("--deploy-at", "12:00"));
    expect(message).to.equal("Error: --deploy-at 12:00: the load is over at 00:30.");
    expect(() => read("--deploy-at", "25:00")).to.throw(/use a time of the load, such as 12:00/);
  });

  it("reads the steps for bursts with their alarms, as they are simulated", async () => {
    const { service, notFollowed } = await simulationOf(
      read("--service", "frontend", "--stack", "prod", "--set", "ssr.scaling.burst=true"),
    );
    expect(notFollowed).to.deep.equal([]);
    const cooldowns = { outCooldown: 60, inCooldown: 300, outOnly: true };
    expect(service.policies).to.deep.equal([
      { kind: "tracking", signal: "cpu", target: 60, ...cooldowns },
      { kind: "tracking", signal: "requests", target: 3000, ...cooldowns },
      BURST.pressure,
      // What is held, the fewest data points and the least change apart, the simulated one.
      { ...BURST.down, signal: { highestOf: { cpu: 60, requests: 3000 }, withoutOne: true }, minimumMagnitude: 1 },
    ]);
  });

  it("simulates them as configured: fewer unserved seconds in a burst", async () => {
    const load = trace(
      "burst.csv",
      Array.from({ length: 30 }, (_, minute) => (minute < 10 ? 3000 : 36_000)),
    );
    const configured = async (...set: string[]): Promise<number> => {
      const text = await runScale(read("--service", "frontend", "--stack", "prod", "--load", load, "--json", ...set));
      const { rows } = JSON.parse(text) as { rows: { name: string; unservedSeconds: number }[] };
      return rows.find(({ name }) => name === "as configured")?.unservedSeconds ?? Number.NaN;
    };
    const tracked = await configured();
    expect(tracked).to.be.greaterThan(60);
    expect(await configured("--set", "ssr.scaling.burst=true")).to.be.lessThan(tracked / 2);
  });

  it("takes Spot capacity away as often as it is told, or all of it", async () => {
    const counts = Array.from({ length: 20 }, () => 18_000);
    const run = async (...args: string[]): Promise<{ unserved: number; name: string }[]> => {
      const options = ["--service", "frontend", "--stack", "prod", "--load", trace("spot.csv", counts), "--json"];
      return (JSON.parse(await runScale(read(...options, "--set", "ssr.minTasks=4", ...args))) as { rows: [] }).rows;
    };
    const unserved = async (...args: string[]) =>
      (await run(...args)).find(({ name }) => name === "as configured")?.unserved ?? Number.NaN;
    expect(await unserved()).to.equal(0);
    expect(await unserved("--spot-outage")).to.be.greaterThan(0);
    expect(await unserved("--interruptions", "2000")).to.be.greaterThan(0);
    expect(() => read("--interruptions", "often")).to.throw(/interruptions/);
  });

  it("takes floors of the schedule, and what is said of a task instead of what was measured", async () => {
    const floor = 'backend.scaling.floors.morning={ schedule: "cron(30 6 * * ? *)", timezone: UTC, minTasks: 4 }';
    const { service } = await simulationOf(
      read("--service", "backend", "--capacity", "40", "--provision", "57", "--set", floor),
    );
    expect(service.scheduled).to.deep.equal([{ at: [6.5 * 3600], min: 4, max: 10 }]);
    expect([service.capacity, service.provision]).to.deep.equal([40, 57]);
  });

  it("has a task ready by the size of its image, or when it is told", async () => {
    const ready = async (...args: string[]): Promise<number> =>
      (await simulationOf(read("--service", "backend", "--stack", "prod", ...args))).service.provision;
    const small = await ready("--image-size", "0");
    expect(await ready("--image-size", "413")).to.equal(small + 57 - 23);
    expect(await ready()).to.be.closeTo(small + 4.9 * (34 / 413), 1e-9);
    expect(await ready("--provision", "40")).to.equal(40);
    expect(() => read("--provision", "40", "--image-size", "5")).to.throw(/--provision <seconds>.*--image-size <MB>/);
    expect(() => read("--image-size", "5MB")).to.throw(/use a number of megabytes, 0 or more/);
  });

  it("prints a row for each way to scale, and draws each", async () => {
    const load = trace(
      "day.csv",
      Array.from({ length: 15 }, (_, minute) => (minute < 5 ? 2000 : 30_000)),
    );
    const text = await runScale(read("--service", "frontend", "--stack", "prod", "--load", load));
    expect(text).to.match(/^frontend of prod in us-east-1, .*day\.csv: 344 requests\/s on average, 500 at most\n/);
    expect(text).to.contain(" s (an image of 77 MB); 2 to 10 tasks\n");
    expect(text).to.match(/\* always 8 \(peak\) +[\d.]+ +0 +0 /);
    expect(text.trimEnd().split("\n").at(-1)).to.match(
      /^\* no other is cheaper and serves as much: .*always 8 \(peak\)/,
    );
    const pictures = readdirSync(at("out"));
    expect(pictures).to.include.members(["frontier.svg", "burst.svg", "as-configured.svg"]);
    expect(pictures).to.have.length(13);
    for (const name of pictures) expect(readFileSync(at(join("out", name)), "utf8")).to.not.match(/NaN|undefined/);
  });

  it("sets what was measured of a service beside what it predicts of the same load", async () => {
    const path = at("capacity.json");
    const measured = { requests: 6100, unserved: 0, unservedSeconds: 0, slowSeconds: 1, p95: 0.12, reaction: 1 };
    const file = { version: 1, service: "backend", url: "http://localhost/", tasks: 2, requestsPerSecond: 60 };
    // A hundred requests a second, then twice as much as two tasks serve, for ten seconds.
    const load = [...Array.from({ length: 50 }, () => 100), ...Array.from({ length: 10 }, () => 240)];
    writeFileSync(path, JSON.stringify({ ...file, isAtLeast: false, load, measured }));
    const options = ["--load", trace("short.csv", [3000]), "--capacity", path];
    const { service } = await simulationOf(read(...options));
    expect(service).to.include({ name: "backend", capacity: 60 });
    const [head, titles, beside, simulated] = (await runScale(read(...options))).split("\n");
    expect(head).to.equal("60 s of load on 2 tasks of backend at http://localhost/; one serves 60 requests/s");
    expect(titles).to.match(/^ +requests +unserved +seconds +slow s +p95 ms +short s$/);
    expect(beside).to.match(/^measured +6,100 +0 +0 +1 +120 +1$/);
    // What comes beyond five seconds of waiting is lost: 10 × 240 - 10 × 120 - 5 × 120, and what waits at the end.
    expect(simulated).to.match(/^simulated +7,400 +1,200 +5 +\d+ +[\d,]+ +10$/);
    const document = JSON.parse(await runScale(read(...options, "--json"))) as { measured: { measured: unknown } };
    expect(document.measured.measured).to.deep.equal(measured);
  });

  it("is one document with --json", async () => {
    const load = trace("flat.csv", [600, 600, 600]);
    const { rows, service } = JSON.parse(
      await runScale(read("--service", "frontend", "--stack", "prod", "--load", load, "--json")),
    ) as { rows: { name: string; unserved: number }[]; service: { max: number } };
    expect(service.max).to.equal(10);
    expect(rows.map(({ unserved }) => unserved)).to.deep.equal(rows.map(() => 0));
  });

  it("finds the cheapest settings within a limit, and says so when there are none", async () => {
    const find = (counts: readonly number[]) =>
      runScale(
        read(
          "--service",
          "frontend",
          "--stack",
          "prod",
          "--load",
          trace("f.csv", counts),
          "--find",
          "unserved < 60 s/month",
        ),
      );
    expect(await find([6000, 6000, 18_000, 18_000, 18_000])).to.match(
      /^pulumi config set --stack prod --path 'ssr\.minTasks' 4\npulumi config set --stack prod --path 'ssr\.maxTasks' \d+\n.*\n\nThe cheapest of 40 settings that keep unserved < 60 s\/month: [\d.]+ USD a month, 0 s a day/,
    );
    expect(await find([600, 600_000, 600_000])).to.match(/^None of 40 settings keeps unserved < 60 s\/month/);
  });

  it("names the nearest service, and asks for what nobody has measured", async () => {
    expect(await rejection(runScale(read("--service", "frontnd", "--stack", "prod")))).to.equal(
      "Error: No service frontnd scales; did you mean frontend? There are backend, frontend.",
    );
  });

  it("refuses a limit that it cannot read before anything is run", () => {
    const hint = 'write "unserved < 60 s/month" or "unserved < 100 requests/day".';
    expect(() => read("--find", "less")).to.throw(`--find less: ${hint}`);
    expect(() => read("--find", "unserved < 60")).to.throw(hint);
    expect(read("--find", "unserved<7.3 requests/day").find).to.deep.include({ of: "requests", perDay: 7.3 });
  });
});

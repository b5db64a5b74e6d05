import { readdirSync } from "node:fs";

import { expect } from "chai";

import { optionsOf } from "../../../tools/cli/read";
import { inFolder } from "../../../tools/cli/options";
import { scaleCommand } from "../../../tools/scale/options";
import { rejection } from "../../../packages/offline/tests/fixtures";
import { GROWN_STACKS } from "../../support/grown";
import { runScale, scaleRuns, simulationOf } from "./scale-runs";

describe("npm run scale of a queue worker", () => {
  const { at, trace } = scaleRuns();

  it("simulates it by its backlog and from none, as the stack configures it", async () => {
    const grown = (...args: string[]) =>
      inFolder(
        optionsOf(scaleCommand(), [
          ...["--stacks", GROWN_STACKS, "--stack", "grown-prod", "--service", "thumbnails"],
          ...["--out", at("worker"), "--load", trace("work.csv", [0, 60, ...Array.from({ length: 28 }, () => 0)])],
          ...args,
        ]),
      );
    const { service, notFollowed, visibility } = await simulationOf(grown("--capacity", "2"));
    expect([service.min, service.max, service.strategy]).to.deep.equal([
      0,
      10,
      [{ provider: "FARGATE_SPOT", base: 0, weight: 4 }],
    ]);
    expect(service.policies).to.deep.equal([
      { kind: "tracking", signal: "backlog", target: 50, outCooldown: 60, inCooldown: 300 },
      {
        kind: "step",
        signal: "asleep",
        threshold: 1,
        when: "above",
        period: 60,
        points: 1,
        cooldown: 300,
        type: "ChangeInCapacity",
        minimumMagnitude: 1,
        steps: [{ from: 0, adjustment: 1 }],
      },
    ]);
    expect([notFollowed, visibility]).to.deep.equal([[], 120]);
    const text = await runScale(grown("--capacity", "2"));
    expect(text).to.contain("60 messages, 1 a second at most");
    expect(text).to.contain("one at a time takes 0.5 s, and a message comes back after 120 s\n");
    expect(text).to.match(/^as configured +[\d.]+ +0 +\d+ /m);
    expect(readdirSync(at("worker"))).to.include("as-configured.svg");
    expect(await runScale(grown("--capacity", "0.005"))).to.contain("done again and again. Raise visibilitySeconds");
    const { rows } = JSON.parse(await runScale(grown("--capacity", "2", "--json"))) as { rows: { asleep: number }[] };
    expect(rows[0]?.asleep).to.be.greaterThan(60);
    expect(await rejection(runScale(grown("--capacity", "2", "--find", "unserved < 60 s/day")))).to.contain("--find");
  });
});

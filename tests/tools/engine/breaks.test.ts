import { expect } from "chai";

import { stateAtTheEnd } from "@toolkit/rehearsal/driver/environment";
import { T } from "@toolkit/offline/aws-types";
import { configure, deployed, rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";
import { breaks, type Break } from "../../../tools/lifecycles/breaks";

/** Latecomers must not take the places of what should come before them: by default there are four for each processor. */
const UNCROWDED = ["--parallel", "256"];

describe("mistakes that only a rehearsal catches", () => {
  it("are at least ten, each in another way", () => {
    expect(breaks.length).to.be.at.least(10);
    expect(new Set(breaks.map(({ mistake }) => mistake)).size).to.equal(breaks.length);
  });

  for (const mistake of breaks) {
    it(`${mistake.mistake}: ${JSON.stringify(mistake.caughtBy)}`, async () => {
      // A mistake that shows only later is made in a stack that is up already.
      const { settings, then } = mistake;
      const rehearsal = await (then === undefined
        ? rehearse("dev", settings, { isAdministrator: true })
        : deployed("dev", settings));
      try {
        await meets(rehearsal, mistake);
      } finally {
        await rehearsal.close();
      }
    });
  }
});

async function meets(rehearsal: Rehearsal, { file, from, to, late = [], then, caughtBy }: Break): Promise<void> {
  const { world, workspace, edge } = rehearsal;
  workspace.edit(file, (text) => text.replaceAll(from, to));
  if (then !== undefined) {
    succeeded(await workspace.up(), "up with the mistake before it shows");
    edge.settle();
    configure(workspace, then);
  }
  world.latecomers.set(late, (entry) =>
    "rule" in caughtBy ? entry.rule === caughtBy.rule : entry.type === T.distribution,
  );
  if ("outage" in caughtBy) {
    await workspace.up(...UNCROWDED);
    expect(edge.outages.flatMap(({ missing }) => missing).join("\n")).to.contain(caughtBy.outage);
    return;
  }
  // What the deployment still does after the refusal would only take time.
  await workspace.deployment(["up", "--yes", "--skip-preview", ...UNCROWDED], {
    env: stateAtTheEnd,
    started: (child) => {
      world.account.onRefusal = (rule) => {
        if (rule === caughtBy.rule) child.kill("SIGKILL");
      };
    },
  });
  const refusals = world.account.journal.filter(({ action }) => action === "refuse").map(({ rule }) => rule);
  expect(refusals).to.include(caughtBy.rule);
}

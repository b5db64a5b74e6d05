import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { optionsOf } from "../../../tools/cli/read";
import { inFolder } from "../../../tools/cli/options";
import { scaleCommand, type ScaleOptions } from "../../../tools/scale/options";
import { runScale as runWith, simulationOf as simulationWith } from "../../../tools/scale/run";
import { ON_FIXTURES } from "../../support/command-line";
import { sharedPreview } from "../../support/deploy-stack";

export const runScale = (options: ScaleOptions) => runWith(options, sharedPreview);
export const simulationOf = (options: ScaleOptions) => simulationWith(options, sharedPreview);

/** A folder for the loads and pictures of a suite, gone with it, and the options of runs in it. */
export function scaleRuns() {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "scale-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const at = (name: string): string => join(folder, name);
  return {
    /** Path of something in the folder. */
    at,
    /** Options of a run whose pictures go to `out`. */
    read: (...args: string[]) => inFolder(optionsOf(scaleCommand(), [...ON_FIXTURES, "--out", at("out"), ...args])),
    /** A load of so many requests in each minute: a few, so that twelve ways to scale are quick. */
    trace: (name: string, counts: readonly number[]): string => {
      const path = at(name);
      writeFileSync(path, `minute,count\n${counts.map((count, minute) => `${minute},${count}`).join("\n")}\n`);
      return path;
    },
  };
}

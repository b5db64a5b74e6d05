import { bundledPrices } from "@toolkit/cost";
import { usagePresets } from "../cost/application";
import { estimateDocument, presetOf } from "../cost/document";
import { FIXTURE_STACKS } from "../program/fixtures";
import { previewStack } from "../program/program";
import { line, measure } from "./measure";

const RUNS = 21;
const combinations = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;

const milliseconds = (since: number): number => performance.now() - since;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** What an estimate takes beyond its preview, in this process; then the whole command beside the preview. */
export async function benchCost(): Promise<void> {
  const start = performance.now();
  bundledPrices();
  console.log(`price table read and checked ${milliseconds(start).toFixed(1).padStart(8)} ms`);
  for (const [stack, frontend] of combinations) {
    const { document } = await previewStack({ stack, set: [`frontend=${frontend}`], folder: FIXTURE_STACKS });
    const times = Array.from({ length: RUNS }, () => {
      const from = performance.now();
      estimateDocument(document, usagePresets[presetOf(document)]);
      return milliseconds(from);
    });
    const [first = 0] = times;
    console.log(
      `${`${stack} ${frontend} estimate`.padEnd(28)} ${first.toFixed(1).padStart(8)} ms at first, ${median(times).toFixed(1)} ms then`,
    );
  }
  const tsx = ["--require", "tsx/cjs"];
  for (const stack of ["dev", "prod"]) {
    const args = ["--stacks", FIXTURE_STACKS, "--stack", stack, "--json"];
    console.log(line(`preview ${stack} --json`, measure([...tsx, "tools/cli.ts", "preview", ...args])));
    console.log(line(`cost ${stack} --json`, measure([...tsx, "tools/cli.ts", "cost", ...args])));
  }
}

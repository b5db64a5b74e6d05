import { covering, matrix, type Combination } from "./combinations";

/** True when everything is to run, which takes hours, instead of the selection that covers it. */
export const everything = process.env.ENGINE_FULL === "1";

/** The combinations of this run, after saying which. */
export function combinationsToRun(): readonly Combination[] {
  const chosen = everything ? matrix : covering;
  console.log(
    `Lifecycles: ${chosen.length} combinations${everything ? "" : ` of ${matrix.length} (ENGINE_FULL=1: all)`}`,
  );
  for (const { stack, frontend, options } of chosen) console.log(`  ${stack} ${frontend}: ${options}`);
  return chosen;
}

import { noTurnsTaken, rowsOf, shareOfWhatIfs, type WhatIf } from "../cost/analysis";
import { bundledPrices } from "@toolkit/cost/prices";
import { type Question, type WhatIfThread } from "./what-if-thread";

/**
 * The what-ifs of a stack, from two threads that take them in turns.
 *
 * @param ownWork What this thread does before it helps; it runs one program at a time.
 * @throws CaptureError and CostError, as `whatIfs` does.
 */
export async function sharedWhatIfs(
  question: Question,
  thread: WhatIfThread,
  ownWork: Promise<unknown>,
): Promise<WhatIf[]> {
  const turns = noTurnsTaken();
  const help = async () => {
    await ownWork;
    return shareOfWhatIfs({ ...question, prices: bundledPrices() }, turns);
  };
  return rowsOf(await Promise.all([thread.share({ ...question, turns }), help()]));
}

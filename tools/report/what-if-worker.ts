import "@toolkit/offline/quick-start";

import { parentPort } from "node:worker_threads";
import { shareOfWhatIfs } from "../cost/analysis";
import { bundledPrices } from "@toolkit/cost/prices";
import { type Answer, type SharedQuestion } from "./what-if-thread";

// Standard output holds the answer of the command alone.
console.log = console.error;

/** A share of a stack's what-ifs; a failure as data, since threads cannot pass errors of our own classes on. */
async function answerTo({ turns, ...question }: SharedQuestion): Promise<Answer> {
  try {
    return { share: await shareOfWhatIfs({ ...question, prices: bundledPrices() }, turns) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { failure: { name, message } };
  }
}

// One question, then the thread has nothing left to wait for.
parentPort?.once("message", (question: SharedQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer));
});

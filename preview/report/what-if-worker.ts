// Pulumi takes a stack trace per resource; with source maps that costs more than the program itself.
process.setSourceMapsEnabled(false);

import { parentPort } from "node:worker_threads";
import { whatIfs } from "../cost/analysis";
import { bundledPrices } from "../cost/document";
import { type Answer, type Question } from "./what-if-thread";

// Standard output holds the answer of the command alone.
console.log = console.error;

/** The what-ifs of a stack; a failure as data, since threads cannot pass errors of our own classes on. */
async function answerTo(question: Question): Promise<Answer> {
  try {
    return { rows: await whatIfs({ ...question, prices: bundledPrices() }) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { failure: { name, message } };
  }
}

// One question, then the thread has nothing left to wait for.
parentPort?.once("message", (question: Question) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer));
});

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Share, Turns, whatIfs } from "../cost/analysis";

/** What a report asks; prices are the project's own. */
export type Question = Omit<Parameters<typeof whatIfs>[0], "prices">;

/** What the thread is asked. */
export type SharedQuestion = Question & { readonly turns: Turns };

export type Answer =
  { readonly share: Share } | { readonly failure: { readonly name: string; readonly message: string } };

/** Room for objects that do not live long: running a program makes many, and collecting them often takes long. */
const YOUNG_MEGABYTES = 256;

/**
 * Runs the program again for what-ifs beside everything else that a report needs, on a second core. The thread loads the
 * program as soon as it is made, so it is made before all else.
 *
 * `npm run report` starts node with one helper thread (`--v8-pool-size`): two programs keep two cores busy, and more
 * helpers of the garbage collector make each of them slower. See docs/decisions/speed.md.
 */
export class WhatIfThread {
  readonly #worker = new Worker(join(__dirname, "what-if-worker.ts"), {
    execArgv: ["--require", "tsx/cjs"],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });

  /** @throws CaptureError and CostError, as `whatIfs` does. */
  async share(question: SharedQuestion): Promise<Share> {
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#worker.once("message", resolve);
      this.#worker.once("error", reject);
      this.#worker.once("exit", () => {
        reject(new Error("The program awaits a value that never comes, with the values of a what-if."));
      });
    });
    this.#worker.postMessage(question);
    const answer = await answered;
    if ("share" in answer) return answer.share;
    throw Object.assign(new Error(answer.failure.message), { name: answer.failure.name });
  }

  /** Ends the thread; without a question it would wait for one for ever. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

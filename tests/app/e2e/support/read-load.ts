import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "./client";
import { type TestRun } from "./run";

/** A run of reads never sends more than this. */
const MOST_READS = 20_000;
const READERS = 4;
const PAUSE_MS = 4;

/** Clients that read the first page again and again until they are stopped. */
export class ReadLoad {
  readonly #statuses: number[] = [];
  readonly #client: Client;
  readonly #readers: Promise<void>[];
  #isStopped = false;

  constructor(run: TestRun) {
    this.#client = new Client(run);
    this.#readers = Array.from({ length: READERS }, () => this.#read());
  }

  /** Waits for so many more answers. */
  async reads(more: number): Promise<void> {
    const enough = this.#statuses.length + more;
    while (this.#statuses.length < enough) await sleep(PAUSE_MS);
  }

  /** Ends the load. @returns how much was sent, and the statuses of what failed. */
  async stop(): Promise<{ sent: number; failed: number[] }> {
    this.#isStopped = true;
    await Promise.all(this.#readers);
    this.#client.close();
    return { sent: this.#statuses.length, failed: this.#statuses.filter((status) => status !== 200) };
  }

  async #read(): Promise<void> {
    while (!this.#isStopped && this.#statuses.length < MOST_READS) {
      this.#statuses.push((await this.#client.ask("/")).status);
      await sleep(PAUSE_MS);
    }
  }
}

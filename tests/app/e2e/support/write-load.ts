import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "./client";
import { type TestRun } from "./run";

/** A run of writes never sends more than this, however long its test waits. */
const MOST_WRITES = 20_000;
const PAUSE_MS = 4;

/** Clients that write notes one after another until they are stopped. */
export class WriteLoad {
  sent = 0;
  readonly stored: string[] = [];
  readonly failed: { readonly title: string; readonly status: number }[] = [];
  readonly #client: Client;
  readonly #clients: Promise<void>[];
  #isStopped = false;

  constructor(
    private readonly run: TestRun,
    private readonly prefix: string,
    clients = 4,
  ) {
    this.#client = new Client(run);
    this.#clients = Array.from({ length: clients }, () => this.#write());
  }

  /** Waits for so many more writes that were acknowledged. */
  async stores(more: number): Promise<void> {
    const enough = this.stored.length + more;
    await this.#until(() => this.stored.length >= enough);
  }

  /** Waits for so many more writes that failed. */
  async fails(more: number): Promise<void> {
    const enough = this.failed.length + more;
    await this.#until(() => this.failed.length >= enough);
  }

  /** Ends the load and compares what was acknowledged with what the database has. */
  async stop(): Promise<{ sent: number; failed: number; lost: string[]; storedUnsaid: number; statuses: number[] }> {
    this.#isStopped = true;
    await Promise.all(this.#clients);
    this.#client.close();
    const kept = new Set(this.run.titles());
    return {
      sent: this.sent,
      failed: this.failed.length,
      lost: this.stored.filter((title) => !kept.has(title)),
      storedUnsaid: this.failed.filter(({ title }) => kept.has(title)).length,
      statuses: [...new Set(this.failed.map(({ status }) => status))].sort(),
    };
  }

  async #write(): Promise<void> {
    while (!this.#isStopped && this.sent < MOST_WRITES) {
      this.sent += 1;
      const title = `${this.prefix} ${this.sent}`;
      const { isStored, status } = await this.#client.write(title);
      if (isStored) this.stored.push(title);
      else this.failed.push({ title, status });
      await sleep(PAUSE_MS);
    }
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.sent >= MOST_WRITES) throw new Error(`${MOST_WRITES} writes were not enough.`);
      await sleep(5);
    }
  }
}

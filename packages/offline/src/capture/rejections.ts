import { messageOf } from "./problems";

/** Collects promises that reject with nobody listening, in place of whoever listens for them otherwise. */
export class Rejections {
  readonly #reasons = new Set<unknown>();
  readonly #others = process.listeners("unhandledRejection");
  readonly #collect = (reason: unknown): void => {
    this.#reasons.add(reason);
  };

  constructor() {
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", this.#collect);
  }

  /**
   * Distinct messages, without those of errors that are reported elsewhere: the SDK rejects further promises after
   * a refused request, some of them without a message.
   */
  messages(reported: readonly string[]): string[] {
    const isReported = (message: string): boolean =>
      reported.some((text) => message === "" || (text !== "" && message.includes(text)));
    return [...new Set([...this.#reasons].map(messageOf))].filter((message) => !isReported(message));
  }

  /** Gives the event back to its former listeners. */
  release(): void {
    process.off("unhandledRejection", this.#collect);
    for (const listener of this.#others) process.on("unhandledRejection", listener);
  }
}

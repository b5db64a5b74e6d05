import { perSecond } from "@toolkit/scaling/load";
import { randomFrom } from "@toolkit/scaling/random";
import { arrivals } from "../load/arrivals";
import { isGood } from "../load/outcome";
import { type Answer, type Ask, sendOpen } from "../load/send";
import { type LocalRun } from "../local/local-run";

/** A visit with what it asked for. */
export interface Visit extends Answer {
  /** Title of the note that it wrote; undefined for a page. */
  readonly title: string | undefined;
  /** Whether the application said that it is done. */
  readonly isServed: boolean;
}

/** One visit of ten writes. */
const WRITES_EVERY = 10;
/** A drill is never longer than this. */
const MOST_SECONDS = 240;

/** Visitors of a local run who read pages and write notes, whether or not others were answered. */
export class Visitors {
  readonly visits: Visit[] = [];
  readonly #stop = new AbortController();
  readonly #done: Promise<unknown>;
  readonly #start = performance.now();

  /** @param rate visits a second. */
  constructor(
    private readonly run: LocalRun,
    private readonly name: string,
    rate: number,
  ) {
    const minutes = Array.from({ length: MOST_SECONDS / 60 }, () => rate * 60);
    const titles = new Map<number, string>();
    this.#done = sendOpen({
      url: new URL(`http://localhost:${run.edge.port}`),
      times: arrivals(perSecond(minutes, "even", randomFrom(1)), randomFrom(2)),
      signal: this.#stop.signal,
      ask: (index) => {
        if (index % WRITES_EVERY !== 0) return { path: run.served === "spa" ? "/api/notes" : "/" };
        const title = `${this.name} ${index}`;
        titles.set(index, title);
        return this.#write(title);
      },
      answered: (answer, index) => {
        const title = titles.get(index);
        // A page that was asked to write leads to the note that it wrote; anything else has not.
        const isServed = title === undefined ? isGood(answer.status) : [201, 302].includes(answer.status);
        this.visits.push({ ...answer, title, isServed });
      },
    });
  }

  /** Seconds since they began to come. */
  get now(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Sends nobody any more, and waits for those who wait. @returns all of them, in the order in which they came. */
  async end(): Promise<readonly Visit[]> {
    this.#stop.abort();
    await this.#done;
    return [...this.visits].sort((one, other) => one.at - other.at);
  }

  /** Stores a note as the variant's browser does that the edge serves at the moment. */
  #write(title: string): Ask {
    if (this.run.served === "spa") {
      const headers = { "content-type": "application/json" };
      return { method: "POST", path: "/api/notes", headers, body: JSON.stringify({ title, body: "" }) };
    }
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      // Viewers of a stack come over https. Where its load balancer does too, the application believes nothing else.
      origin: `https://localhost:${this.run.edge.port}`,
    };
    return { method: "POST", path: "/notes/new", headers, body: new URLSearchParams({ title, body: "" }).toString() };
  }
}

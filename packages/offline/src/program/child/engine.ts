import type { NoteBook } from "../../notes";

type Reply = (error: Error | null, response?: object) => void;

interface LogRequest {
  getSeverity(): number;
  getMessage(): string;
}

/** Severities of proto/engine.proto. */
const WARNING = 2;
const ERROR = 3;

/** Stands in for the part of Pulumi's engine that takes messages. */
export class RecordingEngine {
  /** What the program logged as an error, which ends a deployment. */
  readonly errors: string[] = [];
  #root = "";

  constructor(private readonly noteBook: NoteBook) {}

  log(request: LogRequest, reply: Reply): void {
    const message = request.getMessage().trim();
    if (request.getSeverity() === ERROR) this.errors.push(message);
    else if (request.getSeverity() === WARNING) this.noteBook.add("remarks", `the program warns: ${message}`);
    reply(null, {});
  }

  setRootResource(request: { getUrn(): string }, reply: Reply): void {
    this.#root = request.getUrn();
    reply(null, {});
  }

  getRootResource(_: unknown, reply: Reply): void {
    reply(null, { getUrn: () => this.#root });
  }
}

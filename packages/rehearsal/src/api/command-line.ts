import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";

import type { EmulatedApi } from "./api";
import { ApiError, type ApiCall } from "./handler";

/** How a command line of the AWS CLI ended. */
export interface CliEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call to answer, or the end of a command line. */
interface Message extends CliEnd {
  readonly call?: ApiCall;
  readonly ready?: true;
  /** Why the emulated answer is not one of AWS's. */
  readonly wrongAnswer?: string;
}

/**
 * The real AWS CLI in front of an emulated account: it reads its arguments, and botocore's models check the parameters
 * of every call and the shape of every answer. Command lines run one after the other.
 */
export class EmulatedAwsCli {
  private readonly messages: AsyncIterator<string>;
  private readonly child: ChildProcessWithoutNullStreams;
  private last: Promise<unknown>;

  /**
   * @param python an interpreter that has the package `awscli`, version 1
   * @param api answers the calls
   */
  constructor(
    python: string,
    private readonly api: EmulatedApi,
  ) {
    this.child = spawn(python, [path.join(__dirname, "aws_cli.py")], { stdio: "pipe" });
    this.child.stderr.pipe(process.stderr);
    this.messages = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.last = this.next();
  }

  /**
   * Runs one command line.
   *
   * @param args what follows `aws`
   * @throws Error when the emulated answer is not one that AWS could give
   */
  run(args: readonly string[]): Promise<CliEnd> {
    const end = this.last.then(() => this.execute(args));
    this.last = end.catch(() => undefined);
    return end;
  }

  close(): void {
    this.child.stdin.end();
  }

  private async execute(args: readonly string[]): Promise<CliEnd> {
    this.tell({ args, region: this.api.account.region });
    for (;;) {
      const message = await this.next();
      if (message.call !== undefined) this.tell(this.reply(message.call));
      else if (message.ready === undefined) return checked(args, message);
    }
  }

  private reply(call: ApiCall): object {
    try {
      return { answer: this.api.answer(call) };
    } catch (error) {
      if (error instanceof ApiError) return { error: { code: error.code, message: error.message } };
      throw error;
    }
  }

  private tell(message: object): void {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  private async next(): Promise<Message> {
    const line = await this.messages.next();
    if (line.done === true) throw new Error("the AWS CLI of the emulated account has ended; is awscli installed?");
    return JSON.parse(line.value) as Message;
  }
}

function checked(args: readonly string[], end: Message): CliEnd {
  if (end.wrongAnswer !== undefined) throw new Error(`aws ${args.slice(0, 2).join(" ")}: ${end.wrongAnswer}`);
  return end;
}

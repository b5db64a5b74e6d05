import { type Command, type CommandUnknownOpts } from "@commander-js/extra-typings";

import { optionsOf } from "./read";

/** What one word after `npm run toolkit --` does; the default export of the module that `subcommands.ts` names. */
export interface Subcommand {
  /** Name, description and options, for the help text. */
  readonly command: CommandUnknownOpts;
  /** Whether words that the command does not know are somebody else's, such as the Pulumi CLI's. */
  readonly isWrapper?: boolean;
  /** @throws RunError and the other errors that `process.ts` explains, for what the user can mend. */
  run(args: readonly string[]): Promise<void> | void;
}

/** What is done with the options, once they are read. */
interface Deed<Args extends unknown[], Options> {
  /** What is wrong about options that are right one by one, a sentence each. @default nothing */
  readonly problems?: (options: Options) => readonly string[];
  readonly run: (options: Options, ...args: Args) => Promise<void> | void;
}

/** A subcommand whose options commander reads. */
export function subcommand<Args extends unknown[], Options extends Record<string, unknown>>(
  command: Command<Args, Options>,
  { problems, run }: Deed<Args, Options>,
): Subcommand {
  return {
    command: command,
    run: (args) => {
      const options = optionsOf(command, args, problems);
      return run(options, ...command.processedArgs);
    },
  };
}

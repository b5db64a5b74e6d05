import { type Command, type CommandUnknownOpts, type Option } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { nearest } from "@toolkit/offline/nearest";

import { invocationOf } from "./invocation";

/**
 * The options that a command was given.
 *
 * @param problems finds what is wrong about options that are right one by one. @default nothing
 * @throws RunError that names every mistake, and where the options are listed.
 */
export function optionsOf<Args extends unknown[], Options extends Record<string, unknown>>(
  command: Command<Args, Options>,
  args: readonly string[],
  problems: (options: Options) => readonly string[] = () => [],
): Options {
  const plain = command as unknown as CommandUnknownOpts;
  const mistakes = noteMistakes(plain);
  plain.parse(args, { from: "user" });
  const options = command.opts();
  const found = [...unknownWords(plain), ...mistakes, ...problems(options)];
  if (found.length > 0) {
    throw new RunError([...found, `${invocationOf(command.name())} --help lists the options.`].join("\n"));
  }
  return options;
}

/**
 * commander stops at the first mistake, but a command line is mended faster when all of them are known.
 *
 * @returns the mistakes of the next parse, as they are found.
 */
function noteMistakes(command: CommandUnknownOpts): readonly string[] {
  const mistakes: string[] = [];
  const note = (mistake: string): void => {
    mistakes.push(mistake);
  };
  command.allowUnknownOption().allowExcessArguments();
  command.error = ((message: string, about?: { readonly code?: string }) => {
    // Noted by the parser below, which also sees values that are empty or the next option.
    if (about?.code !== "commander.optionMissingArgument") note(sentence(message));
  }) as typeof command.error;
  for (const option of command.options.filter(({ required }) => required)) {
    const name = option.long ?? option.flags;
    const parse = tolerant(name, option.parseArg, note);
    option.parseArg = gathers(option) ? parse : once(name, parse, note);
  }
  for (const argument of command.registeredArguments) {
    const { variadic, parseArg = variadic ? gathered : undefined } = argument;
    const parse = tolerant(argument.name(), parseArg, note);
    argument.parseArg = <T>(value: string, previous: T): T => {
      if (!value.startsWith("-")) return parse(value, previous);
      note(unknownOption(command, value));
      return previous;
    };
  }
  return mistakes;
}

type Parser = <T>(value: string, previous: T) => T;

/** What commander does with an argument that takes several words, as long as nobody parses it. */
const gathered: Parser = (value, previous) => [...(Array.isArray(previous) ? previous : []), value] as typeof previous;

/** Notes what a parser refuses, where it would throw. */
function tolerant(name: string, parse: Parser | undefined, note: (mistake: string) => void): Parser {
  return <T>(value: string | undefined, previous: T): T => {
    if (value === undefined || value === "" || value.startsWith("--")) {
      note(`${name} needs a value.`);
      return previous;
    }
    if (parse === undefined) return value as T;
    try {
      return parse(value, previous);
    } catch (error) {
      note(`${name} ${value}: ${(error as Error).message}`);
      return previous;
    }
  };
}

/** Whether an option begins with nothing and takes each of its values along. */
const gathers = ({ defaultValue }: Option): boolean => typeof defaultValue === "object" && defaultValue !== null;

/** Notes that an option that makes no list is given again, where commander would take the last value without a word. */
function once(name: string, parse: Parser, note: (mistake: string) => void): Parser {
  let first: string | undefined;
  return (value, previous) => {
    const read = parse(value, previous);
    if (first !== undefined && !Array.isArray(read))
      note(`${name} is given twice, ${first} and ${value}; give it once.`);
    first ??= value;
    return read;
  };
}

/** What commander did not recognize. */
function unknownWords(command: CommandUnknownOpts): string[] {
  // An argument that takes several words is the last one, and has told of each that looks like an option.
  if (command.registeredArguments.at(-1)?.variadic === true) return [];
  const words = command.args.slice(command.registeredArguments.length);
  return words.flatMap((word, index) => {
    if (word.startsWith("-")) return [unknownOption(command, word)];
    // What follows a misspelt option is most likely its value.
    if (words[index - 1]?.startsWith("-") === true) return [];
    return [`${word} is not an option; npm needs -- before the options.`];
  });
}

function unknownOption({ options }: CommandUnknownOpts, word: string): string {
  const written = word.replace(/=.*/s, "");
  const name = written.replace(/^-+/, "");
  const known = [...options.flatMap(({ long }) => long?.replace(/^--/, "") ?? []), "help"];
  if (written.startsWith("--") && known.includes(name)) return `${written} takes no value.`;
  const near = nearest(name, known);
  return `Unknown option ${written}${near === undefined ? "." : `; did you mean --${near}?`}`;
}

/** commander's sentence in our form. */
function sentence(message: string): string {
  return message
    .replace(/^error: required option '(?:-\w, )?(--[\w-]+).*' not specified$/, "$1 is missing.")
    .replace(/^error: missing required argument '(.*)'$/, "$1 is missing.");
}

/**
 * Runs subcommands one after the other in this process, which loads the toolkit once. The argument is a list of command
 * lines in JSON; prints a line for each, what it said and its exit code.
 */
import "@toolkit/offline/quick-start";

import { format } from "node:util";

import { loadSubcommand } from "./load";
import { ANSWER, type SaidApart } from "./together";

async function said([name = "", ...args]: readonly string[]): Promise<SaidApart> {
  let [text, stdout] = ["", ""];
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      const more = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      text += more;
      if (stream === process.stdout) stdout += more;
      return true;
    };
  }
  process.exitCode = 0;
  try {
    await loadSubcommand(name).run(args);
  } catch (error) {
    process.exitCode = 1;
    text += `${format(error)}\n`;
  }
  return { exitCode: process.exitCode, text, stdout };
}

async function main(lines: readonly (readonly string[])[]): Promise<void> {
  const write = process.stdout.write.bind(process.stdout);
  for (const line of lines) write(`${ANSWER}${JSON.stringify(await said(line))}\n`);
  process.exitCode = 0;
}

void main(JSON.parse(process.argv[2] ?? "[]") as string[][]);

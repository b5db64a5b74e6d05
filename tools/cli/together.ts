import { spawn } from "node:child_process";

/** What a command said, standard output and error together. */
export interface Said {
  readonly exitCode: number;
  readonly text: string;
}

/** What a subcommand said, and what of it on standard output. */
export interface SaidApart extends Said {
  readonly stdout: string;
}

/** What a line of `in-one-process.ts` begins with that says how a subcommand ended. */
export const ANSWER = "answer: ";

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();

/** Runs a command in a folder to its end. */
export function runIn(folder: string, command: string, args: readonly string[]): Promise<SaidApart> {
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const [chunks, ofOutput]: [Buffer[], Buffer[]] = [[], []];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stdout.on("data", (chunk: Buffer) => ofOutput.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 1, text: textOf(chunks), stdout: textOf(ofOutput) });
    });
  });
}

/**
 * Runs subcommands of a checkout's toolkit one after the other in one process, which loads it once.
 *
 * @returns what each said; one that the process did not come to has failed with what it printed besides
 */
export async function together(folder: string, lines: readonly (readonly string[])[]): Promise<SaidApart[]> {
  const args = ["--require", "tsx/cjs", "tools/cli/in-one-process.ts", JSON.stringify(lines)];
  const { exitCode, text, stdout } = await runIn(folder, process.execPath, args);
  const isAnswer = (line: string): boolean => line.startsWith(ANSWER);
  const answers = stdout.split("\n").filter(isAnswer);
  const rest = text
    .split("\n")
    .filter((line) => !isAnswer(line))
    .join("\n");
  return lines.map((_, index) => {
    const given = answers[index];
    if (given !== undefined) return JSON.parse(given.slice(ANSWER.length)) as SaidApart;
    const why = `The process ended before this command did.\n${rest}`;
    return { exitCode: exitCode === 0 ? 1 : exitCode, text: why, stdout: "" };
  });
}

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** What a test cannot run as a page has it. */
export interface Replacement {
  readonly command: RegExp;
  /** What is run instead; `$1` and the like as in `String.replace`. */
  readonly by: string | (() => string);
  readonly why: string;
}

/** The commands of a section of a page of docs/, as they stand there. */
export function commandsOf(page: string, heading: string): string[] {
  const text = readFileSync(path.resolve(__dirname, "../../../docs", page), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/${page} has no section "${heading}".`);
  return [...section.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));
}

/** A person's shell: variables that one command sets are there for the next. */
export class Shell {
  /** Replacements that were needed. */
  readonly used = new Set<Replacement>();

  constructor(
    private readonly cwd: string,
    private env: NodeJS.ProcessEnv,
    private readonly replacements: readonly Replacement[],
  ) {}

  /** Runs commands of a page, each replaced where it must be. Throws with what they printed when one fails. */
  async run(commands: readonly string[]): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), "shell-"));
    const variables = path.join(folder, "variables");
    try {
      const script = [...commands.map((command) => this.replaced(command)), `env -0 > "${variables}"`].join("\n");
      const { exitCode, text } = await this.bash(script);
      if (exitCode !== 0) throw new Error(`${script}\n${text}`);
      const lines = readFileSync(variables, "utf8").split("\0").filter(Boolean);
      this.env = Object.fromEntries<string>(
        lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      );
      return text;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  private replaced(command: string): string {
    return this.replacements.reduce((text, replacement) => {
      if (!replacement.command.test(text)) return text;
      this.used.add(replacement);
      const { by } = replacement;
      return text.replace(replacement.command, typeof by === "string" ? by : by());
    }, command);
  }

  private bash(script: string): Promise<{ exitCode: number | null; text: string }> {
    const args = ["-c", `set -aeuo pipefail\n${script}`];
    const child = spawn("bash", args, { cwd: this.cwd, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (exitCode) => {
        resolve({ exitCode, text: Buffer.concat(chunks).toString() });
      });
    });
  }
}

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What the three commands say of one program. */
export interface ProgramRow {
  readonly name: string;
  readonly resources: number;
  readonly priced: number;
  readonly unpriced: number;
  readonly findings: number;
  /** Seconds of preview, cost and policy, each a process of its own. */
  readonly seconds: readonly [preview: number, cost: number, policy: number];
}

/** Folders of the Pulumi programs in a folder, by name; none when there is no such folder. */
export function programsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "Pulumi.yaml")));
}

/** Command lines of preview, cost and policy of a program, with further arguments for each of them. */
export const linesOf = (folder: string, name: string, args: readonly string[] = []): string[][] =>
  ["preview", "cost", "policy"].map((command) => [command, "--program", join(folder, name), "--json", ...args]);

/** What the documents that preview, cost and policy print say of a program. */
export function countsIn([preview, cost, policy]: readonly string[]): Omit<ProgramRow, "name" | "seconds"> {
  const { resources } = JSON.parse(preview ?? "") as { resources: { type: string; custom: boolean }[] };
  const { summary } = JSON.parse(cost ?? "") as {
    summary: { totalSupportedResources: number; totalUnsupportedResources: number };
  };
  const { findings } = JSON.parse(policy ?? "") as { findings: unknown[] };
  return {
    resources: resources.filter(({ type, custom }) => custom && !type.startsWith("pulumi:")).length,
    priced: summary.totalSupportedResources,
    unpriced: summary.totalUnsupportedResources,
    findings: findings.length,
  };
}

/**
 * Runs preview, cost and policy on a program.
 *
 * @throws Error when one of them fails; findings are no failure.
 */
function measureProgram(folder: string, name: string): ProgramRow {
  const [preview, cost, policy] = linesOf(folder, name).map(run) as [Timed, Timed, Timed];
  return {
    name,
    ...countsIn([preview.stdout, cost.stdout, policy.stdout]),
    seconds: [preview.seconds, cost.seconds, policy.seconds],
  };
}

interface Timed {
  readonly stdout: string;
  readonly seconds: number;
}

function run(line: readonly string[]): Timed {
  const begun = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--require", "tsx/cjs", "tools/cli.ts", ...line], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = (performance.now() - begun) / 1000;
  const isGood = status === 0 || (line[0] === "policy" && status === 1);
  if (!isGood || stdout === "") throw new Error(`${line.join(" ")}: ${stderr}`);
  return { stdout, seconds };
}

/** A table of the programs in a folder. */
export function benchPrograms(folder = "../shared/data/programs"): void {
  const names = programsIn(folder);
  console.log("program                        resources  priced  unpriced  findings  preview  cost  policy");
  for (const name of names) {
    const { resources, priced, unpriced, findings, seconds } = measureProgram(folder, name);
    const numbers = [resources, priced, unpriced, findings].map((number, index) =>
      String(number).padStart([9, 6, 8, 8][index] ?? 0),
    );
    console.log([name.padEnd(29), ...numbers, ...seconds.map((each) => each.toFixed(2).padStart(6))].join("  "));
  }
  if (names.length === 0) console.log(`not run: there are no Pulumi programs in ${folder}`);
}

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

/**
 * Runs preview, cost and policy on a program.
 *
 * @param args further arguments for each of them, e.g. `--config aws:region=us-east-1`.
 * @throws Error when one of them fails; findings are no failure.
 */
export function measureProgram(folder: string, name: string, args: readonly string[] = []): ProgramRow {
  const program = ["--program", join(folder, name), "--json", ...args];
  const preview = run("preview", program, [0]);
  const cost = run("cost", program, [0]);
  const policy = run("policy", program, [0, 1]);
  const { resources } = preview.document as { resources: { type: string; custom: boolean }[] };
  const { summary } = cost.document as {
    summary: { totalSupportedResources: number; totalUnsupportedResources: number };
  };
  const { findings } = policy.document as { findings: unknown[] };
  return {
    name,
    resources: resources.filter(({ type, custom }) => custom && !type.startsWith("pulumi:")).length,
    priced: summary.totalSupportedResources,
    unpriced: summary.totalUnsupportedResources,
    findings: findings.length,
    seconds: [preview.seconds, cost.seconds, policy.seconds],
  };
}

function run(
  command: string,
  args: readonly string[],
  codes: readonly number[],
): { document: unknown; seconds: number } {
  const begun = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", "tools/cli.ts", command, ...args],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const seconds = (performance.now() - begun) / 1000;
  if (status === null || !codes.includes(status) || stdout === "")
    throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return { document: JSON.parse(stdout), seconds };
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

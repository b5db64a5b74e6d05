import type { StackPreview } from "../program/program";
import { bootstrapFolder } from "./bootstrap-folder";
import { apartLines, type Lacking, lackingAnyway, lackingLines } from "./render";
import type { Role } from "./roles";
import { deployVerdict, type DeployVerdict, rolesIn } from "./tables";

/** Judges stacks against the deploy roles of the bootstrap beside them. */
export class DeployRights {
  readonly #verdicts: DeployVerdict[] = [];

  private constructor(private readonly roles: readonly Role[]) {}

  /**
   * @param folder where the stack files are @default this folder
   * @throws RunError for mistakes in the bootstrap's configuration.
   */
  static async in(folder: string | undefined): Promise<DeployRights> {
    const beside = bootstrapFolder(folder);
    return new DeployRights(beside === undefined ? [] : await rolesIn({ folder: beside }));
  }

  judge(preview: StackPreview): void {
    const verdict = deployVerdict(preview, this.roles);
    if (verdict !== undefined) this.#verdicts.push(verdict);
  }

  /** What the deploy role of each stack lacks, its variants together. */
  lacking(): StackAdvice[] {
    const stacks = [...new Set(this.#verdicts.map(({ stack }) => stack))];
    return stacks.map((stack) =>
      together(
        this.#verdicts.filter((verdict) => verdict.stack === stack),
        stack,
      ),
    );
  }
}

export type StackAdvice = Lacking;

/** The variants of a stack as one: they have its region and tags. */
function together(verdicts: readonly DeployVerdict[], stack: string): StackAdvice {
  const lacking = verdicts.flatMap((verdict) => verdict.lacking);
  const apart = verdicts.find((verdict) => verdict.apart !== undefined)?.apart;
  if (apart === undefined) return { stack, lacking };
  return { stack, lacking, apart: { ...apart, lackingAnyway: verdicts.flatMap(lackingAnyway) } };
}

/** Advice, not findings: schemas name actions for inputs that nobody sets, and miss some. */
export function renderAdvice(advice: readonly StackAdvice[]): string[] {
  return advice.flatMap((one) => {
    const apart = apartLines(one);
    const lines = lackingLines(lackingAnyway(one));
    if (lines.length === 0) return apart;
    const many = lines.length === 1 ? "an action" : `${lines.length} actions`;
    return [
      ...apart,
      `The deploy role of ${one.stack} lacks ${many} that AWS's schemas name (about a fifth serve inputs that are not set);`,
      "add what a deployment needs to bootstrap:extraActions:",
      ...lines,
    ].join("\n");
  });
}

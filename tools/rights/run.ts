import { stacksIn } from "@toolkit/offline/stack-file";
import { previewStack } from "../program/program";
import { bootstrapFolder } from "./bootstrap-folder";
import { renderRights } from "./render";
import { deployVerdict, type DeployVerdict, type Rights, rightsOf } from "./tables";

/** What the roles may do, and how the deploy roles stand to the stacks. */
export interface JudgedRights {
  readonly rights: Rights;
  readonly verdicts: readonly DeployVerdict[];
}

/**
 * Judges the roles of the bootstrap and every stack beside it.
 *
 * @param folder where the stack files are @default this folder
 * @throws RunError for mistakes in a configuration.
 */
export async function rightsIn(folder: string | undefined): Promise<JudgedRights> {
  const rights = await rightsOf({ folder: bootstrapFolder(folder) });
  const verdicts: DeployVerdict[] = [];
  for (const stack of stacksIn(folder)) {
    const verdict = deployVerdict(await previewStack({ stack, folder }), rights.roles);
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return { rights, verdicts };
}

/** For a terminal, or as one JSON document. */
export function rightsText({ rights, verdicts }: JudgedRights, asJson: boolean): string {
  const { jobs, matters } = rights;
  return asJson ? `${JSON.stringify({ jobs, matters, deploy: verdicts }, null, 2)}\n` : renderRights(rights, verdicts);
}

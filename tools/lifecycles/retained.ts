import type { Account } from "@toolkit/rehearsal/aws/account";
import { T } from "@toolkit/offline/aws-types";
import type { Difference } from "@toolkit/rehearsal/driver/compare";
import { compare } from "@toolkit/rehearsal/driver/compare";
import type { Workspace } from "@toolkit/rehearsal/driver/workspace";

/** Kept on purpose when the program drops them: images for a rollback, files for pages that are still open. */
const KEPT: readonly string[] = [T.image, T.bucketObject];

/** Where state and account disagree, without what the program keeps on purpose. */
export async function difference(account: Account, workspace: Workspace): Promise<Difference> {
  const { orphans, phantoms } = compare(account, await workspace.state());
  return { orphans: orphans.filter((orphan) => !KEPT.includes(orphan.split(" ")[0] ?? "")), phantoms };
}

export const inSync: Difference = { orphans: [], phantoms: [] };

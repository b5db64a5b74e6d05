import { RunError } from "@pulumi/pulumi/errors";
import { bootstrapFolder } from "./bootstrap-folder";
import type { Role } from "./roles";
import { rolesIn } from "./tables";

/**
 * A role of CI, as the bootstrap beside the stacks makes it.
 *
 * @param folder where the stack files are @default this folder
 * @throws RunError when there is no bootstrap, or none of its roles has the name.
 */
export async function roleNamed(name: string, folder?: string): Promise<Role> {
  const beside = bootstrapFolder(folder);
  if (beside === undefined) {
    throw new RunError(`--as ${name}: the roles of CI are in bootstrap/Pulumi.bootstrap.yaml, and there is none.`);
  }
  const roles = await rolesIn({ folder: beside });
  const ofCi = roles.filter(({ trust }) => trust !== undefined);
  const role = ofCi.find((one) => one.name === name);
  if (role === undefined) {
    throw new RunError(
      `--as ${name}: bootstrap/ makes no such role; it makes ${ofCi.map((one) => one.name).join(", ")}`,
    );
  }
  return role;
}

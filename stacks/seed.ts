import { ContainerTask, type ContainerTaskArgs } from "../components/compute";
import { type Foundation } from "./context";
import { environmentOf } from "./encrypted";
import { STATEMENTS_SIZE } from "./migration";
import { grantOf, type Usable } from "./uses/grant";
import { userOf } from "./uses/users";

/**
 * The task that fills an empty database with samples, where the stack file names the command. A review stack runs it after
 * each deployment (`tools/review-stacks/seed.ts`), from the backend's security group, with what the backend uses.
 */
export function createSeed(
  foundation: Foundation,
  usable: Usable,
  image: Pick<ContainerTaskArgs, "image" | "pullRepositoryArn">,
): ContainerTask | undefined {
  const { config, account, keys, logs, opts } = foundation;
  const { architecture, environment, seed } = config.backend;
  if (seed === undefined) return undefined;
  const grant = grantOf(usable, userOf(config, "backend"));
  return new ContainerTask(
    "seed",
    {
      account,
      ...image,
      ...STATEMENTS_SIZE,
      architecture,
      command: seed,
      environment: { ...environmentOf(config, "backend", environment), ...grant.environment },
      secrets: grant.secrets,
      secretArns: grant.secretArns,
      secretKeyArns: keys.data === undefined ? undefined : [keys.data],
      taskPolicyStatements: grant.statements,
      logs,
    },
    opts,
  );
}

import { z } from "zod";

import type { Aws } from "../aws/aws";
import { taggedOf } from "./remaining";
import { STACK } from "./stack-files";

const identity = z.object({ Account: z.string() });
const clusters = z.object({ clusterArns: z.array(z.string()) });

/** The account of the credentials. */
export const accountOf = async (aws: Aws): Promise<string> =>
  (await aws.ask(identity, "sts", "get-caller-identity")).Account;

/**
 * Why nothing may be deployed to an account, a sentence each: a stack of this project that stands there would share
 * its quotas, its bill and, on a mistake, its fate.
 *
 * @param isOurs whether a run of this machine has a stack there already
 */
export async function refusals(aws: Aws, project: string, region: string, isOurs: boolean): Promise<string[]> {
  const tagged = await taggedOf(aws, project, region);
  const { clusterArns } = await aws.ask(clusters, "ecs", "list-clusters");
  const named = clusterArns.flatMap((arn) => new RegExp(`/${project}-(.+)-cluster$`).exec(arn)?.[1] ?? []);
  const stacks = new Set([...tagged.map(({ stack }) => stack), ...named]);
  const others = [...stacks]
    .filter((stack) => stack !== STACK)
    .map((stack) => (stack === "" ? "one without the tag Environment" : stack));
  const problems = [];
  if (others.length > 0)
    problems.push(
      `The account has other stacks of ${project}: ${others.sort().join(", ")}. Use an account without any.`,
    );
  if (!isOurs && stacks.has(STACK))
    problems.push(
      `The account has a stack ${STACK} of another checkout or machine: clean it up where it was deployed.`,
    );
  return problems;
}

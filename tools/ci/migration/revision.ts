import { T } from "@toolkit/offline/aws-types";
import { z } from "zod";

import { lastPart } from "../../aws/arn";
import { migrationOutput } from "./output";

const resource = z.object({ type: z.string(), outputs: z.record(z.string(), z.unknown()).default({}) });
const state = z.object({ deployment: z.object({ resources: z.array(resource).default([]) }) });

/**
 * A stack's outputs, with the revision of the migration's task that the state has: an update that fails leaves the outputs
 * of the one before it, and the migration would be the old release's.
 *
 * @param exported what `pulumi stack export` prints
 */
export function withNewestRevision(found: unknown, exported: unknown): unknown {
  const outputs = migrationOutput.parse(found);
  const migrate = outputs.oneOffTasks?.migrate;
  if (migrate === undefined) return found;
  const { resources } = state.parse(exported).deployment;
  const [newest = migrate.taskDefinitionArn] = resources
    .filter(({ type }) => type === T.taskDefinition)
    .flatMap(({ outputs: { arn } }) => (typeof arn === "string" ? [arn] : []))
    .filter((arn) => familyOf(arn) === familyOf(migrate.taskDefinitionArn))
    .sort((one, other) => revisionOf(other) - revisionOf(one));
  return { ...outputs, oneOffTasks: { ...outputs.oneOffTasks, migrate: { ...migrate, taskDefinitionArn: newest } } };
}

const familyOf = (arn: string): string => lastPart(arn).replace(/:\d+$/, "");
const revisionOf = (arn: string): number => Number(arn.split(":").at(-1));

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { stringify } from "yaml";

/** Name of the stack that is deployed, walked and destroyed. */
export const STACK = "prove";

/** Where and as what the stack is deployed. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly domain?: string;
  readonly zoneId?: string;
}

/**
 * Writes the stack's files to a folder: the smallest stack in which every claim can be walked. Of what the dev profile
 * leaves out it has the topic's own key, events of deployments and database, and the trail.
 *
 * @param folder gets `Pulumi.yaml` and the stack file
 * @param program folder of the program, whose project it is
 */
export function writeStackFiles(folder: string, program: string, place: Place, project: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(program, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
  writeFileSync(path.join(folder, `Pulumi.${STACK}.yaml`), stringify({ config: configOf(place, project) }));
}

function configOf({ account, region, domain, zoneId }: Place, project: string): Record<string, unknown> {
  return {
    "aws:region": region,
    "aws:allowedAccountIds": [account],
    "aws:defaultTags": { tags: tagsOf(project) },
    "webapp:profile": "dev",
    "webapp:frontend": "ssr",
    "webapp:alerts": { alarms: "full" },
    "webapp:protection": { auditTrail: "own", customerManagedKeys: true },
    ...(domain === undefined ? {} : { "webapp:domain": { name: domain, zoneId } }),
  };
}

/** By these tags the account is searched before and after. */
export const tagsOf = (project: string): Record<string, string> => ({
  Project: project,
  Environment: STACK,
  Owner: "prove-live",
  CostCenter: "prove-live",
  ManagedBy: "pulumi",
  DataClass: "internal",
});

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { isMapping, readStackFile, toRuntimeConfig } from "@toolkit/offline/stack-file";
import { stringify } from "yaml";

import { rawValues } from "../../stacks/config/raw-values";

/** Name of the stack that is deployed, walked and destroyed. */
export const STACK = "prove";

const NAMESPACE = "webapp";

/** What of a stack file says which application it runs. */
const APPLICATION: Readonly<Record<string, readonly string[]>> = {
  backend: ["image", "port", "healthCheckPath", "cpu", "memory", "architecture"],
  ssr: ["image", "port", "healthCheckPath", "cpu", "memory", "architecture", "assets"],
  spa: ["content"],
  backup: ["image"],
};

/** The application of a stack, as keys for another. @throws RunError for a stack without a file, with those that have one */
export function applicationOf(stack: string, folder: string): Readonly<Record<string, unknown>> {
  const texts = toRuntimeConfig(readStackFile(stack, folder).config).config;
  const config = rawValues(texts, NAMESPACE);
  return Object.fromEntries(
    Object.entries(APPLICATION).flatMap(([key, taken]) => {
      const section = config[key];
      if (!isMapping(section)) return [];
      return [
        [`${NAMESPACE}:${key}`, Object.fromEntries(Object.entries(section).filter(([name]) => taken.includes(name)))],
      ];
    }),
  );
}

/** Where and as what the stack is deployed. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly domain?: string;
  readonly zoneId?: string;
  /** Keys of the application that is deployed. */
  readonly application: Readonly<Record<string, unknown>>;
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

function configOf({ account, region, domain, zoneId, application }: Place, project: string): Record<string, unknown> {
  return {
    "aws:region": region,
    "aws:allowedAccountIds": [account],
    "aws:defaultTags": { tags: tagsOf(project) },
    "webapp:profile": "dev",
    "webapp:frontend": "ssr",
    "webapp:alerts": { alarms: "full" },
    "webapp:protection": { auditTrail: "own", customerManagedKeys: true },
    ...application,
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

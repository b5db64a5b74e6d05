import { RunError } from "@pulumi/pulumi/errors";
import { nameOfUrn, typeOfUrn } from "@toolkit/offline/graph";

import { duration } from "../../timeline/render";
import type { Claim } from "../claims";
import type { Deployed } from "../progress";
import type { Check, Scene } from "./scene";

/** The deployment that a claim is about. */
function deployment({ progress }: Scene, { check }: Claim): Deployed {
  const name = String(check.with.of);
  const found = progress.deployments[name];
  if (found === undefined) throw new RunError(`the deployment ${name} did not come to its end`);
  return found;
}

/** How many resources AWS refused. */
export const failuresOf: Check = (scene, claim) => {
  const { failed, changed } = deployment(scene, claim);
  return { seen: failed.length, details: [`${changed} resources changed`, ...failed] };
};

/** How many resources with data were replaced or deleted. */
export const lossesOf: Check = (scene, claim) => {
  const { lost, changed } = deployment(scene, claim);
  return { seen: lost.length, details: [`${changed} resources changed`, ...lost] };
};

/** How many requests had no good answer while it ran. */
export const requestsLost: Check = (scene, claim) => {
  const { visits, failedVisits, totalSeconds } = deployment(scene, claim);
  if (visits === 0) throw new RunError("no request was sent while it ran");
  return { seen: failedVisits.length, details: [`${visits} requests in ${duration(totalSeconds)}`, ...failedVisits] };
};

/** Below this nobody waits for a resource. */
const NOTICEABLE_SECONDS = 10;

/** How many resources took more than twice their usual time, and a minute more; the rest are told as details. */
export const slowResources: Check = (scene, claim) => {
  const { seconds, totalSeconds } = deployment(scene, claim);
  const rows = Object.entries(scene.progress.forecast.usualSeconds).flatMap(([urn, usual]) => {
    const took = seconds[urn];
    if (took === undefined || usual < NOTICEABLE_SECONDS) return [];
    return [{ name: nameIn(urn), usual, took, isSlow: took > 2 * usual && took > usual + 60 }];
  });
  if (rows.length === 0) throw new RunError("the engine reported no times");
  const words = rows.map(
    ({ name, usual, took, isSlow }) =>
      `${name}: ${duration(took)}, usually ${duration(usual)}${isSlow ? " (slow)" : ""}`,
  );
  return {
    seen: rows.filter(({ isSlow }) => isSlow).length,
    details: [`the whole took ${duration(totalSeconds)}`, ...words],
  };
};

/** `database (Instance)` */
function nameIn(urn: string): string {
  return `${nameOfUrn(urn)} (${typeOfUrn(urn).split(":").at(-1) ?? ""})`;
}

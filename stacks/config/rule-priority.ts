import { createHash } from "node:crypto";

import { LAST_PRIORITY } from "./schema/services";
import { type NamedServiceConfig, type WebappConfig } from "./schema";

/** The backend's where it is alone: it has been so in every stack. */
const ALONE = 10;

/** Those up to here are for services that ask for one. */
const FIRST_OF_NAMES = 1000;
const NAMES = 40_000;

/**
 * Place of a service's rule in the listener. It follows from the name, so that another service which comes or goes moves
 * nobody else's; which one is tried first decides nothing, since no two have a path in common.
 */
export const rulePriority = (name: string, { priority }: Pick<NamedServiceConfig, "priority">): number =>
  priority ?? FIRST_OF_NAMES + (createHash("sha256").update(name).digest().readUInt32BE() % NAMES);

/** Place of the backend's rule, which takes every path: after those of all other services. */
export const backendPriority = ({ services }: Pick<WebappConfig, "services">): number =>
  Object.keys(services).length === 0 ? ALONE : LAST_PRIORITY;

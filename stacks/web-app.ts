import type * as pulumi from "@pulumi/pulumi";

import { createAuditTrail } from "./audit";
import { createBackend } from "./backend";
import { createBackup } from "./backup";
import { openBuckets } from "./buckets";
import { type StackConfig } from "./config";
import { createContext } from "./create-context";
import { createEdge, createEdgeLogs } from "./edge";
import { createExperiments } from "./experiments";
import { createFoundation } from "./foundation";
import { createFrontEnd } from "./front-end";
import { createNamedServices } from "./named-services";
import { createObservability } from "./observability";
import { createOffHours } from "./off-hours";
import { stackOutputs } from "./outputs";
import { createJobs } from "./jobs";
import { createWorkers } from "./workers";
import { createEdgeFirewall, protectEntrances } from "./protection";

/**
 * Deploys a stack: the core, which is the same in both variants, and the front end that the flag chooses.
 *
 * @returns the stack's outputs.
 * @throws RunError for what the user can mend.
 */
export async function deployWebApp(config: StackConfig): Promise<Record<string, pulumi.Input<unknown>>> {
  const foundation = createFoundation(await createContext(config));
  createAuditTrail(foundation);

  const backend = createBackend(foundation);
  const backup = createBackup(foundation, backend);
  const frontEnd = createFrontEnd(foundation, backend);
  const named = createNamedServices(foundation, backend.service.entrance, backend.usable);
  const services = [backend.service, ...named, ...frontEnd.services];
  const workers = createWorkers(foundation, backend.usable);
  const jobs = createJobs(foundation, backend.usable);

  const firewall = createEdgeFirewall(foundation);
  const edge = createEdge(foundation, frontEnd, firewall);
  protectEntrances(foundation, services, edge);
  openBuckets(foundation, edge);
  createEdgeLogs(foundation, frontEnd, edge);

  const { cache, database } = backend;
  const observability = createObservability({
    foundation,
    services,
    workers,
    jobs,
    database,
    cache,
    backup,
    edge,
    firewall,
  });
  createOffHours(foundation, [...services, ...workers], database, observability);
  const experiments = createExperiments({ foundation, services, workers, database, observability });
  return stackOutputs({ foundation, services, workers, jobs, backend, backup, frontEnd, edge, experiments });
}

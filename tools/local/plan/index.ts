import { T } from "@toolkit/offline/aws-types";
import { type GraphResource } from "@toolkit/offline/graph";
import { type StackDocument } from "../../program/document";
import { type Distribution, distributionOf } from "./distribution";
import { leftOutOf } from "./left-out";
import { type Shifted, shiftedOf } from "./shifts";
import { type BalancerPlan, balancersOf } from "./load-balancers";
import { type SiteObject, objectsOf } from "./objects";
import { type ServicePlan, servicesOf } from "./services";
import { type UsesPlan, usesOf } from "./uses";
import { View } from "./view";
import { jobsOf, type WorkerPlan, workersOf } from "./workers";

export type { Behaviour, Distribution, HeadersPolicy, Origin } from "./distribution";
export type { BalancerPlan, Condition, Rule } from "./load-balancers";
export type { ContainerPlan } from "./container";
export type { SiteObject } from "./objects";
export type { HealthCheck, ServicePlan } from "./services";
export type { QueuePlan, UsesPlan } from "./uses";
export type { WorkerPlan } from "./workers";

/** What a local run takes from a stack's resource graph: everything that decides how a request is answered. */
export interface Plan {
  readonly frontend: string;
  readonly distribution: Distribution;
  readonly loadBalancers: readonly BalancerPlan[];
  readonly services: readonly ServicePlan[];
  readonly objects: readonly SiteObject[];
  readonly database: { readonly name: string; readonly username: string };
  readonly workers: readonly WorkerPlan[];
  readonly jobs: readonly WorkerPlan[];
  /** What does not run locally, by name. */
  readonly leftOut: readonly string[];
  /** What ECS deploys with two versions side by side; here one runs. */
  readonly shifted: readonly Shifted[];
  /** What tasks use beside the database. */
  readonly uses: UsesPlan;
}

/** Reads the plan out of a graph that was made with known values. */
export function planOf(document: StackDocument): Plan {
  const view = new View(document.resources);
  const [services, workers, jobs] = [servicesOf(view), workersOf(view), jobsOf(view)];
  return {
    frontend: document.frontend,
    distribution: distributionOf(view),
    loadBalancers: balancersOf(view),
    services,
    workers,
    jobs,
    objects: objectsOf(view),
    database: databaseOf(view.only(T.databaseInstance)),
    leftOut: leftOutOf(services),
    shifted: shiftedOf(document.resources),
    uses: usesOf(view, [...services, ...workers, ...jobs]),
  };
}

const databaseOf = ({ inputs }: GraphResource) => ({ name: String(inputs.dbName), username: String(inputs.username) });

import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { type Parts } from "./parts";
import { refs } from "./read";

/** What AWS gives credits below, as a share of a month. */
export interface Commitment {
  /** Short name for the formula. */
  readonly service: string;
  readonly share: number;
  readonly title: string;
  readonly address: string;
}

const SLA = "https://aws.amazon.com";
const commitment = (service: string, share: number, title: string, path: string): Commitment => ({
  service,
  share,
  title,
  address: `${SLA}/${path}/sla/`,
});

const COMPUTE = "Amazon Compute SLA";
const ELB = "Elastic Load Balancing SLA, 2022-07-25";
const RDS = "Amazon RDS SLA, 2024-01-22";

export const COMMITMENTS = {
  distribution: commitment("CloudFront", 0.999, "Amazon CloudFront SLA, 2022-05-05", "cloudfront"),
  firewall: commitment("WAF", 0.9995, "AWS WAF SLA, 2022-05-05", "waf"),
  balancedZones: commitment("load balancer", 0.9999, `${ELB}: in two or more zones`, "elasticloadbalancing"),
  balancedZone: commitment("load balancer", 0.999, `${ELB}: in one zone`, "elasticloadbalancing"),
  tasksInZones: commitment("tasks", 0.9999, `${COMPUTE}: all tasks in two or more zones`, "compute"),
  tasksInZone: commitment(
    "tasks",
    0.995,
    `${COMPUTE}: none for tasks in one zone or alone; that of a single instance is taken`,
    "compute",
  ),
  databaseStandby: commitment("database", 0.9995, `${RDS}: Multi-AZ`, "rds"),
  databaseAlone: commitment("database", 0.995, `${RDS}: single instance`, "rds"),
} as const satisfies Readonly<Record<string, Commitment>>;

/** A factor of the product, with the resource it stands for. */
export interface Factor {
  readonly resource: string;
  readonly commitment: Commitment;
}

/** The chain that a request passes: all of it must answer, so their shares multiply. */
export interface Composite {
  readonly factors: readonly Factor[];
  readonly share: number;
  /** Hours of a year outside it. */
  readonly hoursOfYear: number;
}

const HOURS_OF_YEAR = 8760;

/**
 * AWS's commitments along the way of a request: edge, firewall, load balancers, services behind them, databases. What no
 * request waits for is left out: a NAT, endpoints, buckets, keys, logs.
 */
export function compositeOf(graph: ResourceGraph, parts: Parts): Composite {
  const factors: Factor[] = [
    ...graph.ofType(T.distribution).map(({ name }) => ({ resource: name, commitment: COMMITMENTS.distribution })),
    ...graph
      .ofType(T.webAcl)
      .filter((acl) => isOnTheWay(graph, acl.urn))
      .map(({ name }) => ({ resource: name, commitment: COMMITMENTS.firewall })),
    ...parts.loadBalancers.map(({ resource, zones }) => ({
      resource: resource.name,
      commitment: zones.length > 1 ? COMMITMENTS.balancedZones : COMMITMENTS.balancedZone,
    })),
    ...parts.services
      .filter(({ targetGroup, min }) => targetGroup !== undefined && min > 0)
      .map(({ resource, copies }) => ({
        resource: resource.name,
        commitment: copies > 1 ? COMMITMENTS.tasksInZones : COMMITMENTS.tasksInZone,
      })),
    ...parts.databases.map(({ resource, copies }) => ({
      resource: resource.name,
      commitment: copies > 1 ? COMMITMENTS.databaseStandby : COMMITMENTS.databaseAlone,
    })),
  ];
  const share = factors.reduce((product, { commitment: { share: one } }) => product * one, 1);
  return { factors, share, hoursOfYear: (1 - share) * HOURS_OF_YEAR };
}

/** An ACL that a distribution names, or one that is put before a load balancer. */
function isOnTheWay(graph: ResourceGraph, urn: string): boolean {
  return [...graph.ofType(T.distribution), ...graph.ofType(T.webAclAssociation)].some((resource) =>
    refs(graph, resource, T.webAcl).some((acl) => acl.urn === urn),
  );
}

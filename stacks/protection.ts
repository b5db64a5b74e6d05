import * as pulumi from "@pulumi/pulumi";

import { arn, EDGE_REGION } from "../components/account";
import { type Edge } from "../components/edge";
import { Firewall, ShieldProtections } from "../components/security";
import { type Entrance, type Foundation, type RunningService } from "./context";

/** The firewall that the distribution uses, when there is to be one. */
export function createEdgeFirewall({ config, account, keys, opts }: Foundation): Firewall | undefined {
  const { protection } = config;
  if (!protection.waf) return undefined;
  return new Firewall(
    "firewall",
    {
      account,
      scope: "CLOUDFRONT",
      region: EDGE_REGION,
      rateLimit: protection.wafRateLimit,
      allowAddresses: protection.allowAddresses,
      blockAddresses: protection.blockAddresses,
      logs: { retentionDays: config.logs.retentionDays, keyArn: keys.edge },
    },
    opts,
  );
}

/** What the stack's own entrances and addresses get besides: a regional firewall, Shield Advanced. */
export function protectEntrances(foundation: Foundation, services: readonly RunningService[], edge: Edge): void {
  const { config } = foundation;
  const entrances = [...new Set(services.map(({ entrance }) => entrance))].filter(isPublic);
  if (config.protection.regionalWaf) {
    for (const entrance of entrances) createRegionalFirewall(foundation, entrance);
  }
  if (config.protection.shieldAdvanced) createShield(foundation, entrances, edge);
}

type PublicEntrance = Extract<Entrance, { kind: "public" }>;

const isPublic = (entrance: Entrance): entrance is PublicEntrance => entrance.kind === "public";

function createRegionalFirewall(
  { account, logs, opts }: Foundation,
  { loadBalancer, secretHeaderName }: PublicEntrance,
): void {
  new Firewall(
    "regional-firewall",
    {
      account,
      scope: "REGIONAL",
      // Behind CloudFront every request carries the header that lets it in.
      secretHeaders: [secretHeaderName],
      logs,
      loadBalancer: { arn: loadBalancer.arn, ready: [...loadBalancer.listeners.values()] },
    },
    opts,
  );
}

function createShield({ account, egress, opts }: Foundation, entrances: readonly PublicEntrance[], edge: Edge): void {
  const addresses = Object.entries(egress.addressIds).map(
    ([zone, id]) => [`nat-${zone}`, arn(account, "ec2", pulumi.interpolate`eip-allocation/${id}`)] as const,
  );
  new ShieldProtections(
    "shield",
    {
      account,
      resourceArns: {
        edge: edge.distributionArn,
        ...Object.fromEntries(entrances.map(({ kind, loadBalancer }) => [`${kind}-alb`, loadBalancer.arn])),
        ...Object.fromEntries(addresses),
      },
    },
    opts,
  );
}

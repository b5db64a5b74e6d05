import type * as pulumi from "@pulumi/pulumi";

import { ServiceLogs } from "../components/compute";
import { Certificate, Edge, EdgeLogs, StaticSite } from "../components/edge";
import { logTo } from "../components/operations";
import { createAuditTrail } from "./audit";
import { createBackend } from "./backend";
import { createBackup } from "./backup";
import { type StackConfig } from "./config";
import { type Foundation } from "./context";
import { createContext } from "./create-context";
import { createFoundation } from "./foundation";
import { createObservability } from "./observability";
import { createOffHours } from "./off-hours";
import { stackOutputs } from "./outputs";
import { createEdgeFirewall, protectFrontEnd } from "./protection";
import { createAppSecrets } from "./secrets";
import { createSpa, spaFiles } from "./spa";
import { createSsr, type FrontEndCore, ssrFiles } from "./ssr";

/**
 * Deploys a stack: the core, which is the same in both variants, and the front end that the flag chooses.
 *
 * @returns the stack's outputs.
 * @throws RunError for what the user can mend.
 */
export async function deployWebApp(config: StackConfig): Promise<Record<string, pulumi.Input<unknown>>> {
  const { prefix, domain, frontend, profile } = config;
  const foundation = createFoundation(await createContext(config));
  const { opts } = foundation;
  createAuditTrail(foundation);
  const backend = createBackend(foundation);
  const backup = createBackup(foundation, backend);
  const edgeCertificate =
    domain &&
    new Certificate("edge-certificate", { domainName: domain.name, zoneId: domain.zoneId, region: "us-east-1" }, opts);

  const files = frontend === "ssr" ? ssrFiles(foundation) : spaFiles(foundation);
  const site = new StaticSite("site", { prefix, files, forceDestroy: profile === "dev" }, opts);
  const frontEndCore = createFrontEndCore(foundation, site);
  const frontEnd =
    frontend === "ssr"
      ? createSsr(foundation, backend, frontEndCore, edgeCertificate)
      : createSpa(foundation, backend, site, files);
  const firewall = createEdgeFirewall(foundation);
  const edge = new Edge(
    "edge",
    {
      prefix,
      site,
      ...frontEnd,
      ...(firewall === undefined ? {} : { webAclArn: firewall.arn }),
      ...(domain === undefined || edgeCertificate === undefined
        ? {}
        : { domain: { ...domain, certificateArn: edgeCertificate.arn } }),
      priceClass: config.edge.priceClass,
      allowCountries: config.edge.allowCountries,
      protect: profile === "prod",
    },
    opts,
  );
  protectFrontEnd(foundation, frontEnd, edge);
  createEdgeLogs(foundation, site, edge);
  const observability = createObservability({
    foundation,
    backend,
    backup,
    frontEnd,
    edge,
    ...(firewall === undefined ? {} : { webAclMetricName: firewall.metricName }),
  });
  createOffHours(foundation, backend, frontEnd, observability);
  return stackOutputs({ foundation, backend, backup, frontEnd, site, edge });
}

/** The front end's logs, and the values of its secrets, outlive the variant that uses them. */
function createFrontEndCore(foundation: Foundation, site: StaticSite): FrontEndCore {
  const { config, keys, opts } = foundation;
  const secrets = createAppSecrets(foundation, "frontend", config.ssr);
  const logs = new ServiceLogs(
    "frontend",
    {
      prefix: config.prefix,
      retentionDays: config.logs.retentionDays,
      ...(keys.logs === undefined ? {} : { keyArn: keys.logs }),
    },
    opts,
  );
  return { site, logs, ...(secrets === undefined ? {} : { secrets }) };
}

/** Who asked the distribution and the site's bucket for what. */
function createEdgeLogs({ archive, opts }: Foundation, site: StaticSite, edge: Edge): void {
  if (archive === undefined) return;
  logTo("site", archive, site.bucketName, { parent: site });
  new EdgeLogs(
    "edge-logs",
    { distributionArn: edge.distributionArn, bucketArn: archive.bucketArn, ready: archive.ready },
    opts,
  );
}

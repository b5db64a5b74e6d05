import type * as pulumi from "@pulumi/pulumi";

import { LoadBalancer, type ServiceLogs } from "../components/compute";
import { type AppSecrets } from "../components/data";
import { OriginSecret, type Pages, type StaticSite } from "../components/edge";
import { loadBalancerLogs } from "./audit";
import { type Backend } from "./backend";
import { type AppCertificate } from "./certificates";
import { hasOwnPolicy } from "./config";
import { type Foundation, type FrontEnd } from "./context";
import { environmentOf } from "./encrypted";
import { sentPolicy } from "./sent-policy";
import { createService, serviceImage } from "./services";

/** Node closes idle connections after 5 s by default; the load balancer keeps them for 60 s and must never meet a closed one. */
const KEEP_ALIVE_TIMEOUT_SECONDS = 75;

/** What the service is joined to. */
interface Surroundings {
  readonly backend: Backend;
  readonly site: StaticSite;
  /** Of the application's name, when there is one. */
  readonly certificate: AppCertificate | undefined;
  readonly logs: ServiceLogs;
  readonly secrets: AppSecrets | undefined;
}

/** A service that renders pages, behind a load balancer that only CloudFront can use. */
export function createRenderedPages(
  foundation: Foundation,
  { backend, site, certificate, logs, secrets }: Surroundings,
): Pick<FrontEnd, "pages" | "ready" | "services"> {
  const { config, opts, ports } = foundation;
  const { ssr } = config;
  const policy = hasOwnPolicy(config) ? sentPolicy(foundation, []) : undefined;
  const secret = new OriginSecret("origin-secret", config.edge.originSecret, opts);
  const loadBalancer = createPublicLoadBalancer(foundation, certificate);
  const service = createService(
    foundation,
    "frontend",
    ssr,
    { kind: "public", loadBalancer, secretHeaderName: secret.headerName },
    {
      ...serviceImage(foundation, "frontend", ssr),
      environment: {
        ...environmentOf(config, "ssr", ssr.environment),
        ...policyEnvironment(policy),
        BACKEND_URL: backend.url,
        KEEP_ALIVE_TIMEOUT_SECONDS: KEEP_ALIVE_TIMEOUT_SECONDS.toString(),
        NODE_ENV: "production",
      },
      secrets: secrets?.valueFrom ?? {},
      secretArns: secrets?.arns ?? [],
      usable: backend.usable,
      logGroup: logs,
      // New pages name new assets, so those must be there before the first of them is rendered.
      startAfter: site.objects,
      listens: { priority: 10, header: { name: secret.headerName, values: secret.accepted } },
    },
  );
  return {
    pages: {
      kind: "rendered",
      policy,
      origin: {
        domainName: loadBalancer.dnsName,
        ...ports.publicAlb,
        secretHeader: { name: secret.headerName, value: secret.sent },
      },
    },
    services: [service],
    ready: [service.fargate, ...(config.domain === undefined ? [] : [loadBalancer])],
  };
}

/** A server that has scripts of its own in pages adds a nonce for them, which the edge cannot know. */
function policyEnvironment(policy: Pages["policy"]): Record<string, pulumi.Input<string>> {
  if (policy === undefined) return {};
  const { value, reportOnly } = policy;
  return { [reportOnly ? "CONTENT_SECURITY_POLICY_REPORT_ONLY" : "CONTENT_SECURITY_POLICY"]: value };
}

function createPublicLoadBalancer(foundation: Foundation, certificate: AppCertificate | undefined): LoadBalancer {
  const { archive, network, group, opts, ports } = foundation;
  const { port } = ports.publicAlb;
  return new LoadBalancer(
    "public",
    {
      internal: false,
      subnetIds: network.publicSubnetIds,
      securityGroupIds: [group("publicAlb"), group("publicAlbFromCloudFront")],
      listeners: [
        certificate === undefined
          ? { protocol: "HTTP", port }
          : { protocol: "HTTPS", port, certificateArn: certificate.regionalArn() },
      ],
      // Exists in this variant only, so it must never refuse to go.
      deletionProtection: false,
      ...loadBalancerLogs(archive, "public"),
    },
    { ...opts, dependsOn: network.publicRoutes },
  );
}

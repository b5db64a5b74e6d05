import { FargateService, LoadBalancer, type ServiceLogs } from "../components/compute";
import { type AppSecrets } from "../components/data";
import { Certificate, OriginSecret, type SiteFile, siteFiles, type StaticSite } from "../components/edge";
import { loadBalancerLogs } from "./audit";
import { type Backend } from "./backend";
import { BUILD_COMMAND } from "./config";
import { type Foundation } from "./context";
import { apiOriginOf, type FrontEnd } from "./front-end";
import { restartOnNewSecrets } from "./secrets";
import { serviceArgs, serviceImage } from "./services";

/** Node closes idle connections after 5 s by default; the load balancer keeps them for 60 s and must never meet a closed one. */
const KEEP_ALIVE_TIMEOUT_SECONDS = 75;

/** Hashed assets of the server-rendered pages. */
export const ssrFiles = (foundation: Foundation): SiteFile[] =>
  siteFiles(foundation.config.ssr.assets, BUILD_COMMAND, "assets/");

/** What the front end leaves behind when the other variant takes over. */
export interface FrontEndCore {
  readonly site: StaticSite;
  readonly logs: ServiceLogs;
  readonly secrets?: AppSecrets;
}

/** Containers that render pages, behind a load balancer that only CloudFront can use. */
export function createSsr(
  foundation: Foundation,
  backend: Backend,
  { site, logs, secrets }: FrontEndCore,
  edgeCertificate: Certificate | undefined,
): FrontEnd {
  const { config, opts, group } = foundation;
  const { domain, ssr } = config;
  const originSecret = new OriginSecret("origin-secret", config.edge.originSecret, opts);
  const loadBalancer = createPublicLoadBalancer(foundation, edgeCertificate);
  const args = serviceArgs(foundation, ssr);
  const service = new FargateService(
    "frontend",
    {
      ...args,
      // New pages name new assets, so those must be there before the first of them is rendered.
      startAfter: [...args.startAfter, ...site.objects],
      ...serviceImage(foundation, "frontend", ssr),
      environment: {
        ...ssr.environment,
        BACKEND_URL: backend.url,
        KEEP_ALIVE_TIMEOUT_SECONDS: KEEP_ALIVE_TIMEOUT_SECONDS.toString(),
        NODE_ENV: "production",
      },
      ...(secrets === undefined ? {} : { secrets: secrets.valueFrom, secretArns: secrets.arns }),
      logGroup: logs,
      securityGroupIds: [group("frontend")],
      listenerRule: {
        listenerArn: loadBalancer.listenerArn,
        priority: 10,
        header: { name: originSecret.headerName, values: originSecret.accepted },
      },
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
    },
    opts,
  );
  const redeploy = restartOnNewSecrets(foundation, "frontend", service, secrets?.arns ?? []);
  const api = config.backend.public ? { api: apiOriginOf(foundation, backend) } : {};
  return {
    application: {
      domainName: loadBalancer.dnsName,
      ...foundation.ports.publicAlb,
      secretHeader: { name: originSecret.headerName, value: originSecret.sent },
    },
    ...api,
    containers: { service, loadBalancer, ...(redeploy === undefined ? {} : { redeploy }) },
    ready: [service, ...(domain === undefined ? [] : [loadBalancer])],
  };
}

function createPublicLoadBalancer(foundation: Foundation, edgeCertificate: Certificate | undefined): LoadBalancer {
  const { archive, config, network, group, opts, ports } = foundation;
  const { port } = ports.publicAlb;
  const certificate =
    config.domain &&
    edgeCertificate &&
    new Certificate(
      "public-certificate",
      {
        domainName: config.domain.name,
        zoneId: config.domain.zoneId,
        validationRecord: edgeCertificate.validationRecord,
      },
      opts,
    );
  return new LoadBalancer(
    "public",
    {
      internal: false,
      subnetIds: network.publicSubnetIds,
      securityGroupIds: [group("publicAlb"), group("publicAlbFromCloudFront")],
      listeners: [
        certificate === undefined
          ? { protocol: "HTTP", port }
          : { protocol: "HTTPS", port, certificateArn: certificate.arn },
      ],
      // Exists in this variant only, so it must never refuse to go.
      deletionProtection: false,
      ...loadBalancerLogs(archive, "public"),
    },
    { ...opts, dependsOn: network.publicRoutes },
  );
}

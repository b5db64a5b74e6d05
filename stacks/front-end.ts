import { ServiceLogs } from "../components/compute";
import { type AppSecrets } from "../components/data";
import { siteFiles, StaticSite } from "../components/edge";
import { type Backend } from "./backend";
import { createCertificate } from "./certificates";
import { activeSections, BUILD_COMMAND } from "./config";
import { type Foundation, type FrontEnd } from "./context";
import { createRenderedPages } from "./rendered-pages";
import { createAppSecrets } from "./secrets";
import { createStoredPages } from "./stored-pages";

/** The bucket of files and, by the flag, pages from a service or from that bucket. */
export function createFrontEnd(foundation: Foundation, backend: Backend): FrontEnd {
  const { config, account, lifetime, network, opts, ports } = foundation;
  const { pages, siteFolders, privatePaths } = activeSections(config);
  const certificate = createCertificate(foundation);
  const files = siteFolders.flatMap(({ folder, ...options }) => siteFiles(folder, BUILD_COMMAND, options));
  const site = new StaticSite("site", { account, files, forceDestroy: lifetime.forceDestroy }, opts);
  const lasting = createLasting(foundation);
  const variant =
    pages === "rendered"
      ? createRenderedPages(foundation, { backend, site, certificate, ...lasting })
      : createStoredPages(foundation, site, files);
  return {
    ...variant,
    site,
    assetPaths: pages === "rendered" ? siteFolders.map(({ prefix }) => `${prefix}/*`) : undefined,
    domain: config.domain && certificate && { ...config.domain, certificateArn: certificate.edgeArn },
    // The internal load balancer, which CloudFront reaches through a VPC origin.
    api:
      privatePaths.length > 0
        ? {
            paths: privatePaths,
            domainName: backend.hostName,
            loadBalancerArn: backend.service.entrance.loadBalancer.arn,
            createAfter: [network.internetGateway],
            ...ports.internalAlb,
          }
        : undefined,
  };
}

/** Logs of the service that renders pages, and the values of its secrets: both outlive the variant that uses them. */
function createLasting(foundation: Foundation): { logs: ServiceLogs; secrets: AppSecrets | undefined } {
  const { config, account, opts } = foundation;
  const secrets = createAppSecrets(foundation, "frontend", config.ssr);
  const logs = new ServiceLogs(
    "frontend",
    {
      account,
      logs: foundation.logs,
    },
    opts,
  );
  return { logs, secrets };
}

import { Edge, EdgeLogs } from "../components/edge";
import { logTo } from "../components/operations";
import { type Firewall } from "../components/security";
import { type Foundation, type FrontEnd } from "./context";

/** The distribution, behind its firewall when there is one. */
export function createEdge(
  { config, account, lifetime, opts }: Foundation,
  { site, assetPaths, pages, api, domain, ready }: FrontEnd,
  firewall: Firewall | undefined,
): Edge {
  return new Edge(
    "edge",
    {
      account,
      site,
      assetPaths,
      pages,
      api,
      domain,
      ready,
      webAclArn: firewall?.arn,
      headers: config.edge.headers,
      priceClass: config.edge.priceClass,
      allowCountries: config.edge.allowCountries,
      protect: lifetime.protect,
    },
    opts,
  );
}

/** Who asked the distribution and the site's bucket for what. */
export function createEdgeLogs({ archive, opts }: Foundation, { site }: FrontEnd, edge: Edge): void {
  if (archive === undefined) return;
  logTo("site", archive, site.bucketName, { parent: site });
  new EdgeLogs(
    "edge-logs",
    { distributionArn: edge.distributionArn, bucketArn: archive.bucketArn, ready: archive.ready },
    opts,
  );
}

import { Edge, type EdgeAccess, EdgeLogs } from "../components/edge";
import { logTo } from "../components/operations";
import { type Firewall } from "../components/security";
import { servedBuckets } from "./buckets";
import { type StackConfig } from "./config";
import { type Foundation, type FrontEnd } from "./context";

/** The distribution, behind its firewall when there is one. */
export function createEdge(
  foundation: Foundation,
  { site, assetPaths, pages, releases, api, domain, ready }: FrontEnd,
  firewall: Firewall | undefined,
): Edge {
  const { config, account, lifetime, opts } = foundation;
  return new Edge(
    "edge",
    {
      account,
      site,
      assetPaths,
      pages,
      releases,
      api,
      buckets: servedBuckets(foundation),
      domain,
      ready,
      webAclArn: firewall?.arn,
      headers: config.edge.headers,
      access: accessOf(config),
      priceClass: config.edge.priceClass,
      allowCountries: config.edge.allowCountries,
      protect: lifetime.protect,
    },
    opts,
  );
}

/** Who is let in; everybody where the settings name nobody. */
function accessOf({ edge: { access } }: StackConfig): EdgeAccess | undefined {
  const { addresses, credentials } = access;
  if (addresses.length + credentials.length === 0) return undefined;
  return { networks: addresses.map(asNetwork), credentials };
}

const asNetwork = (address: string): string =>
  address.includes("/") ? address : `${address}/${address.includes(":") ? 128 : 32}`;

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

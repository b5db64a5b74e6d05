import { activeSections, assetFolders } from "../active-sections";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Paths that one part of the application answers. */
interface Claim {
  readonly key: string;
  /** `/graphql`, or `/api/*` for all below it. */
  readonly pattern: string;
}

/** In spa a client build has its assets here, whatever the server of pages has. */
const SITE_ASSETS: Claim = { key: "spa.content", pattern: "/assets/*" };

/** Paths of which the edge could not tell whose they are, in either variant: a flip must not meet them. */
export function pathProblems(config: WebappConfig): Problem[] {
  const { backend, buckets, services, ssr } = config;
  const assets = assetFolders(ssr.assets).map(({ key, prefix }) => ({ key, pattern: `${prefix}/*` }));
  const paths = backend.paths.map((pattern, index) => ({ key: `backend.paths.${index}`, pattern }));
  const served = Object.entries(buckets).flatMap(([name, { servedAt }]) =>
    servedAt === undefined ? [] : [{ key: `buckets.${name}.servedAt`, pattern: servedAt }],
  );
  const besidePaths = [...(activeSections(config).apiAtEdge ? assets : []), SITE_ASSETS];
  const inside = claimsOf(services);
  const open = claimsOf(Object.fromEntries(Object.entries(services).filter(([, service]) => service.public)));
  return [
    ...assets.flatMap((claim, index) => overlaps(claim, assets.slice(0, index))),
    ...paths.flatMap((claim, index) => overlaps(claim, [...besidePaths, ...paths.slice(0, index)])),
    ...inside.flatMap((claim, index) => overlaps(claim, [...paths, ...inside.slice(0, index)])),
    ...open.flatMap((claim) => overlaps(claim, [...assets, SITE_ASSETS])),
    ...served.flatMap((claim, index) =>
      overlaps(claim, [...assets, SITE_ASSETS, ...paths, ...open, ...served.slice(0, index)]),
    ),
  ];
}

/** Paths of services, which the internal load balancer tells apart. */
const claimsOf = (services: WebappConfig["services"]): Claim[] =>
  Object.entries(services).flatMap(([name, { paths }]) =>
    paths.map((pattern, index) => ({ key: `services.${name}.paths.${index}`, pattern })),
  );

function overlaps(claim: Claim, others: readonly Claim[]): Problem[] {
  const other = others.find(({ pattern }) => haveCommonPath(pattern, claim.pattern));
  if (other === undefined) return [];
  const fix = `overlaps ${other.pattern} of webapp:${other.key}: one path has one place`;
  return [{ key: `webapp:${claim.key}`, value: claim.pattern, fix }];
}

function haveCommonPath(one: string, other: string): boolean {
  const [a, b] = [one, other].map((pattern) => ({ isTree: pattern.endsWith("/*"), start: pattern.replace(/\*$/, "") }));
  if (a === undefined || b === undefined) return false;
  return (a.isTree && b.start.startsWith(a.start)) || (b.isTree && a.start.startsWith(b.start)) || a.start === b.start;
}

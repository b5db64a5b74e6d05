import { hasTwoTargetGroups } from "../../../components/compute/deployment";
import { PATHS_BESIDE_HEADER } from "../../../components/compute/rule-values";
import { assetFolders, closedPaths, openPaths } from "../active-sections";
import { type Problem } from "../problems";
import { backendPriority, rulePriority } from "../rule-priority";
import { FIRST_PRIORITY } from "../schema/services";
import { type ServiceConfig, type WebappConfig } from "../schema";

/** Amazon CloudFront developer guide, "Quotas": cache behaviors per distribution, of which one is the default. */
const MOST_PATTERNS = 75 - 1;

/** Places before the backend's while it is alone, which takes two with a gradual deployment: see edge-refusal.ts. */
const MOST_CLOSED = 8 * PATHS_BESIDE_HEADER;

/** Rules that two services would have in one place of the listener, and more paths than the edge takes. */
export function routingProblems(config: WebappConfig): Problem[] {
  return [...priorityProblems(config), ...edgeProblems(config), ...closedProblems(config)];
}

function closedProblems(config: WebappConfig): Problem[] {
  const paths = closedPaths(config).length;
  if (paths <= MOST_CLOSED) return [];
  const fix = `have ${paths} paths that are not for browsers: the load balancer keeps the edge from ${MOST_CLOSED} at most; use fewer paths, or /<name>/* for all below one`;
  return [{ key: "webapp:services", fix }];
}

function priorityProblems({ backend, services }: WebappConfig): Problem[] {
  const rules = Object.entries(services).map(([name, service]) => ({
    name,
    priority: rulePriority(name, service),
    taken: placesOf(rulePriority(name, service), service),
  }));
  const first = { name: "backend", taken: placesOf(backendPriority({ services }), backend) };
  return rules.flatMap(({ name, priority, taken }, index): Problem[] => {
    const key = `webapp:services.${name}.priority`;
    const least = FIRST_PRIORITY + taken.length - 1;
    if (priority < least)
      return [{ key, value: priority, fix: `must be at least ${least}: the rule of a new version goes before it` }];
    const other = [first, ...rules.slice(0, index)].find((rule) => rule.taken.some((place) => taken.includes(place)));
    if (other === undefined) return [];
    const whose = other.name === "backend" ? "webapp:backend" : `webapp:services.${other.name}`;
    const fix = `is that of ${whose} too${taken.length === 1 ? "" : ", with the place before it for a new version"}: set another, from ${least} to 49999`;
    return [{ key, value: priority, fix }];
  });
}

/** Places in the listener: that of the rule, and with a gradual deployment the one before it. */
const placesOf = (priority: number, { deployment }: Pick<ServiceConfig, "deployment">): number[] =>
  hasTwoTargetGroups(deployment) ? [priority - 1, priority] : [priority];

/** In either variant: a flip must not meet the quota. */
function edgeProblems(config: WebappConfig): Problem[] {
  const { backend, buckets, ssr } = config;
  const served = Object.values(buckets).filter(({ servedAt }) => servedAt !== undefined);
  const patterns = assetFolders(ssr.assets).length + backend.paths.length + openPaths(config).length + served.length;
  if (patterns <= MOST_PATTERNS) return [];
  const fix = `lets the edge tell ${patterns} paths apart, with those of assets, backend and buckets: CloudFront takes ${MOST_PATTERNS}; use fewer paths, or /<name>/* for all below one`;
  return [{ key: "webapp:services", fix }];
}

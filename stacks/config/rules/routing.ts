import { assetFolders } from "../active-sections";
import { type Problem } from "../problems";
import { rulePriority } from "../rule-priority";
import { type WebappConfig } from "../schema";

/** Amazon CloudFront developer guide, "Quotas": cache behaviors per distribution, of which one is the default. */
const MOST_PATTERNS = 75 - 1;

/** Rules that two services would have in one place of the listener, and more paths than the edge takes. */
export function routingProblems(config: WebappConfig): Problem[] {
  return [...priorityProblems(config), ...edgeProblems(config)];
}

function priorityProblems({ services }: WebappConfig): Problem[] {
  const rules = Object.entries(services).map(([name, service]) => ({ name, priority: rulePriority(name, service) }));
  return rules.flatMap(({ name, priority }, index): Problem[] => {
    const other = rules.slice(0, index).find((rule) => rule.priority === priority);
    if (other === undefined) return [];
    const fix = `is that of webapp:services.${other.name} too: set another, from 1 to 49999`;
    return [{ key: `webapp:services.${name}.priority`, value: priority, fix }];
  });
}

/** In either variant: a flip must not meet the quota. */
function edgeProblems({ backend, buckets, services, ssr }: WebappConfig): Problem[] {
  const open = Object.values(services).filter((service) => service.public);
  const served = Object.values(buckets).filter(({ servedAt }) => servedAt !== undefined);
  const patterns =
    assetFolders(ssr.assets).length +
    backend.paths.length +
    open.reduce((sum, { paths }) => sum + paths.length, 0) +
    served.length;
  if (patterns <= MOST_PATTERNS) return [];
  const fix = `lets the edge tell ${patterns} paths apart, with those of assets, backend and buckets: CloudFront takes ${MOST_PATTERNS}; use fewer paths, or /<name>/* for all below one`;
  return [{ key: "webapp:services", fix }];
}

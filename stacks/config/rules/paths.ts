import { activeSections, assetFolders } from "../active-sections";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** What the edge serves under one path of its own. */
interface Claim {
  readonly key: string;
  /** `/assets`, for it and all below. */
  readonly prefix: string;
}

/** Paths of which the edge could not tell whose they are. */
export function pathProblems(config: WebappConfig): Problem[] {
  const claims = [
    ...assetClaims(config),
    ...(activeSections(config).apiAtEdge ? [{ key: "backend", prefix: "/api" }] : []),
  ];
  return claims.flatMap((claim, index) => {
    const other = claims.slice(0, index).find(({ prefix }) => overlap(prefix, claim.prefix));
    if (other === undefined) return [];
    const fix = `overlaps ${other.prefix} of webapp:${other.key}: one path has one place`;
    return [{ key: `webapp:${claim.key}`, value: claim.prefix, fix }];
  });
}

/** Also of the variant that the flag leaves unused: a flip must not meet them. */
const assetClaims = ({ ssr }: WebappConfig): Claim[] =>
  assetFolders(ssr.assets).map(({ key, prefix }) => ({ key, prefix }));

const overlap = (one: string, other: string): boolean =>
  `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);

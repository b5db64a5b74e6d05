import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../aws/account";
import { records, shown, text } from "../aws/look";
import { covers, pathLike } from "../edge/origins";
import { viewerError, type ViewerRequest } from "./edge";
import { plainHost } from "./names";
import type { TrafficState } from "./state";

/** Of a bucket behind a path, this many objects are asked for. */
const OBJECTS = 3;

/** What viewers ask of an account: each host that leads to a distribution for a path of each behaviour. */
export function requestsTo(state: TrafficState): ViewerRequest[] {
  return state.account.all(T.distribution).flatMap((distribution) => {
    const paths = pathsOf(state, distribution);
    return hostsOf(state, distribution).flatMap((host) => paths.map((path) => ({ host, ...path })));
  });
}

/** Those of the requests that are answered. */
export const answered = (state: TrafficState, requests: readonly ViewerRequest[]): ViewerRequest[] =>
  requests.filter((request) => viewerError(state, request) === undefined);

function hostsOf({ account }: TrafficState, { outputs }: Resource): string[] {
  const own = plainHost(outputs.domainName);
  const named = account
    .all(T.record)
    .filter(({ inputs }) => records(inputs.aliases).some(({ name }) => plainHost(name) === own))
    .map(({ inputs }) => plainHost(inputs.name));
  // The distribution's own name is one that nobody knows where there are others.
  return named.length === 0 ? [own] : [...new Set(named)];
}

function pathsOf({ account }: TrafficState, { inputs }: Resource): Pick<ViewerRequest, "path" | "pattern">[] {
  const keys = records(inputs.origins)
    .flatMap(({ domainName }) => account.where(T.bucket, "bucketRegionalDomainName", text(domainName)))
    .flatMap(({ id }) => account.where(T.bucketObject, "bucket", id))
    .map((object) => `/${shown(object.inputs.key)}`);
  const asked = records(inputs.orderedCacheBehaviors).flatMap(({ pathPattern }) => {
    const pattern = shown(pathPattern);
    const stored = [...new Set(keys)].filter((key) => covers(pattern, key)).slice(0, OBJECTS);
    return (stored.length > 0 ? stored : [pathLike(pattern)]).map((path) => ({ path, pattern }));
  });
  return [{ path: "/" }, { path: "/a/page" }, ...asked];
}

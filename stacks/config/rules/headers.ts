import { ENFORCED_ONLY } from "../../../components/edge/content-security-policy";
import { HEADER_LIMITS, ownHeaderProblem } from "../../../components/edge/own-headers";
import { DIRECTIVES, directiveProblems } from "../../../components/edge/policy-sources";
import { downloadHeaders, securityHeaders } from "../../../components/edge/response-headers";
import { uploadBuckets } from "../../uses/bucket";
import { pagePolicy } from "../page-policy";
import { type Problem, unknownKey } from "../problems";
import { type WebappConfig } from "../schema";

const KEY = "webapp:edge.headers";
const POLICY = `${KEY}.contentSecurityPolicy`;

/** The list that browsers ship with takes no less (https://hstspreload.org). */
const PRELOAD_SECONDS = 31_536_000;

/** Headers that CloudFront would refuse, and those that browsers would ignore. */
export function headerProblems(config: WebappConfig): Problem[] {
  return [
    ...directivesProblems(config),
    ...reportProblems(config),
    ...policyLengthProblems(config, []),
    ...preloadProblems(config),
    ...ownHeaderProblems(config),
  ];
}

/** The policy with the hashes of a site's inline scripts must fit CloudFront's limit. */
export function policyLengthProblems(config: WebappConfig, scriptHashes: readonly string[]): Problem[] {
  const { length } = pagePolicy(config, scriptHashes, longestOrigins(config)).value;
  if (length <= HEADER_LIMITS.value) return [];
  const hashes = scriptHashes.length === 0 ? "" : `, the hashes of ${scriptHashes.length} inline scripts among them`;
  return [
    { key: POLICY, fix: `makes a policy of ${length} characters${hashes}; CloudFront takes ${HEADER_LIMITS.value}` },
  ];
}

/** Of the buckets that pages send files to: AWS chooses their names, of which none is longer. */
const longestOrigins = (config: WebappConfig): string[] =>
  uploadBuckets(config).map(() => `https://${"b".repeat(63)}.s3.${"r".repeat(14)}.amazonaws.com`);

function directivesProblems({ edge }: WebappConfig): Problem[] {
  const { add, replace } = edge.headers.contentSecurityPolicy;
  const twice = Object.keys(add).filter((name) => name in replace);
  return [
    ...Object.entries({ add, replace }).flatMap(([kind, directives]) =>
      Object.entries(directives).flatMap(([name, values]) => {
        const key = `${POLICY}.${kind}.${name}`;
        if (!DIRECTIVES.includes(name)) return [unknownKey(key, name, DIRECTIVES)];
        return directiveProblems(name, values).map((fix) => ({ key, fix }));
      }),
    ),
    ...twice.map((name) => ({ key: `${POLICY}.add.${name}`, fix: "stands in replace too: write all of it there" })),
  ];
}

/** A report needs somewhere to go, and some directives are only obeyed by what enforces them. */
function reportProblems({ edge }: WebappConfig): Problem[] {
  const { add, replace, reportOnly } = edge.headers.contentSecurityPolicy;
  const set = Object.entries({ ...add, ...replace });
  const unreported = set.filter(([name]) => reportOnly && ENFORCED_ONLY.has(name));
  const endpoints = Object.entries(edge.headers.own).find(([name]) => name.toLowerCase() === "reporting-endpoints");
  const unknown = set.filter(([name, [group = ""]]) => name === "report-to" && !endpoints?.[1].includes(`${group}=`));
  return [
    ...unreported.map(([name]) => ({ key: `${POLICY}.reportOnly`, value: true, fix: `makes ${name} mean nothing` })),
    ...unknown.map(([, [group = ""]]) => ({
      key: `${KEY}.own.Reporting-Endpoints`,
      fix: `must say where report-to sends: ${group}="https://…"`,
    })),
  ];
}

function preloadProblems({ edge }: WebappConfig): Problem[] {
  const { maxAgeSeconds, includeSubdomains, preload } = edge.headers.strictTransportSecurity;
  if (!preload || (includeSubdomains && maxAgeSeconds >= PRELOAD_SECONDS)) return [];
  return [
    {
      key: `${KEY}.strictTransportSecurity.preload`,
      value: true,
      fix: `needs includeSubdomains and a maxAgeSeconds of ${PRELOAD_SECONDS} or more (hstspreload.org)`,
    },
  ];
}

function ownHeaderProblems(config: WebappConfig): Problem[] {
  const { headers } = config.edge;
  const entries = Object.entries(headers.own);
  const seen = new Set<string>();
  const single = entries.flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const problem = seen.has(lower) ? "stands there twice: names know no case" : ownHeaderProblem(name, value);
    seen.add(lower);
    return problem === undefined ? [] : [{ key: `${KEY}.own.${name}`, fix: problem }];
  });
  const policy = { ...pagePolicy(config, []), override: true };
  const isServed = Object.values(config.buckets).some(({ servedAt }) => servedAt !== undefined);
  const policies = [securityHeaders(headers, policy), ...(isServed ? [downloadHeaders(headers)] : [])];
  const [items = []] = policies
    .map(({ customHeadersConfig }) => customHeadersConfig.items)
    .sort((a, b) => b.length - a.length);
  const characters = items.reduce((sum, { header, value }) => sum + header.length + value.length, 0);
  const tooMany = items.length > HEADER_LIMITS.headers;
  const own = HEADER_LIMITS.headers - (items.length - entries.length);
  return [
    ...single,
    ...(tooMany
      ? [{ key: `${KEY}.own`, fix: `has ${entries.length} headers; CloudFront takes ${own} besides ours` }]
      : []),
    ...(characters > HEADER_LIMITS.together
      ? [
          {
            key: `${KEY}.own`,
            fix: `has ${characters} characters with ours; CloudFront takes ${HEADER_LIMITS.together}`,
          },
        ]
      : []),
  ];
}

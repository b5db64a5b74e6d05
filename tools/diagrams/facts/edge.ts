import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { at, firstOf, listAt, textAt } from "./read";

export interface OriginFacts {
  readonly kind: "bucket" | "loadBalancer" | "vpcOrigin";
  /** Path patterns that go there; `default` for every other path. */
  readonly paths: readonly string[];
  /** `HTTPS 443`; undefined for buckets. */
  readonly port?: string;
  /** Logical name of a bucket. */
  readonly bucket?: string;
}

export interface FirewallFacts {
  readonly rules: number;
  /** Requests of one address in `perSeconds`, where a rule limits them. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number };
}

export interface StoreFacts {
  readonly name: string;
  /** Keys that the stack writes. */
  readonly keys: readonly string[];
}

export interface EdgeFacts {
  readonly aliases: readonly string[];
  readonly httpVersion: string;
  /** What happens to plain HTTP, such as `redirect-to-https`. */
  readonly viewerPolicy: string;
  readonly origins: readonly OriginFacts[];
  readonly firewall?: FirewallFacts;
  /** Key value stores that functions of the distribution read. */
  readonly stores: readonly StoreFacts[];
  /** With how its name was proved, where the stack makes it. */
  readonly certificate?: { readonly name: string; readonly validation?: string };
  /** Record types that lead to the distribution. */
  readonly records: readonly string[];
}

export function edgeFacts(graph: ResourceGraph): EdgeFacts {
  const distribution = firstOf(graph, T.distribution);
  if (distribution === undefined) throw new Error("The stack has no distribution.");
  const firewall = firstOf(graph, T.webAcl, ({ inputs }) => inputs.scope === "CLOUDFRONT");
  const before = graph.dependenciesOf(distribution);
  const certificate = graph
    .ofType(T.certificate)
    .find(({ urn, inputs }) => before.has(urn) && inputs.region === "us-east-1");
  return {
    aliases: listAt(distribution.inputs, "aliases").map(String),
    httpVersion: textAt(distribution, "httpVersion"),
    viewerPolicy: textAt(distribution, "defaultCacheBehavior.viewerProtocolPolicy"),
    origins: originFacts(graph, distribution.inputs),
    records: [
      ...new Set(
        graph
          .ofType(T.record)
          .filter(({ dependsOn }) => dependsOn.includes(distribution.urn))
          .map((record) => textAt(record, "type")),
      ),
    ],
    stores: storeFacts(graph, before),
    ...(firewall === undefined ? {} : { firewall: firewallFacts(firewall.inputs) }),
    ...certificateFacts(certificate, distribution),
  };
}

function storeFacts(graph: ResourceGraph, before: ReadonlySet<string>): StoreFacts[] {
  return graph
    .ofType(T.keyValueStore)
    .filter(({ urn }) => before.has(urn))
    .map(({ urn, name }) => ({
      name,
      keys: graph
        .ofType(T.keyValue)
        .filter(({ dependsOn }) => dependsOn.includes(urn))
        .map((value) => textAt(value, "key")),
    }));
}

function certificateFacts(made: GraphResource | undefined, { inputs }: GraphResource): Pick<EdgeFacts, "certificate"> {
  if (made !== undefined) {
    return { certificate: { name: textAt(made, "domainName"), validation: textAt(made, "validationMethod") } };
  }
  const isThere = at(inputs, "viewerCertificate.acmCertificateArn") !== undefined;
  return isThere ? { certificate: { name: String(listAt(inputs, "aliases")[0]) } } : {};
}

function firewallFacts(inputs: unknown): FirewallFacts {
  const rules = listAt(inputs, "rules");
  const limits = rules.map((rule) => at(rule, "statement.rateBasedStatement")).find((limit) => limit !== undefined);
  if (limits === undefined) return { rules: rules.length };
  const rateLimit = { requests: Number(at(limits, "limit")), perSeconds: Number(at(limits, "evaluationWindowSec")) };
  return { rules: rules.length, rateLimit };
}

/** One entry for each place that requests go to; the members of an origin group count as one. */
function originFacts(graph: ResourceGraph, inputs: unknown): OriginFacts[] {
  const behaviours = [
    ...listAt(inputs, "orderedCacheBehaviors").map((behaviour) => ({
      path: String(at(behaviour, "pathPattern")),
      target: at(behaviour, "targetOriginId"),
    })),
    { path: "default", target: at(inputs, "defaultCacheBehavior.targetOriginId") },
  ];
  const targets = [...new Set(behaviours.map(({ target }) => target))];
  return targets.flatMap((target) => {
    const origin = originOf(inputs, target);
    if (origin === undefined) return [];
    const paths = behaviours.filter((behaviour) => behaviour.target === target).map(({ path }) => path);
    return [{ ...kindOf(graph, origin), paths }];
  });
}

function originOf(inputs: unknown, target: unknown): unknown {
  const group = listAt(inputs, "originGroups").find((candidate) => at(candidate, "originId") === target);
  const id = group === undefined ? target : at(group, "members.0.originId");
  return listAt(inputs, "origins").find((origin) => at(origin, "originId") === id);
}

function kindOf(graph: ResourceGraph, origin: unknown): Omit<OriginFacts, "paths"> {
  if (at(origin, "vpcOriginConfig") !== undefined) {
    const vpcOrigin = firstOf(graph, T.vpcOrigin);
    return { kind: "vpcOrigin", port: portOf(at(vpcOrigin?.inputs, "vpcOriginEndpointConfig")) };
  }
  const custom = at(origin, "customOriginConfig");
  if (custom !== undefined) return { kind: "loadBalancer", port: portOf(custom) };
  const bucket = graph.ofType(T.bucket).find(({ id }) => String(at(origin, "domainName")).startsWith(`${id}.`));
  return { kind: "bucket", bucket: bucket?.name ?? String(at(origin, "originId")) };
}

function portOf(config: unknown): string {
  return at(config, "originProtocolPolicy") === "https-only"
    ? `HTTPS ${String(at(config, "httpsPort"))}`
    : `HTTP ${String(at(config, "httpPort"))}`;
}

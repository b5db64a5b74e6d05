import type { PolicyResource } from "../graph";
import { customRule, inputRule, isNotTrue, isSet, isTrue, oneOf, unacceptable } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "../types";
import { asList, valueAt } from "../values";

/** Security Hub's closed list for ELB.17. */
const TLS_POLICIES = [
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
];
const LOAD_BALANCER = { type: T.loadBalancer, severity: "medium" } as const;
const LISTENER = { type: T.listener, severity: "medium" } as const;
const TARGET_GROUP = { type: T.targetGroup, severity: "medium" } as const;
const isPublic = ({ inputs }: PolicyResource): boolean => inputs.internal !== true;

function redirectsToHttps(listener: PolicyResource): boolean {
  return asList(listener.inputs.defaultActions).some(
    (action) => valueAt(action, "type") === "redirect" && valueAt(action, "redirect.protocol") === "HTTPS",
  );
}

/** Load balancers, listeners and target groups. */
export const loadBalancingRules: readonly Rule[] = [
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-drops-invalid-headers",
    answers: "CKV_AWS_131 ELB.4",
    title: "Load balancers drop headers that are not valid",
    fix: "Set dropInvalidHeaderFields to true.",
    path: "dropInvalidHeaderFields",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-desync-mitigation",
    answers: "CKV_AWS_328 ELB.12",
    title: "Load balancers refuse ambiguous requests",
    fix: "Set desyncMitigationMode to strictest or defensive.",
    path: "desyncMitigationMode",
    accepts: oneOf("strictest", "defensive", undefined),
    good: "strictest",
    bad: "monitor",
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-access-logs",
    answers: "CKV_AWS_91 ELB.5 CIS-4.10 nag:ELB2",
    title: "Load balancers log requests",
    fix: "Set logs.accessLogs to true.",
    path: "accessLogs.enabled",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-deletion-protection",
    answers: "CKV_AWS_150 ELB.6",
    title: "Load balancers refuse deletion",
    fix: "Set protection.loadBalancerDeletionProtection to true.",
    path: "enableDeletionProtection",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-waf-fails-closed",
    severity: "low",
    title: "Requests are refused when WAF cannot be asked",
    fix: "Leave enableWafFailOpen off.",
    path: "enableWafFailOpen",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-appends-forwarded-for",
    severity: "low",
    title: "The address of the client is appended to X-Forwarded-For, not taken from it",
    fix: "Set xffHeaderProcessingMode to append.",
    path: "xffHeaderProcessingMode",
    accepts: oneOf("append", undefined),
    good: "append",
    bad: "preserve",
  }),
  customRule({
    id: "lb-two-zones",
    answers: "ELB.13",
    severity: "medium",
    title: "Load balancers span two Availability Zones",
    fix: "Give it subnets of two zones.",
    types: [T.loadBalancer],
    needsGraph: true,
    check: (balancer, graph) => {
      const zones = new Set(graph.linked(balancer, "subnets", T.subnet).map(({ inputs }) => inputs.availabilityZone));
      return zones.size >= 2 ? [] : [{ message: `its subnets are in ${zones.size} zone` }];
    },
    compliant: [
      { type: T.subnet, name: "a", inputs: { availabilityZone: "eu-west-1a" } },
      { type: T.subnet, name: "b", inputs: { availabilityZone: "eu-west-1b" } },
      { type: T.loadBalancer, links: { subnets: ["a", "b"] } },
    ],
    breaks: [
      { type: T.loadBalancer, path: "subnets", to: UNLINK },
      { type: T.subnet, path: "availabilityZone", to: "eu-west-1b" },
    ],
  }),
  customRule({
    id: "lb-public-waf",
    answers: "CKV2_AWS_28",
    severity: "medium",
    title: "Public load balancers have a WAF of their own",
    fix: "Set protection.waf and protection.regionalWaf to true.",
    types: [T.loadBalancer],
    needsGraph: true,
    check: (balancer, graph) =>
      isPublic(balancer) && graph.referrers(balancer, T.webAclAssociation, "resourceArn").length === 0
        ? [{ message: "has no web ACL" }]
        : [],
    compliant: [
      { type: T.loadBalancer, name: "internal", inputs: { internal: true } },
      { type: T.loadBalancer, name: "public", inputs: { internal: false } },
      { type: T.webAclAssociation, links: { resourceArn: ["public"] } },
    ],
    breaks: [
      { type: T.loadBalancer, path: "internal", to: false },
      { type: T.webAclAssociation, path: "resourceArn", to: UNLINK },
    ],
  }),
  customRule({
    id: "lb-public-refuses-by-default",
    severity: "high",
    title: "Public listeners refuse what no rule admits",
    fix: "Make the default action a fixed 403 and forward only requests with the origin header.",
    types: [T.listener],
    needsGraph: true,
    check: (listener, graph) => {
      const balancers = graph.linked(listener, "loadBalancerArn", T.loadBalancer);
      if (!balancers.some(isPublic)) return [];
      const expected = { path: "defaultActions.*.fixedResponse.statusCode", accepts: oneOf("403", "404") };
      return unacceptable(listener.inputs, expected);
    },
    compliant: [
      { type: T.loadBalancer, name: "public", inputs: { internal: false } },
      {
        type: T.listener,
        inputs: { defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403" } }] },
        links: { loadBalancerArn: ["public"] },
      },
    ],
    breaks: [
      { type: T.listener, path: "defaultActions.*.fixedResponse.statusCode", to: "200" },
      { type: T.listener, path: "defaultActions.*.fixedResponse", to: undefined },
    ],
  }),
  customRule({
    id: "listener-encrypted",
    answers: "CKV_AWS_2 ELB.18",
    severity: "high",
    title: "Listeners speak HTTPS",
    fix: "Set webapp:domain, which brings certificates.",
    types: [T.listener],
    check: (listener) =>
      oneOf("HTTPS", "TLS")(listener.inputs.protocol)
        ? []
        : [{ message: `speaks ${String(listener.inputs.protocol)}` }],
    compliant: [{ type: T.listener, inputs: { protocol: "HTTPS" } }],
    breaks: [{ type: T.listener, path: "protocol", to: "HTTP", also: ["listener-http-redirects"] }],
  }),
  customRule({
    id: "listener-http-redirects",
    answers: "CKV2_AWS_20 ELB.1",
    severity: "medium",
    title: "A listener that speaks HTTP only redirects to HTTPS",
    fix: "Set webapp:domain; CloudFront does the redirects.",
    types: [T.listener],
    check: (listener) =>
      listener.inputs.protocol === "HTTP" && !redirectsToHttps(listener) ? [{ message: "forwards plain HTTP" }] : [],
    compliant: [
      {
        type: T.listener,
        inputs: { protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] },
      },
    ],
    breaks: [
      { type: T.listener, path: "defaultActions.*.redirect.protocol", to: "HTTP" },
      { type: T.listener, path: "defaultActions.*.type", to: "forward" },
    ],
  }),
  inputRule({
    ...LISTENER,
    id: "listener-tls-policy",
    answers: "CKV_AWS_103 CKV2_AWS_74 ELB.17",
    title: "Listeners use a recommended TLS policy",
    fix: "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09.",
    path: "sslPolicy",
    accepts: oneOf(...TLS_POLICIES),
    good: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    bad: "ELBSecurityPolicy-2016-08",
    when: ({ protocol }) => protocol === "HTTPS",
    with: { protocol: "HTTPS" },
  }),
  inputRule({
    ...LISTENER,
    id: "listener-hides-server",
    severity: "low",
    title: "Answers do not name the load balancer",
    fix: "Set routingHttpResponseServerEnabled to false.",
    path: "routingHttpResponseServerEnabled",
    accepts: (value) => value === false,
    good: false,
    bad: true,
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-encrypted",
    answers: "CKV_AWS_378 ELB.22",
    title: "Load balancers encrypt what they send to targets",
    fix: "Serve TLS in the container and set protocol to HTTPS.",
    path: "protocol",
    accepts: oneOf("HTTPS"),
    good: "HTTPS",
    bad: "HTTP",
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-health-encrypted",
    answers: "ELB.21",
    title: "Health checks are encrypted",
    fix: "Serve TLS in the container and set healthCheck.protocol to HTTPS.",
    path: "healthCheck.protocol",
    accepts: oneOf("HTTPS"),
    good: "HTTPS",
    bad: "HTTP",
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-health-path",
    answers: "CKV_AWS_261",
    title: "Health checks ask a path",
    fix: "Set healthCheckPath of the service.",
    path: "healthCheck.path",
    accepts: isSet,
    good: "/healthz",
    bad: undefined,
  }),
];

import type { PolicyResource } from "../graph";
import { customRule, inputRule, isNotTrue, isTrue, oneOf, unacceptable } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const LOAD_BALANCER = { type: T.loadBalancer, severity: "medium" } as const;
const isPublic = ({ inputs }: PolicyResource): boolean => inputs.internal !== true;

/** Load balancers. */
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
    fix: "Set accessLogs with a bucket and enabled.",
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
    fix: "Set enableDeletionProtection to true.",
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
    fix: "Add a WebAclAssociation.",
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
    fix: "Make the default action a fixed 403 and forward what listener rules admit.",
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
];

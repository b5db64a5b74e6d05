import type { PolicyResource } from "../graph";
import { customRule, inputRule, isSet, oneOf } from "../makers";
import { type Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";
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
const LISTENER = { type: T.listener, severity: "medium" } as const;
const TARGET_GROUP = { type: T.targetGroup, severity: "medium" } as const;

function redirectsToHttps(listener: PolicyResource): boolean {
  return asList(listener.inputs.defaultActions).some(
    (action) => valueAt(action, "type") === "redirect" && valueAt(action, "redirect.protocol") === "HTTPS",
  );
}

/** Listeners and target groups. */
export const listenerRules: readonly Rule[] = [
  customRule({
    id: "listener-encrypted",
    answers: "CKV_AWS_2 ELB.18",
    severity: "high",
    title: "Listeners speak HTTPS",
    fix: "Set protocol to HTTPS and certificateArn.",
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
    fix: "Make the default action a redirect to HTTPS.",
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
    fix: "Set healthCheck.path.",
    path: "healthCheck.path",
    accepts: isSet,
    good: "/healthz",
    bad: undefined,
  }),
];

import { T } from "@toolkit/offline/aws-types";
import { type View } from "./view";

/** What a request must have for a rule to apply; values are patterns with `*` and `?`. */
export type Condition =
  | { readonly kind: "path"; readonly patterns: readonly string[] }
  | { readonly kind: "header"; readonly name: string; readonly patterns: readonly string[] };

export interface Rule {
  readonly priority: number;
  readonly conditions: readonly Condition[];
  /** The group that it forwards to, until somebody sets weights. */
  readonly targetGroupArn: string;
}

/** A load balancer with its one listener. */
export interface BalancerPlan {
  readonly arn: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: "http" | "https";
  /** Lowest priority number first. */
  readonly rules: readonly Rule[];
  /** Answer to a request that no rule takes. */
  readonly otherwise: { readonly status: number; readonly contentType: string; readonly body: string };
}

interface ConditionInputs {
  readonly pathPattern?: { readonly values: readonly string[] };
  readonly httpHeader?: { readonly httpHeaderName: string; readonly values: readonly string[] };
}

export function balancersOf(view: View): BalancerPlan[] {
  return view.all(T.loadBalancer).map(({ id, name }) => {
    const listener = view.all(T.listener).find(({ inputs }) => inputs.loadBalancerArn === id);
    if (listener === undefined) throw new Error(`Load balancer ${name} has no listener.`);
    const [action] = listener.inputs.defaultActions as {
      fixedResponse: { statusCode: string; contentType: string; messageBody: string };
    }[];
    return {
      arn: id,
      name,
      port: Number(listener.inputs.port),
      protocol: listener.inputs.protocol === "HTTPS" ? "https" : "http",
      rules: rulesOf(view, listener.id),
      otherwise: {
        status: Number(action?.fixedResponse.statusCode),
        contentType: action?.fixedResponse.contentType ?? "text/plain",
        body: action?.fixedResponse.messageBody ?? "",
      },
    };
  });
}

function rulesOf(view: View, listenerArn: string): Rule[] {
  return view
    .all(T.listenerRule)
    .filter(({ inputs }) => inputs.listenerArn === listenerArn)
    .map(({ inputs }) => ({
      priority: Number(inputs.priority),
      conditions: (inputs.conditions as ConditionInputs[]).map(conditionOf),
      targetGroupArn: (inputs.actions as { targetGroupArn: string }[])[0]?.targetGroupArn ?? "",
    }))
    .sort((one, other) => one.priority - other.priority);
}

function conditionOf({ pathPattern, httpHeader }: ConditionInputs): Condition {
  if (pathPattern !== undefined) return { kind: "path", patterns: pathPattern.values };
  if (httpHeader !== undefined) return { kind: "header", name: httpHeader.httpHeaderName, patterns: httpHeader.values };
  throw new Error("A listener rule has a condition that the local load balancer does not know.");
}

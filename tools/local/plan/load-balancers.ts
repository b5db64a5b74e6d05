import { T } from "@toolkit/offline/aws-types";
import { type View } from "./view";

/** What a request must have for a rule to apply; values are patterns with `*` and `?`. */
export type Condition =
  | { readonly kind: "path"; readonly patterns: readonly string[] }
  | { readonly kind: "header"; readonly name: string; readonly patterns: readonly string[] };

export interface Rule {
  readonly priority: number;
  readonly conditions: readonly Condition[];
  /** The group that it forwards to, until somebody sets weights; none where it answers itself. */
  readonly targetGroupArn: string;
  readonly answer?: FixedAnswer | undefined;
}

export interface FixedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
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
  readonly otherwise: FixedAnswer;
}

interface ConditionInputs {
  readonly pathPattern?: { readonly values: readonly string[] };
  readonly httpHeader?: { readonly httpHeaderName: string; readonly values: readonly string[] };
}

interface ActionInputs {
  readonly targetGroupArn?: string;
  readonly fixedResponse?: {
    readonly statusCode: string;
    readonly contentType: string;
    readonly messageBody?: string;
  };
}

export function balancersOf(view: View): BalancerPlan[] {
  return view.all(T.loadBalancer).map(({ id, name }) => {
    const listener = view.all(T.listener).find(({ inputs }) => inputs.loadBalancerArn === id);
    if (listener === undefined) throw new Error(`Load balancer ${name} has no listener.`);
    const [action] = listener.inputs.defaultActions as ActionInputs[];
    return {
      arn: id,
      name,
      port: Number(listener.inputs.port),
      protocol: listener.inputs.protocol === "HTTPS" ? "https" : "http",
      rules: rulesOf(view, listener.id),
      otherwise: answerOf(action?.fixedResponse),
    };
  });
}

function rulesOf(view: View, listenerArn: string): Rule[] {
  return view
    .all(T.listenerRule)
    .filter(({ inputs }) => inputs.listenerArn === listenerArn)
    .map(({ inputs }) => {
      const [action] = inputs.actions as ActionInputs[];
      return {
        priority: Number(inputs.priority),
        conditions: (inputs.conditions as ConditionInputs[]).map(conditionOf),
        targetGroupArn: action?.targetGroupArn ?? "",
        answer: action?.fixedResponse && answerOf(action.fixedResponse),
      };
    })
    .sort((one, other) => one.priority - other.priority);
}

const answerOf = (fixed: ActionInputs["fixedResponse"]): FixedAnswer => ({
  status: Number(fixed?.statusCode),
  contentType: fixed?.contentType ?? "text/plain",
  body: fixed?.messageBody ?? "",
});

function conditionOf({ pathPattern, httpHeader }: ConditionInputs): Condition {
  if (pathPattern !== undefined) return { kind: "path", patterns: pathPattern.values };
  if (httpHeader !== undefined) return { kind: "header", name: httpHeader.httpHeaderName, patterns: httpHeader.values };
  throw new Error("A listener rule has a condition that the local load balancer does not know.");
}

import type { Combination } from "../ledger/entry";

/** Which stack the engine checks: it hands a policy pack the stack's name and configuration in its environment. */
export function combinationOf(environment: NodeJS.ProcessEnv): Combination {
  const config = JSON.parse(environment.PULUMI_CONFIG ?? "{}") as Readonly<Record<string, string>>;
  return {
    stack: environment.PULUMI_NODEJS_STACK ?? environment.PULUMI_STACK ?? "",
    profile: config["webapp:profile"] ?? "",
    frontend: config["webapp:frontend"] ?? "ssr",
  };
}

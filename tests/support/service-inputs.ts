import { type StackDeployment } from "./deploy-stack";

/** What a schedule of the stack calls with. */
export function scheduledInput(made: StackDeployment, schedule: string): Record<string, unknown> {
  const target = made.named(schedule, "aws:scheduler/schedule:Schedule").inputs.target as { readonly input: string };
  return JSON.parse(target.input) as Record<string, unknown>;
}

/** The capacity provider that a service takes first. */
export function firstProvider(made: StackDeployment, service: string): string | undefined {
  const { capacityProviderStrategies } = made.named(service, "aws:ecs/service:Service").inputs;
  return (capacityProviderStrategies as { readonly capacityProvider: string }[])[0]?.capacityProvider;
}

/** Connections to the database that each task of a service may open, as it is told. */
export function connectionsOf(made: StackDeployment, service: string): string | undefined {
  const { containerDefinitions } = made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs;
  return /"DATABASE_MAX_CONNECTIONS","value":"(\d+)"/.exec(String(containerDefinitions))?.[1];
}

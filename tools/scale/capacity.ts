import { type GraphResource } from "@toolkit/offline/graph";

/**
 * Requests a second that a vCPU of the sample application serves within 200 ms, and seconds that a request holds a database
 * connection at most, both measured with `npm run toolkit -- bench app` (docs/decisions/scaling-defaults.md).
 */
const MEASURED: Readonly<Record<string, { readonly perVcpu: number; readonly holds?: number }>> = {
  frontend: { perVcpu: 398 },
  backend: { perVcpu: 4435, holds: 0.036 },
};
/** Fargate's vCPU against a core of the machine that measured, with TLS, a real network and a standby to wait for. */
export const SAFETY = 0.5;

/**
 * What one task of a service of ours serves, requests a second: by its share of a vCPU, or by its database connections
 * where those are fewer. Undefined for a service that was not measured.
 */
export function measuredCapacity(service: string, definition: GraphResource | undefined) {
  const measured = MEASURED[service];
  if (measured === undefined) return undefined;
  const connections = connectionsOf(definition);
  const byPool =
    measured.holds === undefined || connections === undefined ? Infinity : (connections / measured.holds) * SAFETY;
  return (vcpu: number): number => Math.min(measured.perVcpu * SAFETY * vcpu, byPool);
}

interface Container {
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}

/** Connections that a task of ours may open to the database; undefined when it has none. */
export const connectionsOf = (definition: GraphResource | undefined): number | undefined =>
  variableOf(definition, "DATABASE_MAX_CONNECTIONS");

/** Seconds after which a message that a worker of ours has taken comes back; undefined for a task without a queue. */
export const visibilityOf = (definition: GraphResource | undefined): number | undefined =>
  variableOf(definition, "QUEUE_VISIBILITY_SECONDS");

function variableOf(definition: GraphResource | undefined, variable: string): number | undefined {
  const containers = definition?.inputs.containerDefinitions;
  if (typeof containers !== "string") return undefined;
  const values = (JSON.parse(containers) as Container[])
    .flatMap(({ environment = [] }) => environment)
    .filter(({ name }) => name === variable)
    .map(({ value }) => Number(value));
  return values[0];
}

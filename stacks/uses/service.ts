import { portsOf } from "../ports";
import { type ResourceKind } from "./kind";
import { variableOf } from "./variable";

/** Variable of a service's users: where they reach the load balancer that has its paths. */
export const urlVariable = (name: string): string => variableOf(name, "URL");

/** The backend and the services beside it: who uses one calls it through the internal load balancer. */
export const service: ResourceKind = {
  title: "a service",
  things: ({ services }) => [
    { name: "backend", key: "backend" },
    ...Object.keys(services).map((name) => ({ name, key: `services.${name}` })),
  ],
  variables: (name) => [urlVariable(name)],
  connection: (config) => ({
    to: "internalAlb",
    port: portsOf(config).internalAlb.port,
    description: "Requests to services",
  }),
};

import { T } from "@toolkit/offline/aws-types";
import { type View } from "./view";

/** A service behind a load balancer, with what its containers are started with. */
export interface ServicePlan {
  readonly name: string;
  readonly targetGroupArn: string;
  readonly containerPort: number;
  /** Port that the target group sends requests to. */
  readonly targetPort: number;
  readonly healthCheckPath: string;
  readonly healthCheck: HealthCheck;
  readonly environment: Readonly<Record<string, string>>;
  /** ECS `valueFrom` by variable: `<secret ARN>:<JSON key>::`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** CPU units of a task, 1024 are one vCPU. */
  readonly cpu: number;
}

/** How a target group finds out that a task does not answer. */
export interface HealthCheck {
  /** Seconds from one check to the next. */
  readonly interval: number;
  /** Seconds that a check waits for its answer. */
  readonly timeout: number;
  /** Failed checks in a row that make a task unhealthy. */
  readonly unhealthyThreshold: number;
}

interface Container {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
}

export function servicesOf(view: View): ServicePlan[] {
  return view.all(T.service).flatMap((service) => {
    const [target] = (service.inputs.loadBalancers ?? []) as {
      containerName: string;
      containerPort: number;
      targetGroupArn: string;
    }[];
    if (target === undefined) return [];
    const { inputs } = view.behind(service, "taskDefinition");
    const containers = JSON.parse(String(inputs.containerDefinitions)) as Container[];
    const container = containers.find(({ name }) => name === target.containerName);
    if (container === undefined) throw new Error(`Service ${service.name} has no container ${target.containerName}.`);
    const group = view.byId(T.targetGroup, target.targetGroupArn).inputs;
    const { path, interval, timeout, unhealthyThreshold } = group.healthCheck as HealthCheck & { path: string };
    return {
      name: service.name,
      targetGroupArn: target.targetGroupArn,
      containerPort: target.containerPort,
      targetPort: Number(group.port),
      healthCheckPath: path,
      healthCheck: { interval, timeout, unhealthyThreshold },
      environment: Object.fromEntries(container.environment.map(({ name, value }) => [name, value])),
      secrets: Object.fromEntries((container.secrets ?? []).map(({ name, valueFrom }) => [name, valueFrom])),
      cpu: Number(inputs.cpu),
    };
  });
}

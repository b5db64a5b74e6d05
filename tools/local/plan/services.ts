import { T } from "@toolkit/offline/aws-types";
import { containerPlan, type ContainerPlan } from "./container";
import { type View } from "./view";

/** A service behind a load balancer, with what its containers are started with. */
export interface ServicePlan extends ContainerPlan {
  readonly name: string;
  /** Folder that its image is built from; undefined for one that was pushed. */
  readonly source: string | undefined;
  readonly targetGroupArn: string;
  readonly containerPort: number;
  /** Port that the target group sends requests to. */
  readonly targetPort: number;
  readonly healthCheckPath: string;
  readonly healthCheck: HealthCheck;
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

export function servicesOf(view: View): ServicePlan[] {
  return view.all(T.service).flatMap((service) => {
    const [target] = (service.inputs.loadBalancers ?? []) as {
      containerName: string;
      containerPort: number;
      targetGroupArn: string;
    }[];
    if (target === undefined) return [];
    const { inputs, dependsOn } = view.behind(service, "taskDefinition");
    const image = view.all("awsx:ecr:Image").find(({ urn }) => dependsOn.includes(urn));
    const group = view.byId(T.targetGroup, target.targetGroupArn).inputs;
    const { path, interval, timeout, unhealthyThreshold } = group.healthCheck as HealthCheck & { path: string };
    return {
      name: service.name,
      source: image?.inputs.context as string | undefined,
      targetGroupArn: target.targetGroupArn,
      containerPort: target.containerPort,
      targetPort: Number(group.port),
      healthCheckPath: path,
      healthCheck: { interval, timeout, unhealthyThreshold },
      ...containerPlan(inputs, target.containerName),
    };
  });
}

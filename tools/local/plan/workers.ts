import { T } from "@toolkit/offline/aws-types";
import { containerPlan, type ContainerPlan } from "./container";
import { type View } from "./view";

/** A service without a load balancer, with what its containers are started with. */
export interface WorkerPlan extends ContainerPlan {
  readonly name: string;
}

export function workersOf(view: View): WorkerPlan[] {
  return view.all(T.service).flatMap((service) => {
    const targets = (service.inputs.loadBalancers ?? []) as unknown[];
    if (targets.length > 0) return [];
    const { inputs } = view.behind(service, "taskDefinition");
    return [{ name: service.name, ...containerPlan(inputs, service.name) }];
  });
}

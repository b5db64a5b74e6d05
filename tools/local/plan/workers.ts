import { T } from "@toolkit/offline/aws-types";
import { containerPlan, type ContainerPlan } from "./container";
import { type View } from "./view";

/** A service without a load balancer, with what its containers are started with. */
export interface WorkerPlan extends ContainerPlan {
  readonly name: string;
}

/** Type of the program's component of a job; its task definition has the same name. */
const JOB = "webapp:jobs:ScheduledJob";

/** Tasks that a schedule starts, and that end by themselves. */
export const jobsOf = (view: View): WorkerPlan[] =>
  view.all(JOB).flatMap(({ name }) =>
    view
      .all(T.taskDefinition)
      .filter((definition) => definition.name === name)
      .map(({ inputs }) => ({ name, ...containerPlan(inputs, name) })),
  );

export function workersOf(view: View): WorkerPlan[] {
  return view.all(T.service).flatMap((service) => {
    const targets = (service.inputs.loadBalancers ?? []) as unknown[];
    if (targets.length > 0) return [];
    const { inputs } = view.behind(service, "taskDefinition");
    return [{ name: service.name, ...containerPlan(inputs, service.name) }];
  });
}

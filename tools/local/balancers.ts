import { LoadBalancer } from "./load-balancer";
import { type BalancerPlan, type Distribution, type ServicePlan } from "./plan";

/** The load balancers of a run, by ARN. */
export class Balancers {
  readonly #running = new Map<string, LoadBalancer>();

  /** @param reveal turns a redacted value of the graph into the one of this run. */
  constructor(private readonly reveal: (value: string) => string) {}

  /** Starts those that do not run yet. */
  async start(plans: readonly BalancerPlan[]): Promise<void> {
    for (const plan of plans) {
      if (this.#running.has(plan.arn)) continue;
      const loadBalancer = new LoadBalancer(plan, this.reveal);
      await loadBalancer.start();
      this.#running.set(plan.arn, loadBalancer);
    }
  }

  /** Stops those that are not among these. @default all */
  async stopOthers(plans: readonly BalancerPlan[] = []): Promise<void> {
    for (const [arn, loadBalancer] of this.#running) {
      if (plans.some((plan) => plan.arn === arn)) continue;
      this.#running.delete(arn);
      await loadBalancer.stop();
    }
  }

  get(arn: string): LoadBalancer {
    const found = this.#running.get(arn);
    if (found === undefined) throw new Error(`No load balancer ${arn} runs.`);
    return found;
  }

  /** The one whose rules lead to a service. */
  of({ name, targetGroupArn }: ServicePlan, plans: readonly BalancerPlan[]): LoadBalancer {
    const plan = plans.find(({ rules }) => rules.some((rule) => rule.targetGroupArn === targetGroupArn));
    if (plan === undefined) throw new Error(`No listener rule leads to service ${name}.`);
    return this.get(plan.arn);
  }

  /** Those that the edge asks. */
  behind({ behaviours }: Distribution): LoadBalancer[] {
    const origins = behaviours.flatMap(({ origin }) => (origin.kind === "loadBalancer" ? [this.get(origin.arn)] : []));
    return [...new Set(origins)];
  }
}

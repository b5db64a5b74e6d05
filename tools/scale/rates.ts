import { bundledPrices } from "@toolkit/cost/prices";
import { type Rates } from "@toolkit/scaling/compare";

/** What a task is made of. */
interface Size {
  readonly vcpu: number;
  readonly memoryGb: number;
  readonly isArm: boolean;
}

/**
 * USD an hour for a task, from the price table. Tasks on instances of one's own are priced as Fargate's, which is about what
 * their share of an instance costs.
 *
 * @throws CostError for a region without prices.
 */
export function ratesOf({ vcpu, memoryGb, isArm }: Size, region: string): Rates {
  const prices = bundledPrices();
  return (provider) => {
    const kind = /spot/i.test(provider) ? "spot" : "linux";
    const key = `fargate.${kind}.${isArm ? "arm" : "x86"}`;
    return vcpu * prices.price(`${key}.vcpu`, region).usd + memoryGb * prices.price(`${key}.gb`, region).usd;
  };
}

import { type Rates, type Runs } from "@toolkit/scaling/compare";
import { type Service } from "@toolkit/scaling/service";

/** What one call simulated. */
export interface Simulation {
  readonly service: Service;
  readonly minutes: readonly number[];
  readonly rates: Rates;
  /** What happens beside the load. */
  readonly conditions: NonNullable<Runs["conditions"]>;
  readonly region: string;
  readonly notFollowed: readonly string[];
}

import { type Rates, type Runs } from "@toolkit/scaling/compare";
import { type ConnectionCeiling } from "@toolkit/scaling/connection-ceiling";
import { type Service } from "@toolkit/scaling/service";

/** What one call simulated. */
export interface Simulation {
  readonly service: Service;
  readonly minutes: readonly number[];
  readonly rates: Rates;
  /** What happens beside the load. */
  readonly conditions: NonNullable<Runs["conditions"]>;
  readonly region: string;
  /** Seconds after which a message that a worker has taken comes back; undefined for a service without a queue. */
  readonly visibility: number | undefined;
  /** What the database's connections allow; undefined for a service that opens none. */
  readonly connections: ConnectionCeiling | undefined;
  /** What decides when a task is ready. */
  readonly image: string;
  readonly notFollowed: readonly string[];
}

import { type Certificate } from "./edge";
import { type HealthCheck } from "./plan";
import { type FurtherService } from "./plan/left-out";
import { type Tools } from "./tools";

/** With what and how a local run runs. */
export interface LocalRunOptions {
  readonly tools: Tools;
  /** The compiled backend. */
  readonly backend: string;
  /** Compiles the worker, for a stack that has one. */
  readonly worker?: () => string;
  /** Compiles a service beside the backend, for a stack that has any. @default those are left out */
  readonly service?: (service: FurtherService) => string;
  /** Where the database keeps its data. */
  readonly data: string;
  /** Tasks of each service. @default 1 */
  readonly tasks?: number;
  /** Port of the edge. @default any free one */
  readonly port?: number;
  /**
   * Replace tasks that end or stop to answer, with this check in the place of the target group's. @default tasks that end are
   * gone
   */
  readonly healthCheck?: (configured: HealthCheck) => HealthCheck;
  /** Serve https. @default http */
  readonly certificate?: Certificate;
}

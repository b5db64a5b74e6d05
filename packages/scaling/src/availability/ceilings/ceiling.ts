import { type GraphResource } from "@toolkit/offline/graph";
import { type Quota, QUOTAS } from "../quotas";

/** Something that stops growth. */
export interface Ceiling {
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  /** What the stack asks for at its maximum; undefined where the graph cannot tell. */
  readonly asked: number | undefined;
  /** How that comes about. */
  readonly how: string;
  /** What raises it. */
  readonly fix: string;
  readonly adjustable: boolean;
  readonly title: string;
  readonly address?: string;
}

/** What the application knows of its load that no graph shows. */
export interface Demand {
  /** Connections that a task of this definition may open to a database; undefined when it opens none. */
  readonly connections?: ((definition: GraphResource) => number | undefined) | undefined;
  /** Requests a second at the edge when every service runs all its tasks. */
  readonly edgeRequestsPerSecond?: number | undefined;
}

export const isOver = ({ asked, limit }: Ceiling): boolean => asked !== undefined && asked > limit;

/** A ceiling by one of AWS's quotas. */
export function quotaCeiling(
  name: keyof typeof QUOTAS,
  what: string,
  asked: number | undefined,
): Omit<Ceiling, "how" | "fix"> {
  const quota: Quota = QUOTAS[name];
  return { what, asked, ...quota };
}

import type { Draw } from "./draw";
import { COMPUTE } from "./draws-compute";
import { DATA } from "./draws-data";
import { EDGE } from "./draws-edge";
import { OPERATIONS } from "./draws-operations";

/** Every input that changes a bill, with values that must change it. */
export const DRAWS: readonly Draw[] = [...COMPUTE, ...DATA, ...EDGE, ...OPERATIONS];

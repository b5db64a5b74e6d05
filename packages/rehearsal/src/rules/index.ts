import { deletionRules } from "./deletion";
import { networkDeletionRules } from "./deletion-network";
import { edgeRules } from "./edge";
import { inUseRules } from "./in-use";
import { nameRules } from "./names";
import { takenNameRules } from "./names-taken";
import { orderRules } from "./order";
import { serviceOrderRules } from "./order-services";
import { quotaRules } from "./quotas";
import { referenceRules } from "./references";
import type { Rule } from "./rule";
import { shiftRules } from "./shifts";
import { singleRules } from "./single";
import { cacheValueRules } from "./values-cache";
import { computeValueRules } from "./values-compute";
import { dataValueRules } from "./values-data";
import { databaseValueRules } from "./values-database";
import { experimentValueRules } from "./values-experiments";
import { networkValueRules } from "./values-network";
import { scalingValueRules } from "./values-scaling";
import { workflowValueRules } from "./values-workflows";

/** Everything the emulated AWS refuses. */
export const ruleBook: readonly Rule[] = [
  ...referenceRules,
  ...nameRules,
  ...takenNameRules,
  ...networkValueRules,
  ...computeValueRules,
  ...dataValueRules,
  ...databaseValueRules,
  ...cacheValueRules,
  ...scalingValueRules,
  ...experimentValueRules,
  ...workflowValueRules,
  ...edgeRules,
  ...singleRules,
  ...quotaRules,
  ...orderRules,
  ...serviceOrderRules,
  ...shiftRules,
  ...networkDeletionRules,
  ...deletionRules,
  ...inUseRules,
];

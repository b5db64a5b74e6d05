import { deletionProofs } from "./deletion";
import { networkDeletionProofs } from "./deletion-network";
import { edgeProofs } from "./edge";
import { nameProofs } from "./names";
import { orderProofs } from "./order";
import type { Proof } from "./proof";
import { quotaProofs } from "./quotas";
import { referenceProofs } from "./references";
import { shiftProofs } from "./shifts";
import { singleProofs } from "./single";
import { cacheValueProofs } from "./values-cache";
import { computeValueProofs } from "./values-compute";
import { dataValueProofs } from "./values-data";
import { experimentValueProofs } from "./values-experiments";
import { networkValueProofs } from "./values-network";
import { scalingValueProofs } from "./values-scaling";
import { workflowValueProofs } from "./values-workflows";

/** One program for every rule, which breaks that rule and no other. */
export const proofs: readonly Proof[] = [
  ...referenceProofs,
  ...nameProofs,
  ...networkValueProofs,
  ...computeValueProofs,
  ...dataValueProofs,
  ...cacheValueProofs,
  ...scalingValueProofs,
  ...experimentValueProofs,
  ...workflowValueProofs,
  ...edgeProofs,
  ...singleProofs,
  ...quotaProofs,
  ...orderProofs,
  ...shiftProofs,
  ...deletionProofs,
  ...networkDeletionProofs,
];

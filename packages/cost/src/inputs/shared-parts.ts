import { type WrittenParts } from "./list";

/** Parts of inputs that several types have. */
export const disk: WrittenParts = {
  changes: "volumeSize volumeType iops throughput snapshotId",
  free: "deleteOnTermination deviceName encrypted kmsKeyId noDevice tags tagsAll virtualName volumeId",
};
/** A root disk is its image's, whatever snapshot that has. */
export const rootDisk: WrittenParts = { ...disk, changes: "volumeSize volumeType iops throughput" };
export const credits: WrittenParts = { changes: "cpuCredits" };
export const strategy: WrittenParts = { changes: "base capacityProvider weight" };
export const market: WrittenParts = { changes: "marketType", free: "spotOptions" };

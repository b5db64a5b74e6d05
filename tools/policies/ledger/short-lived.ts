import type { Profile } from "../../../stacks/config";

/** Profiles of stacks that go in one step, hold no data that counts and cost as little as they can. */
export const SHORT_LIVED: readonly Profile[] = ["dev", "review"];

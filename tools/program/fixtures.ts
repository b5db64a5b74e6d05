import { join } from "node:path";

/** Stack files of this repository's own: tests run on them and documents are made from them, never from the user's. */
export const FIXTURE_STACKS = join(__dirname, "..", "..", "tests", "fixtures", "stacks");

/** Likewise for the bootstrap. */
export const FIXTURE_BOOTSTRAP = join(FIXTURE_STACKS, "bootstrap");

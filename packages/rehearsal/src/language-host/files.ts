/** What the engine starts, in the folder that executable.ts makes. */
export const EXECUTABLE = "pulumi-language-nodejs";

/** The bundle of quick-start.ts beside it. */
export const QUICK_START = "quick-start.cjs";

import * as path from "node:path";

/** The program as a rehearsal takes it: from the root of the repository, without what no program reads. */
export const rehearsed = {
  program: path.resolve(__dirname, "../.."),
  leaveOut: [".git", "docs"],
} as const;

/** The columns of the table of defaults: somebody's own stack, the one that counts, and one of a pull request. */
export const profiles = ["dev", "prod", "review"] as const;

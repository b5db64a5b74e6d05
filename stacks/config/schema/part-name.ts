import { z } from "zod";

/**
 * A name that becomes part of names in AWS, with the stack's before it and an ending after.
 *
 * @param longest characters @default any number
 */
export const partName = (longest?: number): z.ZodString =>
  (longest === undefined ? z.string() : z.string().max(longest, `a name of at most ${longest} characters`)).regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "a lower-case name of letters, digits and single hyphens",
  );

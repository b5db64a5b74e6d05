import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean()]);
const expected = z.union([value, z.strictObject({ atMost: z.number() }), z.strictObject({ atLeast: z.number() })]);

/** When claims are walked: after the first deployment, after the flip to spa, after everything is destroyed. */
export const PHASES = ["deployed", "flipped", "destroyed"] as const;
export type Phase = (typeof PHASES)[number];

const claim = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What we say. */
  claim: z.string(),
  phase: z.enum(PHASES),
  /** How it is checked: a function of `checks/`, by name, and what it is told. */
  check: z.strictObject({ by: z.string(), with: z.record(z.string(), z.unknown()).default({}) }),
  /** What the number or text is that the check sees. */
  sees: z.string(),
  expected,
  /** Minutes that the check takes, at most as a rule. */
  minutes: z.number().positive(),
  needs: z.enum(["domain"]).optional(),
  /** What is confirmed when the claim holds, or refuted. */
  sources: z
    .array(z.strictObject({ title: z.string(), address: z.url(), ifItHolds: z.enum(["confirmed", "refuted"]) }))
    .min(1),
  /** The page of this repository that rests on it. */
  decision: z.string(),
});

/** The file of the claims. */
export const claimsDocument = z.strictObject({
  /** Minutes of what is no claim, and who says so. */
  destroy: z.strictObject({ minutes: z.number(), source: z.string() }),
  claims: z.array(claim).min(1),
});

export type Claim = z.infer<typeof claim>;
export type Claims = z.infer<typeof claimsDocument>;
export type Expected = z.infer<typeof expected>;
export type Value = z.infer<typeof value>;

/** Whether what was seen is what was expected. */
export function holds(wanted: Expected, seen: Value): boolean {
  if (typeof wanted !== "object") return wanted === seen;
  if (typeof seen !== "number") return false;
  return "atMost" in wanted ? seen <= wanted.atMost : seen >= wanted.atLeast;
}

/** An expectation in words. */
export function wordsOf(wanted: Expected): string {
  if (typeof wanted !== "object") return String(wanted);
  return "atMost" in wanted ? `at most ${wanted.atMost}` : `at least ${wanted.atLeast}`;
}

import { z } from "zod";

/** Longest text of a name or phrase, and longest list: a fork's review is read from an artefact. */
const text = z.string().max(2000);
const short = z.string().max(300);
const usd = z.number();

const change = z.strictObject({
  operation: z.enum(["create", "replace", "update", "delete"]),
  type: short,
  name: short,
  /** Inputs that change, without their values, which may be secret. */
  inputs: z.array(short).max(200),
});

const consequence = z.strictObject({
  operation: z.enum(["replace", "update", "delete"]),
  type: short,
  name: short,
  causes: z.array(short).max(200),
  losses: z.array(text).max(100),
  /** Those of the losses that the guard refuses. */
  final: z.array(text).max(100),
});

const finding = z.strictObject({
  rule: short,
  severity: z.enum(["low", "medium", "high", "critical"]),
  type: short,
  name: short,
  message: text,
  fix: text,
});

const cost = z.strictObject({
  /** USD a month; null where there is nothing to compare with. */
  before: usd.nullable(),
  after: usd,
  /** Resources without a price. */
  unpriced: z.int().min(0),
  usage: short,
  largest: z
    .array(z.strictObject({ sign: z.enum(["+", "-", "~"]), type: short, name: short, before: usd, after: usd }))
    .max(20),
  /** Resources that change their cost. */
  changed: z.int().min(0),
});

/** Shape of a review: plain data, so that a comment can be written from what a fork's code has left. */
export const reviewSchema = z.strictObject({
  version: z.literal(1),
  stack: z.string().regex(/^[\w.-]{1,100}$/),
  /** What it is compared with, e.g. `git:abc123`. */
  base: short,
  /** `engine` where `pulumi preview` told the changes, `offline` where the captured programs did. */
  by: z.enum(["engine", "offline"]),
  /** What could not be told, a sentence each. */
  unknown: z.array(text).max(20),
  changes: z.array(change).max(5000),
  consequences: z.array(consequence).max(5000),
  cost: cost.nullable(),
  findings: z.strictObject({ added: z.array(finding).max(1000), gone: z.int().min(0) }).nullable(),
  /** Seconds that making what changes takes; null where nothing says so. */
  seconds: z.number().min(0).nullable(),
});

/** What a pull request does to one stack. */
export type Review = z.infer<typeof reviewSchema>;
export type ReviewChange = z.infer<typeof change>;
export type ReviewConsequence = z.infer<typeof consequence>;

/** Whether there is something to tell. */
export const isIdle = ({ changes, consequences, cost, findings, unknown }: Review): boolean =>
  changes.length === 0 &&
  consequences.length === 0 &&
  unknown.length === 0 &&
  (cost === null || cost.changed === 0) &&
  (findings === null || (findings.added.length === 0 && findings.gone === 0));

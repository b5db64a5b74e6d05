import { type PreviewStep, resourceOf } from "./preview-document";
import { STATEFUL } from "./stateful";

/** A stateful resource that a deployment would take away. */
export interface Loss {
  readonly urn: string;
  readonly type: string;
  /** Logical name, by which it can be accepted. */
  readonly name: string;
  readonly kind: "replaced" | "deleted";
  /** What is lost, in words. */
  readonly what: string;
  /** Inputs that cause a replacement, with their values where they are plain; empty for a deletion. */
  readonly causes: readonly string[];
  /** Where the way out is described. */
  readonly runbook: string;
}

const DELETING = ["delete", "delete-replaced", "discard-replaced"];
const REPLACING = ["replace", "create-replacement"];

/** Inputs by which a resource is encrypted: fixed when it is created. */
const ENCRYPTION = /kms|encrypt/i;

/**
 * The stateful resources that the planned steps would replace or delete, one entry each, in the plan's order.
 *
 * A replacement deletes the old resource after, or before, it made the new one: for what holds data both are a loss.
 */
export function lossesIn(steps: readonly PreviewStep[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const step of steps) {
    const { type, name } = resourceOf(step.urn);
    const what = STATEFUL[type];
    const isReplaced = REPLACING.includes(step.op);
    if (what === undefined || !(isReplaced || DELETING.includes(step.op))) continue;
    const earlier = losses.get(step.urn);
    if (earlier?.kind === "replaced" && !isReplaced) continue;
    const inputs = isReplaced ? replacingInputs(step) : [];
    losses.set(step.urn, {
      urn: step.urn,
      type,
      name,
      kind: isReplaced ? "replaced" : "deleted",
      what,
      causes: inputs.map((input) => withValues(input, step)),
      runbook: runbookFor(type, isReplaced, inputs),
    });
  }
  return [...losses.values()];
}

/** Exact paths where the provider gives them, else the inputs; none when only something it depends on is replaced. */
function replacingInputs({ detailedDiff, replaceReasons, diffReasons }: PreviewStep): readonly string[] {
  const paths = Object.entries(detailedDiff ?? {})
    .filter(([, { kind }]) => kind.endsWith("-replace"))
    .map(([path]) => path);
  if (paths.length > 0) return paths;
  return replaceReasons ?? diffReasons ?? [];
}

function withValues(input: string, { oldState, newState }: PreviewStep): string {
  const [before, after] = [oldState?.inputs?.[input], newState?.inputs?.[input]];
  return isPlain(before) && isPlain(after) && before !== after
    ? `${input} (${String(before)} → ${String(after)})`
    : input;
}

/** Objects are secrets or too long for a line, and a value that only AWS will know is shown as a UUID. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string")
    return value.length <= 60 && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
  return typeof value === "number" || typeof value === "boolean";
}

function runbookFor(type: string, isReplaced: boolean, inputs: readonly string[]): string {
  if (inputs.some((input) => ENCRYPTION.test(input))) return "docs/runbooks/migrate-encryption.md";
  if (!isReplaced) return "docs/runbooks/guard.md#something-would-be-deleted";
  if (type.startsWith("aws:rds/")) return "docs/runbooks/restore-database.md";
  return "docs/runbooks/guard.md#something-would-be-replaced";
}

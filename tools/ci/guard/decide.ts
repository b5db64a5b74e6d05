import { isDeepStrictEqual } from "node:util";
import { T } from "@toolkit/offline/aws-types";
import type { Holder } from "@toolkit/offline/consequences/loss";
import { lossesOf } from "@toolkit/offline/consequences/losses";
import { lossWords } from "../../preview/loss-words";
import { type PreviewStep, resourceOf } from "./preview-document";
import { weighedRules } from "./weighed-rules";

/** A resource with which a deployment would take away what no later one brings back. */
export interface Loss {
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly kind: "replaced" | "deleted" | "updated";
  /** What is lost, a phrase each, as the offline preview says it. */
  readonly what: readonly string[];
  /** Inputs that cause it, with their values where they are plain; empty for a deletion. */
  readonly causes: readonly string[];
  /** Where the way out is described. */
  readonly runbook: string;
}

const KINDS: Readonly<Record<string, Loss["kind"]>> = {
  delete: "deleted",
  "delete-replaced": "deleted",
  "discard-replaced": "deleted",
  replace: "replaced",
  "create-replacement": "replaced",
  update: "updated",
};

const LEAVING: readonly string[] = ["deleted", "replaced"];

const OPERATIONS = { deleted: "delete", replaced: "replace", updated: "update" } as const;

/** Inputs by which a resource is encrypted: fixed when it is created. */
const ENCRYPTION = /kms|encrypt/i;

/**
 * What the planned steps would destroy for good, or leave unprotected, one entry for a resource, in the plan's order. It is
 * judged by the table that the offline preview has its losses from.
 *
 * A replacement deletes the old resource after, or before, it made the new one: for what holds data both are a loss.
 */
export function lossesIn(steps: readonly PreviewStep[]): Loss[] {
  const gone = new Set(steps.filter(({ op }) => LEAVING.includes(KINDS[op] ?? "")).map(({ urn }) => urn));
  const weighed = weighedRules(steps);
  const losses = new Map<string, Loss>();
  for (const step of steps) {
    const kind = KINDS[step.op];
    if (kind === undefined || (kind === "deleted" && losses.get(step.urn)?.kind === "replaced")) continue;
    const loss = lossOf(step, kind, gone, weighed);
    if (loss !== undefined) losses.set(step.urn, loss);
  }
  return [...losses.values()];
}

function lossOf(
  step: PreviewStep,
  kind: Loss["kind"],
  gone: ReadonlySet<string>,
  weighed: ReadonlySet<string>,
): Loss | undefined {
  const holder = holderOf(step, weighed);
  const after = step.newState?.inputs ?? {};
  const finalOf = (inputs: readonly string[]): string[] =>
    lossesOf(holder, { operation: OPERATIONS[kind], inputs, isDeletedFirst: false, after }, gone)
      .filter(({ isFinal }) => isFinal)
      .map(({ text }) => text);
  const changed = changedInputs(step);
  const what = lossWords(holder, finalOf(changed));
  if (what.length === 0) return undefined;
  const inputs =
    kind === "deleted"
      ? []
      : kind === "replaced"
        ? replacingInputs(step)
        : changed.filter((input) => finalOf([input]).length > 0);
  const { urn, type, name } = holder;
  const causes = inputs.map((input) => withValues(input, step));
  return { urn, type, name, kind, what, causes, runbook: runbookFor(type, kind, inputs) };
}

function holderOf({ urn, oldState }: PreviewStep, weighed: ReadonlySet<string>): Holder {
  const { id = "", inputs = {}, protect = false, retainOnDelete = false } = oldState ?? {};
  const ignoreChanges = weighed.has(id) ? ["actions"] : [];
  const propertyDependencies = Object.fromEntries(
    Object.entries(oldState?.propertyDependencies ?? {}).map(([input, urns]) => [input, urns ?? []]),
  );
  return { urn, ...resourceOf(urn), inputs, protect, retainOnDelete, propertyDependencies, ignoreChanges };
}

function changedInputs({ oldState, newState }: PreviewStep): string[] {
  const [before, after] = [oldState?.inputs ?? {}, newState?.inputs ?? {}];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (input) => !isDeepStrictEqual(before[input], after[input]),
  );
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

function runbookFor(type: string, kind: Loss["kind"], inputs: readonly string[]): string {
  if (kind === "updated") return "docs/runbooks/guard.md#an-update-would-destroy";
  if (inputs.some((input) => ENCRYPTION.test(input))) return "docs/runbooks/migrate-encryption.md";
  if (kind === "deleted") return "docs/runbooks/guard.md#something-would-be-deleted";
  if (type === T.listenerRule) return "docs/runbooks/services.md#a-rule-that-shifts-is-replaced";
  if (type.startsWith("aws:rds/")) return "docs/runbooks/restore-database.md";
  return "docs/runbooks/guard.md#something-would-be-replaced";
}

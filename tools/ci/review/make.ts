import { type Consequence, consequencesOf } from "@toolkit/offline/consequences";
import { diffGraphs } from "@toolkit/offline/diff";
import { type GraphDocument, isManaged } from "@toolkit/offline/graph";

import { usagePresets } from "../../cost/application";
import { estimateDocument, presetOf } from "../../cost/document";
import { differenceOf } from "../../cost/pages/difference";
import { unknownReason } from "../../cost/partial";
import { checkGraph } from "../../policies/check";
import type { Ledger } from "../../policies/ledger/current";
import { lossWords } from "../../preview/loss-words";
import type { PreviewDocument } from "../guard/preview-document";
import { changesIn, consequencesIn, inOrder } from "./engine";
import type { Review, ReviewChange, ReviewConsequence } from "./review";
import { secondsFor } from "./time";

/** What a review is made from. */
export interface ReviewInput {
  readonly stack: string;
  /** What is compared with, for people. */
  readonly base: string;
  /** The stack before; undefined where it cannot be told. */
  readonly before: GraphDocument | undefined;
  readonly after: GraphDocument;
  readonly ledger: Ledger;
  /** The engine's word on what changes. @default what the two documents tell */
  readonly preview?: PreviewDocument | undefined;
  /** Why something is not told, a sentence each. */
  readonly unknown?: readonly string[];
}

const LARGEST = 8;

/** What a change does to one stack: resources, losses, cost, findings, time. */
export function reviewOf(input: ReviewInput): Review {
  const { stack, base, before, after, ledger, preview, unknown = [] } = input;
  const consequences = before === undefined ? [] : consequencesOf(before, after, lossWords);
  const changes = preview === undefined ? changesBetween(before, after, consequences) : changesIn(preview.steps);
  return {
    version: 1,
    stack,
    base,
    by: preview === undefined ? "offline" : "engine",
    unknown: [...unknown, ...(preview?.errors ?? []).map((error) => `The engine's preview failed: ${error}`)],
    changes,
    consequences:
      preview === undefined ? consequences.map(plainConsequence) : consequencesIn(preview.steps, consequences),
    cost: costOf(before, after),
    findings: before === undefined ? null : findingsBetween(before, after, ledger),
    seconds: secondsFor(changes, after),
  };
}

/** Resources that are made, changed or deleted, in the program's order; a change of its options alone is none. */
function changesBetween(
  before: GraphDocument | undefined,
  after: GraphDocument,
  consequences: readonly Consequence[],
): ReviewChange[] {
  const managed = new Set([...(before?.resources ?? []), ...after.resources].filter(isManaged).map(({ urn }) => urn));
  const replaced = new Map(
    consequences.filter(({ operation }) => operation === "replace").map((one) => [one.urn, one] as const),
  );
  if (before === undefined) {
    return after.resources.filter(isManaged).map(({ type, name }) => ({ operation: "create", type, name, inputs: [] }));
  }
  const { added, removed, changed } = diffGraphs(before, after);
  const own = (urn: string): string => urn.replace(/^urn:pulumi:[^:]+::/, `urn:pulumi:${after.stack}::`);
  const listed =
    (operation: ReviewChange["operation"]) =>
    ({ type, name }: { type: string; name: string }): ReviewChange => ({ operation, type, name, inputs: [] });
  const isOurs = ({ urn }: { urn: string }): boolean => managed.has(own(urn));
  const updates = changed.filter(isOurs).flatMap(({ urn, type, name, changes }): ReviewChange[] => {
    const inputs = [...new Set(changes.flatMap(({ path }) => /^inputs\.([^.[]+)/.exec(path)?.[1] ?? []))];
    const isReplaced = replaced.delete(own(urn));
    if (!isReplaced && inputs.length === 0) return [];
    return [{ operation: isReplaced ? "replace" : "update", type, name, inputs }];
  });
  return inOrder([
    ...updates,
    ...[...replaced.values()].map(({ type, name, causes }) => ({
      ...listed("replace")({ type, name }),
      inputs: causes.map(({ input }) => input),
    })),
    ...added.filter(isOurs).map(listed("create")),
    ...removed.filter(isOurs).map(listed("delete")),
  ]);
}

function plainConsequence({ operation, type, name, causes, losses, final }: Consequence): ReviewConsequence {
  const words = causes.map(({ input, from }) => (from === undefined ? input : `${input}, new with ${from}`));
  return { operation, type, name, causes: words, losses: [...losses], final: [...final] };
}

function costOf(before: GraphDocument | undefined, after: GraphDocument): Review["cost"] {
  const usage = presetOf(after);
  const priced = (document: GraphDocument) => ({
    label: document.stack,
    document,
    cost: estimateDocument(document, usagePresets[usage]),
  });
  const head = priced(after);
  if (unknownReason(head.cost) !== undefined) return null;
  const { total, unpriced } = head.cost;
  if (before === undefined) {
    return { before: null, after: total, unpriced: unpriced.length, usage, largest: [], changed: 0 };
  }
  const { base, resources } = differenceOf(priced(before), head);
  const largest = resources.slice(0, LARGEST).map(({ sign, type, name, lines }) => ({
    sign,
    type,
    name,
    before: lines.reduce((sum, line) => sum + line.before, 0),
    after: lines.reduce((sum, line) => sum + line.after, 0),
  }));
  return {
    before: base.cost.total,
    after: total,
    unpriced: unpriced.length,
    usage,
    largest,
    changed: resources.length,
  };
}

/** Findings that nobody accepted and that were not there before. */
function findingsBetween(before: GraphDocument, after: GraphDocument, ledger: Ledger): Review["findings"] {
  const open = (document: GraphDocument) => {
    const { profile, frontend } = document.config as { profile: string; frontend: string };
    const labels = { stack: document.stack, profile, frontend };
    const { findings } = checkGraph(document.resources, labels, ledger);
    return new Map(
      findings
        .filter(({ suppression }) => suppression === undefined)
        .map((finding) => [[finding.rule.id, finding.resource.urn, finding.about].join(" "), finding] as const),
    );
  };
  const [old, now] = [open(before), open(after)];
  const added = [...now]
    .filter(([key]) => !old.has(key))
    .map(
      ([
        ,
        {
          rule,
          resource: { type, name },
          message,
          hint,
        },
      ]) => ({
        rule: rule.id,
        severity: rule.severity,
        type,
        name,
        message,
        fix: hint === undefined ? rule.fix : `${rule.fix} Here: ${hint}`,
      }),
    );
  return { added, gone: [...old.keys()].filter((key) => !now.has(key)).length };
}

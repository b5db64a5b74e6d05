import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { stacksIn } from "@toolkit/offline/stack-file";
import { isNode, isSeq, LineCounter, parseDocument } from "yaml";
import { rules } from "../rules";
import { entryProblems, type KnownNames } from "./accepted-entry";
import type { Suppression } from "./entry";

/** The user's own ledger, beside the stack files; docs/policies.md describes it. */
export const ACCEPTED_FINDINGS = "accepted-findings.yaml";

/** An entry of the file; `review` is the last day on which it counts. */
export interface AcceptedFinding extends Suppression {
  readonly who: string;
  /** Where it stands: `accepted-findings.yaml:8`. */
  readonly place: string;
}

/**
 * The user's entries of a project.
 *
 * @param folder of the project, with its stack files; without the file there are no entries.
 * @throws RunError that names every problem of the file, with its line.
 */
export function readAcceptedFindings(folder: string): AcceptedFinding[] {
  const file = join(folder, ACCEPTED_FINDINGS);
  if (!existsSync(file)) return [];
  return parseAcceptedFindings(readFileSync(file, "utf8"), {
    rules: rules.map(({ id }) => id),
    stacks: stacksIn(folder),
  });
}

/** @throws RunError that names every problem of the text, with its line. */
export function parseAcceptedFindings(text: string, known: KnownNames): AcceptedFinding[] {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  refuse(errors.map(({ pos, message }) => ({ line: lineOf(pos[0]), text: message.split("\n")[0] ?? "" })));
  if (contents === null) return [];
  if (!isSeq(contents)) {
    refuse([{ line: lineOf(contents.range[0]), text: "must be a list: each entry starts with - rule:" }]);
    return [];
  }
  const entries = contents.items.map((item) => ({
    line: lineOf((isNode(item) ? item.range[0] : undefined) ?? 0),
    content: isNode(item) ? (item.toJSON() as unknown) : item,
  }));
  refuse(
    entries.flatMap(({ line, content }) => entryProblems(content, known).map((problem) => ({ line, text: problem }))),
  );
  return entries.map(({ line, content }) => entryOf(content as Readonly<Record<string, string>>, line));
}

/** True when the last day of an entry has passed: it accepts nothing any more. */
export const isExpired = ({ review }: AcceptedFinding, today: string): boolean => review < today;

function entryOf(fields: Readonly<Record<string, string>>, line: number): AcceptedFinding {
  const { rule = "", resource = "", about, stack, reason = "", who = "", until = "" } = fields;
  return {
    rules: [rule],
    resource,
    ...(about === undefined ? {} : { about }),
    ...(stack === undefined ? {} : { where: { stack } }),
    reason: reason.trim(),
    review: until,
    who,
    place: `${ACCEPTED_FINDINGS}:${line}`,
  };
}

function refuse(problems: readonly { line: number; text: string }[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const list = problems.map(({ line, text }) => `  line ${line}: ${text}`);
  throw new RunError([`${ACCEPTED_FINDINGS}: ${count}.`, ...list].join("\n"));
}

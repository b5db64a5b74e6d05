import { createHash } from "node:crypto";
import type { JudgedFinding } from "./ledger/apply";
import type { Rule, Severity } from "./rule";

/** Where a resource is registered. */
export interface SourceLine {
  /** Path from the root of the repository, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What a file of SARIF is made from. */
export interface SarifInput {
  readonly tool: { readonly name: string; readonly version: string };
  readonly rules: readonly Rule[];
  readonly findings: readonly JudgedFinding[];
  /** Where the resource of a URN is registered; every result needs a place, or GitHub refuses the whole file. */
  readonly placeOf: (urn: string) => SourceLine;
}

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/**
 * In the middle of the ranges by which GitHub shows a severity: GitHub Docs, SARIF support for code scanning,
 * `security-severity`.
 */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/**
 * Findings as SARIF for code scanning, one result for each rule, resource and part of it, accepted ones as suppressed.
 * A result is told again by its URN and rule, wherever its line has moved.
 *
 * Source: OASIS, SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; GitHub Docs, SARIF support
 * for code scanning.
 */
export function sarifOf({ tool, rules, findings, placeOf }: SarifInput) {
  const used = rules.filter(({ id }) => findings.some(({ rule }) => rule.id === id));
  const indexOf = new Map(used.map(({ id }, index) => [id, index]));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: used.map(descriptorOf) } },
        columnKind: "utf16CodeUnits",
        results: distinct(findings).map((finding) => resultOf(finding, indexOf.get(finding.rule.id) ?? 0, placeOf)),
      },
    ],
  };
}

/** One finding for each fingerprint; it is accepted only where all of its kind are. */
function distinct(findings: readonly JudgedFinding[]): JudgedFinding[] {
  const found = new Map<string, JudgedFinding>();
  for (const finding of findings) {
    const key = fingerprintOf(finding);
    const earlier = found.get(key);
    if (earlier === undefined || finding.suppression === undefined) found.set(key, finding);
  }
  return [...found.values()];
}

function descriptorOf({ id, title, fix, severity, answers }: Rule) {
  const { checkov, securityHub, cis, cdkNag } = answers;
  return {
    id,
    shortDescription: { text: title },
    help: { text: fix },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      "security-severity": SCORES[severity],
      tags: ["security", ...checkov, ...securityHub, ...cis.map((one) => `CIS-${one}`), ...cdkNag],
    },
  };
}

function resultOf(finding: JudgedFinding, ruleIndex: number, placeOf: SarifInput["placeOf"]) {
  const { rule, resource, message, hint, suppression } = finding;
  const { file, line } = placeOf(resource.urn);
  const fix = hint === undefined ? rule.fix : `${rule.fix} Here: ${hint}`;
  const fingerprint = fingerprintOf(finding);
  return {
    ruleId: rule.id,
    ruleIndex,
    level: LEVELS[rule.severity],
    message: { text: `${resource.name} (${resource.type}): ${message}. ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" },
          region: { startLine: line },
        },
        logicalLocations: [{ fullyQualifiedName: resource.urn, kind: "resource" }],
      },
    ],
    // The first is the only one that GitHub reads.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "urnAndRule/v1": fingerprint },
    ...(suppression === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: suppression.reason }] }),
  };
}

function fingerprintOf({ rule, resource, about = "" }: JudgedFinding): string {
  return createHash("sha256").update([resource.urn, rule.id, about].join("\n")).digest("hex").slice(0, 32);
}

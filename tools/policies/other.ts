import { renderFindingsOf, renderUnread } from "./report";
import type { ProgramPreview } from "@toolkit/offline/program";
import type { GraphDocument } from "@toolkit/offline/graph";
import type { Style } from "@toolkit/offline/render/style";
import { type Finding, findingsIn } from "@toolkit/policies/evaluate";
import { PolicyGraph } from "@toolkit/policies/graph";
import { typesWithoutRules } from "@toolkit/policies/coverage";
import { rules } from "@toolkit/policies/rules";

/** Every rule over a program that is not ours: nothing of it is accepted here. */
export function checkOther({ resources }: Pick<GraphDocument, "resources">): Finding[] {
  return findingsIn(new PolicyGraph(resources), rules);
}

/** What fails in it, and which of its types no rule reads. */
export function renderOther(document: GraphDocument, findings: readonly Finding[], style: Style): string {
  const { project, stack, resources } = document;
  return [renderFindingsOf(`${project}-${stack}`, findings, style), ...renderUnread(resources, style)].join("\n");
}

/** @returns the text for standard output, and whether nothing fails. */
export async function policyOfOther(
  preview: Promise<ProgramPreview>,
  { json }: { readonly json?: boolean | undefined },
  style: Style,
): Promise<{ readonly text: string; readonly isClean: boolean }> {
  const { document } = await preview;
  const findings = checkOther(document);
  const isClean = findings.length === 0;
  if (!json) return { text: `${renderOther(document, findings, style)}\n`, isClean };
  const unread = typesWithoutRules(rules, document.resources);
  const plain = findings.map(({ rule, resource, about, message }) => ({
    stack: document.stack,
    rule: rule.id,
    severity: rule.severity,
    urn: resource.urn,
    message,
    ...(about === undefined ? {} : { about }),
  }));
  return { text: `${JSON.stringify({ version: 1, findings: plain, typesWithoutRules: unread }, null, 2)}\n`, isClean };
}

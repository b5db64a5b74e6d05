import { lossesIn } from "../guard/decide";
import { type PreviewDocument, type PreviewStep, resourceOf } from "../guard/preview-document";
import { plainText, table } from "../../markdown-table";

/** Rows of the table: GitHub takes 65,536 characters a comment. */
const MAX_ROWS = 200;

/** By what a person should look at first. */
const ORDER = ["replace", "delete", "update", "create"];

/** Finds a stack's comment again, so that each push changes it instead of adding one. */
export const markerOf = (stack: string): string => `<!-- pulumi preview of ${stack} -->`;

/**
 * A preview as a comment: what changes, by names of inputs and never their values, which may be secret.
 *
 * @param stack as in `pulumi preview --stack`.
 */
export function previewComment(stack: string, { steps, errors }: PreviewDocument): string {
  const changes = ORDER.flatMap((op) => steps.filter((step) => step.op === op));
  const counts = ORDER.map((op) => [op, changes.filter((step) => step.op === op).length] as const).filter(
    ([, count]) => count > 0,
  );
  const outcome = counts.length === 0 ? "no changes" : counts.map(([op, count]) => `${count} to ${op}`).join(", ");
  const losses = lossesIn(steps).map(({ name, kind, what }) => `- **${name}** would be ${kind}: ${what.join("; ")}`);
  const sections = [
    markerOf(stack),
    `### Preview of ${stack}: ${errors.length > 0 ? "failed" : outcome}`,
    ...(errors.length > 0 ? [fenced(errors.join("\n"))] : []),
    ...(losses.length > 0 ? [`**The guard will refuse this deployment.**\n\n${losses.join("\n")}`] : []),
    ...(changes.length > 0 ? [changeTable(changes)] : []),
  ];
  return sections.join("\n\n");
}

function changeTable(changes: readonly PreviewStep[]): string {
  const rows = changes.slice(0, MAX_ROWS).map((step) => {
    const { type, name } = resourceOf(step.urn);
    const inputs = step.op === "update" || step.op === "replace" ? (step.diffReasons ?? []).join(", ") : "";
    return [step.op, `\`${type}\``, plainText(name), plainText(inputs)];
  });
  const more = changes.length > MAX_ROWS ? [`\n${changes.length - MAX_ROWS} more are in the job's log.`] : [];
  return [table(["", "Type", "Name", "Inputs"], rows), ...more].join("\n");
}

const fenced = (text: string): string => `\`\`\`text\n${text.replaceAll("```", "'''").slice(0, 4000)}\n\`\`\``;

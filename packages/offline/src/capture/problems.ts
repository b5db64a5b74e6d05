import { type GraphResource, STACK_TYPE } from "../graph";
import { brokenTexts } from "./values";

/** Everything a run of the program did that a deployment could not bear. */
export class CaptureError extends Error {
  override readonly name = "CaptureError";

  constructor(readonly problems: readonly string[]) {
    super(
      problems.length === 1
        ? `The program has a problem: ${problems.join("")}`
        : [`The program has ${problems.length} problems:`, ...problems.map((problem) => `- ${problem}`)].join("\n"),
    );
  }
}

/** What a project asks of its programs beyond what a deployment needs. */
export interface HouseRules {
  /** Every resource belongs to a component. @default false */
  readonly inComponents?: boolean;
  /** A text that a missing value left in an input is a mistake; otherwise it is only told. @default false */
  readonly noBrokenTexts?: boolean;
}

/** Every house rule. */
export const STRICT: HouseRules = { inComponents: true, noBrokenTexts: true };

/** A component directly under the stack, or a provider: everything else belongs to a component. */
export function orphanProblem(resource: GraphResource): string | undefined {
  if (resource.type === STACK_TYPE || resource.type.startsWith("pulumi:providers:")) return undefined;
  const underStack = resource.parent === null || resource.parent.split("::")[2] === STACK_TYPE;
  if (!underStack || (!resource.custom && !resource.remote)) return undefined;
  return `orphan: ${resource.type} "${resource.name}" belongs to no component. Give it { parent: this }.`;
}

/** One line per text that an Output, a promise or a missing value left in the inputs. */
export function textProblems(resource: { type: string; name: string }, inputs: unknown): string[] {
  return brokenTexts(inputs, "inputs").map(
    ({ path, text }) => `broken text: ${resource.type} "${resource.name}": ${path} contains "${text}".`,
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

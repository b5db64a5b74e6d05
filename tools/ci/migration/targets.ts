import { T } from "@toolkit/offline/aws-types";

import { type PreviewDocument, type PreviewStep, resourceOf } from "../guard/preview-document";

/** What must be deployed before a migration can run. */
export type MigrationTargets =
  /** The backend changes no schema. */
  | { readonly is: "none" }
  /** The backend is new: nothing serves that a migration would have to go before. */
  | { readonly is: "first" }
  /** URNs of what changes of its task, its image and its rights; empty where nothing of it does. */
  | { readonly is: "before"; readonly urns: readonly string[] };

/** What gives a role or a secret what it holds: it refers to them, and they not to it. */
const ATTACHED: readonly string[] = [T.rolePolicy, T.rolePolicyAttachment, T.secretVersion];

/**
 * What a migration needs, from the preview of the whole deployment.
 *
 * It runs the revision that the new servers run, or the one of `migrate` where they have no right to the schema.
 */
export function migrationTargets({ steps, config }: Pick<PreviewDocument, "steps" | "config">): MigrationTargets {
  const named = (type: string, name: string): PreviewStep | undefined =>
    steps.find((step) => {
      const resource = resourceOf(step.urn);
      return resource.type === type && resource.name === name && hasFuture(step);
    });
  const task = named(T.taskDefinition, "migrate") ?? named(T.taskDefinition, "backend");
  if (isOff(config)) return { is: "none" };
  // A preview leaves out what stays as it is; whether there is a migration, the stack's outputs tell then.
  if (task === undefined) return { is: "before", urns: [] };
  if (!usesDatabase(task)) return { is: "none" };
  if (named(T.service, "backend")?.op === "create") return { is: "first" };
  return { is: "before", urns: isChanged(task) ? changedNeeds(task, steps) : [] };
}

const usesDatabase = (task: PreviewStep): boolean =>
  needsOf(task).some((urn) => resourceOf(urn).type === T.databaseInstance);

/** Whether the stack file says that there is no command to run. */
function isOff(config: PreviewDocument["config"]): boolean {
  try {
    const { migrate } = JSON.parse(config["webapp:backend"] ?? "{}") as { readonly migrate?: unknown };
    return Array.isArray(migrate) && migrate.length === 0;
  } catch {
    return false;
  }
}

const isChanged = ({ op }: PreviewStep): boolean => !["same", "read", "refresh", "delete"].includes(op);

/** The task and all that changes of what it stands on: what it refers to, what that is part of, and what is attached to that. */
function changedNeeds(task: PreviewStep, steps: readonly PreviewStep[]): string[] {
  const byUrn = new Map(steps.filter(hasFuture).map((step) => [step.urn, step]));
  const needed = new Set<string>();
  const add = (urn: string): void => {
    const step = byUrn.get(urn);
    if (step === undefined || needed.has(urn)) return;
    needed.add(urn);
    needsOf(step).forEach(add);
    for (const other of steps) {
      if (ATTACHED.includes(resourceOf(other.urn).type) && needsOf(other).includes(urn)) add(other.urn);
    }
  };
  add(task.urn);
  const images = [...byUrn.values()].filter((step) => isImage(step) && isChanged(step));
  if (!images.some(({ urn }) => needed.has(urn))) return changedOf(needed, byUrn);
  // The pattern takes the parts of all images, and one whose tag stays could not be pushed again.
  for (const { urn } of images) add(urn);
  return [...changedOf(needed, byUrn), ...new Set(images.map(({ urn }) => partsOf(urn)))];
}

const hasFuture = ({ op }: PreviewStep): boolean => !op.startsWith("delete");

/** What does not change may be told as it was alone. */
const stateOf = ({ newState, oldState }: PreviewStep) => newState ?? oldState ?? {};

const changedOf = (needed: ReadonlySet<string>, byUrn: ReadonlyMap<string, PreviewStep>): string[] =>
  [...byUrn.values()].filter((step) => needed.has(step.urn) && isChanged(step)).map(({ urn }) => urn);

/** An image is a component whose parts build and push it. */
const isImage = ({ urn }: PreviewStep): boolean => resourceOf(urn).type === "awsx:ecr:Image";

/** The parts of images are called after their tags, which a preview does not know, so that they have a pattern. */
const partsOf = (image: string): string => image.replace(/::[^:]+$/, "$$docker-build:index:Image::**");

const parentOf = (step: PreviewStep): string | undefined => text(stateOf(step).parent);

/** What a resource refers to, by URN, with the component that it is part of. */
function needsOf(step: PreviewStep): string[] {
  const { dependencies } = stateOf(step);
  const referred: readonly unknown[] = Array.isArray(dependencies) ? dependencies : [];
  return [...referred, parentOf(step)].flatMap((urn) => text(urn) ?? []);
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

import { createHash } from "node:crypto";
import { type PreviewStep, resourceOf } from "./preview-document";

/** Operations by which an image is built: its tag is drawn during the deployment. */
const BUILDS = ["create", "replace", "update"];

/**
 * Components whose parts a preview does not show while their inputs are unknown, as names: a saved plan has no steps for
 * those parts, so that the engine would refuse them in the middle of the deployment.
 *
 * Source: Pulumi, Update plans, Limitations, https://www.pulumi.com/docs/iac/operations/stack-management/update-plans/
 */
export function unplannedIn(steps: readonly PreviewStep[]): string[] {
  return steps
    .filter(({ op }) => BUILDS.includes(op))
    .map(({ urn }) => resourceOf(urn))
    .filter(({ type }) => type.startsWith("awsx:"))
    .map(({ name }) => name);
}

/** What differs between the steps that were judged and those of a later preview, a line each; none when all are the same. */
export function differencesOf(judged: readonly PreviewStep[], now: readonly PreviewStep[]): string[] {
  const [before, after] = [digestsOf(judged), digestsOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((urn) => {
    const [was, is] = [before.get(urn), after.get(urn)];
    if (was?.digest === is?.digest) return [];
    const { type, name } = resourceOf(urn);
    const [old, next] = [was?.operation ?? "unchanged", is?.operation ?? "unchanged"];
    return [`${name} (${type}): ${old === next ? `${old} with other inputs` : `${old} → ${next}`}`];
  });
}

interface Planned {
  readonly operation: string;
  readonly digest: string;
}

/** Operations that change nothing are the same as none. */
const IDLE = ["same", "read", "refresh"];

function digestsOf(steps: readonly PreviewStep[]): ReadonlyMap<string, Planned> {
  const names = madeUpNames(steps);
  const planned = new Map<string, Planned>();
  for (const { op, urn, newState } of steps.filter((step) => !IDLE.includes(step.op))) {
    const operation = [planned.get(urn)?.operation, op].filter((one) => one !== undefined).join("+");
    const content = [planned.get(urn)?.digest, op, newState?.inputs, newState?.protect];
    const text = JSON.stringify(content, (key, value: unknown) => comparable(key, value, names));
    planned.set(urn, { operation, digest: createHash("sha256").update(text).digest("hex") });
  }
  return planned;
}

/** What a provider adds to a name that it makes up: another one in each preview. */
const MADE_UP = /[0-9a-f]{7,}$/;

/** Names that providers made up for what is new, by what stands for them in both previews. */
function madeUpNames(steps: readonly PreviewStep[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { urn, newState } of steps) {
    const { __defaults: made, ...inputs } = newState?.inputs ?? {};
    for (const property of Array.isArray(made) ? (made as unknown[]).map(String) : []) {
      const value = inputs[property];
      if (typeof value === "string" && MADE_UP.test(value)) names.set(value, `${urn}.${property}`);
    }
  }
  return names;
}

/** A secret is encrypted anew in each preview. */
function comparable(key: string, value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (key === "ciphertext") return undefined;
  if (typeof value !== "string") return value;
  const whole = names.get(value);
  if (whole !== undefined) return whole;
  return [...names].reduce((text, [name, instead]) => text.replaceAll(name, instead), value);
}

import { modelOf, NameError, checkedInputs } from "@toolkit/offline/world";
import type { CheckCall, CheckResult } from "../protocol/provider";
import type { Properties } from "../protocol/values";

/** The bridge notes here which inputs it made up; the program did not give them. */
const DEFAULTS = "__defaults";

/** The input by which AWS knows a resource of this type, when the provider can make it up. */
export function nameProperty(type: string): string | undefined {
  return modelOf(type).autoname?.property;
}

/** True when the provider made the name up. */
export function isAutonamed(inputs: Properties): boolean {
  const defaults = inputs[DEFAULTS];
  return Array.isArray(defaults) && defaults.length > 0;
}

/** The inputs that a program gives and AWS sees: without the provider's own notes. */
export function withoutNotes(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
}

/** Inputs as AWS has them, with the notes that the provider made when it checked the program's. */
export function withNotesOf(noted: Properties, inputs: Properties): Properties {
  return Object.hasOwn(noted, DEFAULTS) ? { ...inputs, [DEFAULTS]: noted[DEFAULTS] ?? null } : inputs;
}

/** What the provider's check does to names: keeps the program's or its own earlier one, else makes one up. */
export function withName(call: CheckCall): CheckResult {
  const property = nameProperty(call.type);
  if (property === undefined) return { inputs: call.news, failures: [] };
  if (call.news[property] !== undefined) return { inputs: { ...call.news, [DEFAULTS]: [] }, failures: [] };

  const kept = keptName(call, property);
  if (kept !== undefined) return noted(call.news, property, kept);
  if (call.autonaming?.mode === "disable") {
    return { inputs: call.news, failures: [{ property, reason: `Missing required property '${property}'` }] };
  }
  if (call.autonaming?.mode === "enforce") return noted(call.news, property, call.autonaming.proposed);
  try {
    // Another seed is another name, so that a replacement can stand beside what it replaces.
    const inputs = checkedInputs({ ...call, urn: `${call.urn}#${call.seed}`, inputs: call.news });
    return noted(call.news, property, String(inputs[property]));
  } catch (error) {
    if (error instanceof NameError) return { inputs: call.news, failures: [{ property, reason: error.message }] };
    throw error;
  }
}

function keptName(call: CheckCall, property: string): string | undefined {
  if (call.olds === undefined || !isAutonamed(call.olds)) return undefined;
  const prefix = modelOf(call.type).autoname?.prefixProperty;
  if (prefix !== undefined && call.olds[prefix] !== call.news[prefix]) return undefined;
  const name = call.olds[property];
  return typeof name === "string" ? name : undefined;
}

function noted(inputs: Properties, property: string, name: string): CheckResult {
  return { inputs: { ...inputs, [property]: name, [DEFAULTS]: [property] }, failures: [] };
}

import { T } from "@toolkit/offline/aws-types";
import { consequencesOf } from "@toolkit/offline/consequences";
import { valuesLost } from "@toolkit/offline/consequences/new-values";
import { shown } from "../aws/look";
import { isRecord, type Properties, type Value } from "../protocol/values";
import type { Made, Recording } from "./recording";

/** What a change makes anew, by URN, and all resources after it, with the ids, ARNs and names that are then new. */
export interface Renewed {
  readonly replaced: ReadonlySet<string>;
  readonly made: ReadonlyMap<string, Made>;
}

/**
 * An offline run gives a resource the same id whether it is new or not. Here what is replaced gets values of its own, and
 * whatever refers to it refers to those, as after a real replacement.
 */
export class Renewal {
  private readonly names = new Map<string, string>();
  private generation = 1;

  of(before: Recording, after: Recording): Renewed {
    this.generation++;
    const consequences = consequencesOf(before.document, after.document);
    const replaced = new Set(consequences.flatMap(({ operation, urn }) => (operation === "replace" ? [urn] : [])));
    const made = new Map(after.made.map((one) => [one.urn, one]));
    for (const resource of after.document.resources) {
      if (!replaced.has(resource.urn)) continue;
      for (const value of valuesLost(resource, after.document)) this.names.set(value, `${value}~${this.generation}`);
      const outputs = made.get(resource.urn)?.outputs;
      // A family stays; its next revision has the next number.
      if (resource.type === T.taskDefinition && outputs !== undefined) {
        this.names.set(shown(outputs.arn), `${shown(outputs.arnWithoutRevision)}:${this.generation}`);
      }
    }
    const rename = this.renaming();
    return { replaced, made: new Map([...made].map(([urn, one]) => [urn, renamed(one, rename)])) };
  }

  private renaming(): (text: string) => string {
    if (this.names.size === 0) return (text) => text;
    const longestFirst = [...this.names.keys()].sort((one, other) => other.length - one.length);
    const pattern = new RegExp(longestFirst.map((name) => name.replaceAll(SPECIAL, "\\$&")).join("|"), "g");
    return (text) => text.replace(pattern, (found) => this.names.get(found) ?? found);
  }
}

const renamed = (one: Made, rename: (text: string) => string): Made => ({
  ...one,
  id: rename(one.id),
  inputs: mapTexts(one.inputs, rename) as Properties,
  outputs: mapTexts(one.outputs, rename) as Properties,
});

const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item: Value) => mapTexts(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

import { isDeepStrictEqual } from "node:util";

/** The parts of a preview's document that are compared; revisions of any house print these. */
interface Document {
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly [part: string]: unknown;
}

/**
 * What differs between two previews as they print JSON, one line each; tags of images may differ, since they are made
 * from the files of the application.
 *
 * @returns no line only for texts that are the same to the byte otherwise.
 */
export function differences(before: string, after: string): string[] {
  const [old, now] = [withoutTags(before), withoutTags(after)];
  if (old === now) return [];
  const [was, is] = [JSON.parse(old) as Document, JSON.parse(now) as Document];
  const former = new Map(was.resources.map((resource) => [resource.urn, resource]));
  const current = new Map(is.resources.map((resource) => [resource.urn, resource]));
  const lines = [
    ...was.resources.filter(({ urn }) => !current.has(urn)).map((resource) => `- ${nameOf(resource)}`),
    ...is.resources.flatMap((resource) => {
      const counterpart = former.get(resource.urn);
      if (counterpart === undefined) return [`+ ${nameOf(resource)}`];
      const paths = differing(counterpart, resource);
      return paths.length === 0 ? [] : [`~ ${nameOf(resource)}: ${paths.join(", ")}`];
    }),
    ...differing({ ...was, resources: undefined }, { ...is, resources: undefined }).map((path) => `~ ${path}`),
  ];
  return lines.length > 0 ? lines : ["~ the order of resources or fields"];
}

const withoutTags = (text: string): string =>
  text.replace(/("imageTag": *)"[^"]*"/g, '$1"-"').replace(/([a-z0-9][a-z0-9-]*):[0-9a-f]{20}-[0-9a-f]{6}\b/g, "$1:-");

const nameOf = ({ type, name, urn }: Readonly<Record<string, unknown>>): string =>
  `${String(type)} ${String(name)} (${String(urn)})`;

/** Paths at which two values differ, as deep as both are objects. */
function differing(before: unknown, after: unknown, path = ""): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differing(before[key], after[key], path === "" ? key : `${path}.${key}`),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

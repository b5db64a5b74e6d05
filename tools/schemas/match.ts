import { plainName } from "@toolkit/offline/constraints/check";
import type { ResourceDescription } from "@toolkit/offline/provider";
import type { ResourceSchema } from "./schema";
import { SCHEMA_SERVICES, SCHEMA_TYPES } from "./service-names";

/** Finds the schema of a Pulumi type, where AWS has one. */
export type Matcher = (type: string, description: ResourceDescription) => ResourceSchema | undefined;

interface Candidate {
  readonly schema: ResourceSchema;
  readonly service: string;
  readonly name: string;
}

/** A schema of a near name is taken when it has this part of the inputs. */
const SHARED = 0.5;

export function matcher(schemas: ReadonlyMap<string, ResourceSchema>): Matcher {
  const byService = new Map<string, Candidate[]>();
  for (const schema of schemas.values()) {
    const [, service = "", name = ""] = schema.typeName.split("::");
    const list = byService.get(service.toLowerCase()) ?? [];
    byService.set(service.toLowerCase(), [...list, { schema, service: service.toLowerCase(), name: plainName(name) }]);
  }
  return (type, description) => {
    const exception = schemas.get(SCHEMA_TYPES[type] ?? "");
    if (exception !== undefined) return exception;
    const [, module = "", name = ""] = type.split(":");
    const own = module.split("/")[0] ?? "";
    const services = (SCHEMA_SERVICES[own] ?? [own]).map((service) => service.toLowerCase());
    const candidates = services.flatMap((service) => byService.get(service) ?? []);
    const wanted = plainName(name);
    return (
      candidates.find((candidate) => candidate.name === wanted)?.schema ??
      nearest(candidates, [wanted, ...services.map((service) => `${service}${wanted}`)], description)
    );
  };
}

/** The schema whose name ends alike, and that has most of the inputs. */
function nearest(
  candidates: readonly Candidate[],
  wanted: readonly string[],
  { inputs }: ResourceDescription,
): ResourceSchema | undefined {
  const near = candidates
    .filter(({ name }) => wanted.some((one) => one === name || name.endsWith(one) || one.endsWith(name)))
    .map(({ schema }) => ({ schema, shared: sharedPart(inputs, schema) }))
    .filter(({ shared }) => shared >= SHARED)
    .sort((a, b) => b.shared - a.shared);
  return near[0]?.schema;
}

function sharedPart(inputs: ReadonlySet<string>, { properties = {} }: ResourceSchema): number {
  const own = [...inputs].filter((input) => !["region", "tags"].includes(input));
  const names = Object.keys(properties).map(plainName);
  const shared = own.filter((input) => names.some((name) => isSameProperty(name, plainName(input))));
  return own.length === 0 ? 0 : shared.length / own.length;
}

/** Whether an input and a property have one name, but for what the type is called: `dbInstanceClass`, `instanceClass`. */
export function isSameProperty(property: string, input: string): boolean {
  if (property === input) return true;
  const [long, short] = property.length > input.length ? [property, input] : [input, property];
  return short.length > 3 && long.endsWith(short) && long.length - short.length <= 12;
}

import { type ConstraintTable, type Node, type Rule } from "@toolkit/offline/constraints/table";
import { describeResource, type ResourceDescription } from "@toolkit/offline/provider";
import { plainName } from "@toolkit/offline/constraints/check";
import { matcher } from "./match";
import { typesOfProvider } from "./provider-types";
import type { ResourceSchema } from "./schema";

const SOURCE =
  "CloudFormation registry schemas of AWS, from the Python package cfn-lint (MIT-0), folder cfnlint/data/schemas/resources";

/** Parts of a schema deeper than this are left out: definitions may refer to themselves. */
const DEEPEST = 8;

const MOST_WORDS = 20;

/** What is read of a property of a schema. */
interface Property {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Property;
  readonly properties?: Readonly<Record<string, Property>>;
}

type Definitions = Readonly<Record<string, Property>>;

/**
 * Makes the table of what AWS allows in the inputs of each type of the installed provider.
 *
 * @param date of the schemas.
 */
export function constraintTable(
  schemas: ReadonlyMap<string, ResourceSchema>,
  date: string,
  provider: { readonly folder: string; readonly version: string },
): ConstraintTable {
  const match = matcher(schemas);
  const types: Record<string, Readonly<Record<string, Node>>> = {};
  for (const type of typesOfProvider(provider.folder)) {
    const description = describeResource(type);
    const schema = description && match(type, description);
    if (schema === undefined || description === undefined) continue;
    const inputs = inputsOf(description, schema);
    if (Object.keys(inputs).length > 0) types[type] = inputs;
  }
  return {
    source: SOURCE,
    date,
    provider: provider.version,
    types,
  };
}

function inputsOf({ inputs }: ResourceDescription, schema: ResourceSchema): Record<string, Node> {
  const definitions = (schema.definitions ?? {}) as Definitions;
  const own = schema.typeName.split("::")[2] ?? "";
  const properties = unwrapped((schema.properties ?? {}) as Definitions, own, definitions);
  const found = [...inputs].flatMap((input) => {
    const property = propertyOf(input, own, properties);
    const node = property && nodeOf(property, definitions, 0);
    return node === undefined ? [] : [[input, node] as const];
  });
  return Object.fromEntries(found);
}

/** Properties with those of a wrapper that only the schema has, such as `DistributionConfig`, `BackupPlan` or `Budget`. */
function unwrapped(properties: Definitions, type: string, definitions: Definitions): Definitions {
  const wrapper = Object.entries(properties).find(([name]) => name === `${type}Config` || name === type)?.[1];
  return { ...(wrapper && resolved(wrapper, definitions).properties), ...properties };
}

/** The property of an input's name, or with the type's name or its beginning before it: `RoleName`, `DBInstanceClass`. */
function propertyOf(input: string, type: string, properties: Definitions): Property | undefined {
  const [plain, own] = [plainName(input), type.toLowerCase()];
  const names = Object.keys(properties);
  const exact = names.find((name) => plainName(name) === plain);
  if (exact !== undefined) return properties[exact];
  const longer = names.filter((name) => {
    const prefix = plainName(name).slice(0, -plain.length);
    return plainName(name).endsWith(plain) && prefix.length > 1 && own.includes(prefix);
  });
  return longer.length === 1 ? properties[longer[0] ?? ""] : undefined;
}

/** The node of a property; undefined when nothing in it is constrained. */
function nodeOf(property: Property, definitions: Definitions, depth: number): Node | undefined {
  if (depth > DEEPEST) return undefined;
  const target = resolved(property, definitions);
  const rule = ruleOf(target);
  const items = target.items && nodeOf(target.items, definitions, depth + 1);
  const fields = Object.entries(target.properties ?? {}).flatMap(([name, child]) => {
    const node = nodeOf(child, definitions, depth + 1);
    return node === undefined ? [] : [[plainName(name), node] as const];
  });
  if (rule === undefined && items === undefined && fields.length === 0) return undefined;
  return {
    ...rule,
    ...(items === undefined ? {} : { i: items }),
    ...(fields.length === 0 ? {} : { f: Object.fromEntries(fields) }),
  };
}

function resolved(property: Property, definitions: Definitions): Property {
  const name = property.$ref?.replace("#/definitions/", "");
  const definition = name === undefined ? undefined : definitions[name];
  return definition === undefined ? property : resolved({ ...definition, ...withoutReference(property) }, definitions);
}

const withoutReference = ({ $ref: _, ...rest }: Property): Property => rest;

function ruleOf(property: Property): Rule | undefined {
  const { minimum, maximum, minItems, maxItems, minLength, maxLength } = property;
  const words = property.enum?.filter((word) => typeof word !== "boolean").map(String);
  const rule: Rule = {
    ...(property.pattern === undefined ? {} : patternOf(property.pattern)),
    ...(words !== undefined && isLasting(words) ? { words: words.join("|") } : {}),
    ...(property.format?.startsWith("AWS::") === true ? { format: property.format } : {}),
    ...(minLength === undefined || minLength === 0 ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(minItems === undefined || minItems < 2 ? {} : { minItems }),
    ...(maxItems === undefined ? {} : { maxItems }),
  };
  return Object.keys(rule).length === 0 ? undefined : rule;
}

/** Long lists (instance types, runtimes, locales) grow every month; those of numbers and of countries do not. */
const isLasting = (words: readonly string[]): boolean =>
  words.length > 0 && (words.length <= MOST_WORDS || words.every((word) => /^(\d+|[A-Z]{2})$/.test(word)));

/**
 * A pattern in JavaScript's form. One that only names words is a list of words; one that JavaScript cannot read, reads
 * otherwise than Java (`\p{Print}`, `&&[`), or that allows everything is left out.
 */
function patternOf(pattern: string): Pick<Rule, "pattern" | "words"> {
  const translated = pattern.replaceAll("\\A", "^").replaceAll(/\\[Zz]/g, "$");
  const words = /^\^?\(?([A-Za-z_-]+(?:\|[A-Za-z_-]+)+)\)?\$?$/.exec(translated)?.[1];
  if (words !== undefined) return { words };
  if (/^\^?(\(\?s\))?\.[*+]\$?$/.test(translated) || translated.includes("&&[")) return {};
  if (isReadable(translated, "u")) return { pattern: translated };
  return !translated.includes("\\p") && isReadable(translated) ? { pattern: translated } : {};
}

function isReadable(pattern: string, flags?: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

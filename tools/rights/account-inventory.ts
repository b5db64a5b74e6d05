import { arnMatches } from "@toolkit/iam/pattern";
import type { Account, Resource } from "@toolkit/rehearsal/aws/account";
import { filled, globOf, type Home, type Inventory, located, type Thing } from "./inventory";

/** What stands in an account, seen from a resource that is about to change: its inputs tell what calls are about. */
export class AccountInventory implements Inventory {
  readonly judgesUnknown = false;
  readonly things: readonly Thing[];
  readonly #told: readonly Thing[];

  /** @param inputs of the resource that changes */
  constructor(
    account: Account,
    inputs: Readonly<Record<string, unknown>>,
    readonly home: Home,
  ) {
    this.things = account.all().map((resource) => thingOf(resource));
    const texts = new Set(textsIn(inputs));
    const ours = this.things.filter(
      ({ arn, resource }) => texts.has(resource.id) || (arn !== undefined && texts.has(arn)),
    );
    const known = new Set(ours.map(({ arn }) => arn));
    const others = [...texts].filter((text) => /^arn:aws[a-z-]*:/.test(text) && !known.has(text));
    this.#told = [...ours, ...others.map((arn) => strangerAt(arn, home))];
  }

  /** The resource itself, else what its inputs name. */
  thingsFor(thing: Thing, arnPattern: string): readonly Thing[] {
    const fits = ({ arn }: Thing): boolean => arn !== undefined && arnMatches(globOf(arnPattern), arn);
    if (fits(thing)) return [thing];
    const asItself = filled(arnPattern, thing, this.home);
    if (asItself !== undefined) return [{ ...thing, arn: asItself }];
    const told = this.#told.filter(fits);
    if (told.length > 0) return told;
    const named = namedIn(thing, arnPattern, this.home);
    return named === undefined ? [] : [this.things.find(({ arn }) => arn === named) ?? strangerAt(named, this.home)];
  }
}

/**
 * A resource of the account as a policy sees it.
 *
 * @param current as it is, where `resource` is how it will be
 */
export function thingOf({ urn, type, id, region, inputs, outputs }: Resource, current?: Resource): Thing {
  const arn = [outputs.arn, id].find((one): one is string => typeof one === "string" && one.startsWith("arn:"));
  return {
    resource: { urn, type, id, inputs, name: urn.split("::").at(-1) ?? "", dependsOn: [] },
    arn,
    region,
    tags: tagsOf((current?.outputs ?? outputs).tagsAll),
    newTags: tagsOf(outputs.tagsAll),
  };
}

const tagsOf = (tags: unknown): Readonly<Record<string, string>> => (tags ?? {}) as Record<string, string>;

/** Something that is not in the emulated account, of which nothing but its ARN is known. */
function strangerAt(arn: string, { region }: Home): Thing {
  const [, , , own = ""] = arn.split(":");
  const resource = { urn: arn, type: "", name: arn, id: arn, inputs: {}, dependsOn: [] };
  return { resource, arn, region: own === "" ? region : own, tags: {} };
}

/** Kinds of ARN whose inputs are called otherwise. */
const INPUTS: Readonly<Record<string, string>> = { hostedzone: "zone" };

/** The ARN of what an input names by its kind: `role: "x"`, `keyId: "x"`, `dbSnapshotIdentifier: "x"`. */
function namedIn(thing: Thing, arnPattern: string, home: Home): string | undefined {
  const [, before, kind = ""] = /^(.*[:/]([a-z-]+)[:/])\$\{\w+\}$/.exec(arnPattern) ?? [];
  const word = (INPUTS[kind] ?? kind).replaceAll("-", "");
  const isNamed = new RegExp(`^(db)?${word}(id|name|identifier)?$`, "i");
  const names = Object.entries(thing.resource.inputs).flatMap(([input, one]) =>
    isNamed.test(input) && typeof one === "string" ? [one] : [],
  );
  return before === undefined || names[0] === undefined
    ? undefined
    : `${located(before, thing.region, home)}${names[0]}`;
}

/** Every text in a value; tags of a resource are none of what it is about. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    /^tags(All)?$/.test(key) && !Array.isArray(one) ? [] : textsIn(one),
  );
}

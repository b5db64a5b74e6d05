import { actionFacts } from "@toolkit/iam/actions";
import type { Context } from "@toolkit/iam/context";
import type { Request } from "@toolkit/iam/evaluate";
import { handlerActions } from "@toolkit/iam/handlers";
import { type Home, type Inventory, located, type Thing } from "./inventory";

/** A call that AWS needs to make, change or delete a resource. */
export interface Call extends Pick<Request, "action" | "resource"> {
  readonly context: Context;
}

/** What happens to a resource. */
export type Kind = "create" | "update" | "delete";

export interface CallOptions {
  /** @default everything that ever happens to a resource */
  readonly kinds?: readonly Kind[];
  /** Whether the resource is there already, with its tags. @default false */
  readonly exists?: boolean;
}

const KINDS: readonly Kind[] = ["create", "update", "delete"];

/** Calls at whose time what they make does not exist, so has no tags yet. */
const MAKES = /^\w[\w-]*:(Allocate|Create|Register|Request|Run|TagResource)/;
/** A grant that somebody makes by hand; the others are AWS's services' own. */
const GRANT = "aws:kms/grant:Grant";
const GIVES_TAGS = /^\w[\w-]*:(Add|Allocate|Create|Put|Register|Request|Run|Tag)/;

/** Every call that the schemas name for a resource; undefined for a type that has no schema. */
export function callsFor(thing: Thing, inventory: Inventory, options: CallOptions = {}): Call[] | undefined {
  const { type } = thing.resource;
  const { kinds = KINDS, exists = false } = options;
  const named = kinds.map((kind) => handlerActions(type, kind));
  if (named.every((actions) => actions === undefined)) return undefined;
  const actions = new Set(named.flatMap((some) => some ?? []));
  return [...actions].flatMap((action) => callsTo(action, thing, { inventory, exists }));
}

interface Surroundings {
  readonly inventory: Inventory;
  readonly exists: boolean;
}

interface Target {
  readonly thing: Thing | undefined;
  readonly arn: string;
  readonly hasTags: boolean;
}

/** One call for each kind of resource that the action must have a right to. */
export function callsTo(action: string, thing: Thing, surroundings: Surroundings): Call[] {
  const { inventory } = surroundings;
  const kinds = actionFacts(action)?.resources ?? [];
  const required = kinds.filter(({ isRequired }) => isRequired);
  const targets = (required.length > 0 ? required : kinds).flatMap(({ arn, hasTags, isRequired }): Target[] => {
    const found = inventory.thingsFor(thing, arn);
    if (found.length > 0) return found.map((one) => ({ thing: one, arn: one.arn ?? "*", hasTags }));
    if (!isRequired || !inventory.judgesUnknown) return [];
    return [{ thing: undefined, arn: somebodys(arn, thing, inventory.home), hasTags: false }];
  });
  const chosen = required.length > 0 ? targets : oneOf(targets, thing);
  if (chosen.length === 0 && (kinds.length === 0 || inventory.judgesUnknown)) chosen.push(ANYTHING);
  return chosen.map((target) => ({
    action,
    resource: target.arn,
    context: contextOf(action, thing, target, surroundings),
  }));
}

/** Something that is not of the stack, such as an image of AWS's. */
const somebodys = (arnPattern: string, thing: Thing, home: Home): string =>
  located(arnPattern, thing.region, home).replace(/\$\{\w+\}/g, "example");

const ANYTHING: Target = { thing: undefined, arn: "*", hasTags: false };

/** Of the kinds that an action may be about, the resource's own. */
function oneOf(targets: readonly Target[], { resource }: Thing): Target[] {
  const own = targets.find(({ thing }) => thing?.resource.urn === resource.urn);
  return own === undefined ? targets.slice(0, 1) : [own];
}

function contextOf(
  action: string,
  thing: Thing,
  { thing: target, hasTags }: Target,
  { inventory, exists }: Surroundings,
): Context {
  const isNew = !exists && MAKES.test(action) && target?.resource.urn === thing.resource.urn;
  const service = action.split(":")[0] ?? "";
  return {
    "aws:RequestedRegion": thing.region,
    "aws:PrincipalAccount": inventory.home.accountId,
    ...(hasTags && !isNew ? tagged("aws:ResourceTag", target?.tags ?? {}) : {}),
    ...(GIVES_TAGS.test(action) ? tagged("aws:RequestTag", thing.newTags ?? thing.tags) : {}),
    ...(service === "iam" ? ofRole(target, inventory) : {}),
    ...(service === "kms" ? ofKey(isNew ? undefined : target, inventory) : {}),
    ...(action === "kms:CreateGrant" ? { "kms:GrantIsForAWSResource": String(thing.resource.type !== GRANT) } : {}),
  };
}

/** Tags as condition keys: `aws:ResourceTag/Environment`. */
export const tagged = (key: string, tags: Readonly<Record<string, string>>): Context =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`, value]));

/** The boundary that a role has or gets, and the service that it is passed to. */
function ofRole(role: Thing | undefined, { home }: Inventory): Context {
  const { permissionsBoundary = home.boundaryArn, assumeRolePolicy } = role?.resource.inputs ?? {};
  const services =
    typeof assumeRolePolicy === "string" ? [...assumeRolePolicy.matchAll(/"Service":\s*"([^"]+)"/g)] : [];
  const service = services[0]?.[1];
  return {
    ...(typeof permissionsBoundary === "string" ? { "iam:PermissionsBoundary": permissionsBoundary } : {}),
    ...(service === undefined ? {} : { "iam:PassedToService": service }),
  };
}

/** The aliases that a key has. */
function ofKey(key: Thing | undefined, { things }: Inventory): Context {
  const aliases = things
    .filter(({ resource }) => resource.type === "aws:kms/alias:Alias")
    .filter(
      ({ resource }) => key !== undefined && [key.resource.id, key.arn].includes(text(resource.inputs.targetKeyId)),
    )
    .map(({ resource }) => String(resource.inputs.name));
  return aliases.length === 0 ? {} : { "kms:ResourceAliases": aliases };
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

import { actionFacts } from "@toolkit/iam/actions";
import type { Context } from "@toolkit/iam/context";
import type { Request } from "@toolkit/iam/evaluate";
import { handlerActions } from "@toolkit/iam/handlers";
import { type Inventory, located, type Thing } from "./inventory";

/** A call that AWS needs to make, change or delete a resource. */
export interface Call extends Pick<Request, "action" | "resource"> {
  readonly context: Context;
}

const KINDS = ["create", "update", "delete"] as const;

/** Calls at whose time what they make does not exist, so has no tags yet. */
const MAKES = /^\w[\w-]*:(Allocate|Create|Register|Request|Run|TagResource)/;
const GIVES_TAGS = /^\w[\w-]*:(Add|Allocate|Create|Put|Register|Request|Run|Tag)/;

/** Every call that the schemas name for a resource; undefined for a type that has no schema. */
export function callsFor(thing: Thing, inventory: Inventory): Call[] | undefined {
  const { type } = thing.resource;
  const named = KINDS.map((kind) => handlerActions(type, kind));
  if (named.every((actions) => actions === undefined)) return undefined;
  const actions = new Set(named.flatMap((some) => some ?? []));
  return [...actions].flatMap((action) => callsOf(action, thing, inventory));
}

/** One call for each kind of resource that the action must have a right to. */
function callsOf(action: string, thing: Thing, inventory: Inventory): Call[] {
  const facts = actionFacts(action);
  const kinds = facts?.resources ?? [];
  const required = kinds.filter(({ isRequired }) => isRequired);
  const targets = (required.length > 0 ? required : kinds).flatMap(({ arn, hasTags, isRequired }) => {
    const target = inventory.thingFor(thing, arn);
    if (target !== undefined) return { target, arn: target.arn ?? "*", hasTags };
    return isRequired ? { target: undefined, arn: somebodys(arn, inventory, thing), hasTags: false } : [];
  });
  const chosen = required.length > 0 ? targets : targets.slice(0, 1);
  const everywhere = [{ target: undefined, arn: "*", hasTags: false }];
  return (chosen.length > 0 ? chosen : everywhere).map(({ target, arn, hasTags }) => ({
    action,
    resource: arn,
    context: contextOf(action, thing, target, { hasTags, inventory }),
  }));
}

/** A resource that is not of the stack, such as an image of AWS's. */
const somebodys = (pattern: string, { home }: Inventory, { region }: Thing): string =>
  located(pattern, region, home).replace(/\$\{\w+\}/g, "example");

interface Surroundings {
  readonly hasTags: boolean;
  readonly inventory: Inventory;
}

function contextOf(
  action: string,
  thing: Thing,
  target: Thing | undefined,
  { hasTags, inventory }: Surroundings,
): Context {
  const isNew = MAKES.test(action) && target?.resource.urn === thing.resource.urn;
  const service = action.split(":")[0] ?? "";
  return {
    "aws:RequestedRegion": thing.region,
    "aws:PrincipalAccount": inventory.home.accountId,
    ...(hasTags && !isNew ? tagged("aws:ResourceTag", target?.tags ?? {}) : {}),
    ...(GIVES_TAGS.test(action) ? tagged("aws:RequestTag", thing.tags) : {}),
    ...(service === "iam" ? ofRole(target, inventory) : {}),
    ...(service === "kms" ? ofKey(action, isNew ? undefined : target, inventory) : {}),
  };
}

const tagged = (key: string, tags: Readonly<Record<string, string>>): Context =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`, value]));

/** The boundary that a role has or gets, and the service that it is passed to. */
function ofRole(role: Thing | undefined, { home }: Inventory): Context {
  const { permissionsBoundary = home.boundaryArn, assumeRolePolicy } = role?.resource.inputs ?? {};
  const services =
    typeof assumeRolePolicy === "string" ? [...assumeRolePolicy.matchAll(/"Service":\s*"([^"]+)"/g)] : [];
  const service = services[0]?.[1];
  return {
    "iam:PermissionsBoundary": String(permissionsBoundary),
    ...(service === undefined ? {} : { "iam:PassedToService": service }),
  };
}

/** The aliases that a key has, and that AWS's services make grants for themselves. */
function ofKey(action: string, key: Thing | undefined, { things }: Inventory): Context {
  const aliases = things
    .filter(({ resource }) => resource.type === "aws:kms/alias:Alias")
    .filter(({ resource }) => resource.inputs.targetKeyId === key?.resource.id)
    .map(({ resource }) => String(resource.inputs.name));
  return {
    ...(aliases.length === 0 ? {} : { "kms:ResourceAliases": aliases }),
    ...(action === "kms:CreateGrant" ? { "kms:GrantIsForAWSResource": "true" } : {}),
  };
}

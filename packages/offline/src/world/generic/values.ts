import { type DeclaredType, fieldsOf, firstMemberOf } from "../../provider";
import type { Scope } from "../types";
import { likeExample, likePart } from "./examples";

/** Where a value belongs. */
export interface Place {
  /** Folder of the provider's package. */
  readonly folder: string;
  /** Name of the output. */
  readonly property: string;
  /** Its documentation, which may show its form. */
  readonly comment: string;
  readonly id: string;
  readonly arn: string;
  /** Name of the resource. */
  readonly name: string;
  /** A list that the provider fills has elements; one that the program left out is empty. */
  readonly filled: boolean;
  /** Tells apart the elements of a list. */
  readonly salt: string;
  /** Nested types around it: a type that holds itself ends where it would begin again. */
  readonly within: readonly string[];
}

/**
 * A value of a declared type, in the form that its name and documentation show. The same resource always gets the same.
 *
 * @returns undefined for what may be left out.
 */
export function valueOf(type: DeclaredType, r: Scope, place: Place): unknown {
  switch (type.kind) {
    case "string":
      return documentedDefault(place.comment) ?? textOf(r, place);
    case "number":
      return Number(documentedDefault(place.comment, /^\d+$/) ?? (/version$/i.test(place.property) ? 1 : 0));
    case "boolean":
      return documentedDefault(place.comment, /^(true|false)$/) === "true";
    case "literal":
      return type.value;
    case "list":
      return listOf(type.element, r, place);
    case "map":
      return place.filled ? shownEntries(r, place) : {};
    case "named":
      return namedValue(type.name, r, place);
    case "optional":
    case "any":
      return undefined;
  }
}

/**
 * Entries of a map that AWS fills, as the documentation shows them: `uris["GRAPHQL"] = https://ID.appsync-api…`. Which
 * keys another map has only the account knows.
 */
function shownEntries(r: Scope, place: Place): Record<string, string> | undefined {
  const shown = [...place.comment.matchAll(new RegExp(`\\b${place.property}\\["(\\w+)"\\] = ([^\\s\`]+)`, "g"))];
  if (shown.length === 0) return undefined;
  return Object.fromEntries(shown.map(([, key = "", form = ""]) => [key, likeUrl(form, r, place)]));
}

/** What the documentation calls the default, when it is of the right form. */
function documentedDefault(comment: string, form = /^[\w.-]+$/): string | undefined {
  const told = /\bdefaults?(?: value)?(?: is| to|:)? `([^`]*)`/i.exec(comment)?.[1];
  return told !== undefined && form.test(told) ? told : undefined;
}

function listOf(element: DeclaredType, r: Scope, place: Place): unknown[] {
  if (!place.filled || (element.kind === "named" && place.within.includes(element.name))) return [];
  const property = place.property.replace(/ies$/, "y").replace(/s$/, "");
  const one = (salt: string): unknown => valueOf(element, r, { ...place, property, salt });
  // Programs take the first of a list, or the first two of zones and subnets.
  const elements = element.kind === "string" ? [one(""), one("second")] : [one("")];
  return [...new Set(elements)].filter((value) => value !== undefined);
}

function namedValue(name: string, r: Scope, place: Place): unknown {
  if (name.startsWith("enums.")) return firstMemberOf(place.folder, name);
  const fields = fieldsOf(place.folder, name) ?? new Map<string, DeclaredType>();
  if (place.within.includes(name)) return {};
  const entries = [...fields].map(([property, type]) => {
    const inside = { ...place, property, comment: "", within: [...place.within, name] };
    return [property, valueOf(type, r, inside)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Ids of other resources, by the property that holds them. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/vpcId$/i, "vpc"],
  [/subnetId$/i, "subnet"],
  [/securityGroup(Id)?$/i, "sg"],
  [/routeTableId$/i, "rtb"],
  [/networkInterfaceId$/i, "eni"],
  [/transitGatewayId$/i, "tgw"],
  [/vpcEndpointId$/i, "vpce"],
  [/allocationId$/i, "eipalloc"],
  [/imageId$|^ami(Id)?$/i, "ami"],
  [/snapshotId$/i, "snap"],
  [/volumeId$/i, "vol"],
  [/instanceId$/i, "i"],
];

function textOf(r: Scope, place: Place): string {
  const { property, comment } = place;
  const salt = `${property}${place.salt}`;
  if (/^arn$/i.test(property)) return place.arn;
  if (/^id$/i.test(property)) return place.id;
  const shown = /(arn:aws[\w-]*:|https?:\/\/|wss?:\/\/)[^\s`"')]*\w/.exec(comment)?.[0];
  if (/arn$/i.test(property)) return shown?.startsWith("arn:") === true ? likeExample(shown, r, place.name) : place.arn;
  if (shown !== undefined && !shown.startsWith("arn:") && /\{|<|amazonaws/.test(shown)) return likeUrl(shown, r, place);
  const known = PREFIXES.find(([pattern]) => pattern.test(property));
  if (known !== undefined) return `${known[1]}-${r.hex(17, salt)}`;
  return wordOf(r, place, salt);
}

function wordOf(r: Scope, { property, name }: Place, salt: string): string {
  const host = `${name}.${r.hex(7, salt)}.${r.region}.${r.dnsSuffix}`.toLowerCase();
  if (/region$/i.test(property)) return r.region;
  if (/(account|owner|registry|catalog)(Id)?$/i.test(property)) return r.accountId;
  if (/availabilityZone$/i.test(property)) return `${r.region}${salt === property ? "a" : "b"}`;
  if (/(date|time|timestamp|(created|updated|modified)(At|On)?)$/i.test(property)) return "2026-01-01T00:00:00Z";
  if (/cidr(Block)?$/i.test(property)) return "10.0.0.0/16";
  if (/ip(Address|v4Address)?$/i.test(property)) return `10.0.${r.number(250, salt)}.${4 + r.number(240, salt)}`;
  if (/(url|uri)$/i.test(property)) return `https://${host}`;
  if (/(endpoint|dnsName|domainName|address|host(name)?)$/i.test(property)) return host;
  if (/^(status|state)$/i.test(property)) return "ACTIVE";
  if (/id$/i.test(property)) return r.hex(17, salt);
  return /^name$/i.test(property) ? name : `${property}-${r.hex(7, salt)}`;
}

/** `https://{api-id}.execute-api.{region}.amazonaws.com`, with this resource's own parts. */
function likeUrl(shown: string, r: Scope, { id, name }: Place): string {
  return shown
    .replaceAll(/\{[^}]*\}|<[^>]*>/g, (placeholder) =>
      /id\W?$/i.test(placeholder) && !/account/i.test(placeholder) ? id : likePart(placeholder, r, name),
    )
    .replace(/\bID\b/, id)
    .replaceAll(/\bREGION\b|\b(?:us|eu|ap)-[a-z]+-\d\b/g, r.region);
}

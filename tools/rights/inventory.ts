import { checkedInputs, createResource } from "@toolkit/offline/world";
import type { GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { arnMatches } from "@toolkit/iam/pattern";

/** Whose resources a graph's are, and which tags the provider adds. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly defaultTags: Readonly<Record<string, string>>;
  /** Boundary that roles carry where the stack says none yet. @default none */
  readonly boundaryArn?: string;
}

/** A resource as a policy sees it. */
export interface Thing {
  readonly resource: Pick<GraphResource, "urn" | "type" | "name" | "id" | "inputs" | "dependsOn">;
  readonly arn: string | undefined;
  readonly region: string;
  /** Those that it has. */
  readonly tags: Readonly<Record<string, string>>;
  /** Those that a change gives it. @default those that it has */
  readonly newTags?: Readonly<Record<string, string>>;
}

/** The things that calls are about. */
export interface Inventory {
  readonly home: Home;
  readonly things: readonly Thing[];
  /** What a call of a thing is about, by the pattern of its ARN; empty when that is not known. */
  thingsFor(thing: Thing, arnPattern: string): readonly Thing[];
  /** Whether calls on what is not known are judged too, as calls on something of the account. */
  readonly judgesUnknown: boolean;
}

/** What a stack makes, to be found by the ARNs that actions are about. */
export class GraphInventory implements Inventory {
  readonly judgesUnknown = true;
  readonly things: readonly Thing[];
  readonly #byUrn: ReadonlyMap<string, Thing>;
  readonly #anyOf = new Map<string, Thing | undefined>();

  constructor(
    graph: ResourceGraph,
    readonly home: Home,
  ) {
    this.things = graph.managed.map((resource) => thingOf(resource, home));
    this.#byUrn = new Map(this.things.map((thing) => [thing.resource.urn, thing]));
  }

  #anyFor(glob: string): Thing | undefined {
    if (!this.#anyOf.has(glob)) {
      this.#anyOf.set(
        glob,
        this.things.find((one) => fits(glob, one)),
      );
    }
    return this.#anyOf.get(glob);
  }

  /** The resource itself, else one that it depends on, else any of the stack. */
  thingsFor(thing: Thing, arnPattern: string): readonly Thing[] {
    const found = this.#thingFor(thing, arnPattern);
    return found === undefined ? [] : [found];
  }

  #thingFor(thing: Thing, arnPattern: string): Thing | undefined {
    const glob = globOf(arnPattern);
    if (fits(glob, thing)) return thing;
    const asItself = filled(arnPattern, thing, this.home);
    if (asItself !== undefined) return { ...thing, arn: asItself };
    const needed = thing.resource.dependsOn
      .flatMap((urn) => this.#byUrn.get(urn) ?? [])
      .filter((one) => fits(glob, one));
    return (
      (needed.length > 1 ? needed.find((one) => isGivenTo(thing, one)) : undefined) ?? needed[0] ?? this.#anyFor(glob)
    );
  }
}

const fits = (glob: string, { arn }: Thing): boolean => arn !== undefined && arnMatches(glob, arn);

/** Whether a resource gets the ARN of another: a role that a container only knows by name is not passed to its task. */
const isGivenTo = ({ resource: { inputs } }: Thing, { resource: { id } }: Thing): boolean =>
  Object.values(inputs).some(
    (value) => typeof value === "string" && value.startsWith("arn:") && value.endsWith(`/${id}`),
  );

function thingOf(resource: GraphResource, home: Home): Thing {
  const { urn, type, name, id } = resource;
  const inputs = checkedInputs(resource);
  const { computed } = createResource({ urn, type, name, inputs }, { ...home });
  const arn = [computed.arn, id].find((one): one is string => typeof one === "string" && ONE_ARN.test(one));
  return {
    resource: { ...resource, inputs },
    arn,
    region: typeof computed.region === "string" ? computed.region : regionOf(arn, home),
    tags: (computed.tagsAll as Record<string, string> | undefined) ?? {},
  };
}

/** Ids of what joins two things are two ARNs with a comma between. */
const ONE_ARN = /^arn:[^,]+$/;

function regionOf(arn: string | undefined, { region }: Home): string {
  const own = arn?.split(":")[3] ?? "";
  return own === "" ? region : own;
}

/** The pattern of an ARN with its partition, region and account in place. */
export const located = (pattern: string, region: string, { partition, accountId }: Home): string =>
  pattern.replace("${Partition}", partition).replace("${Region}", region).replace("${Account}", accountId);

/** Kinds of ARN whose last part is the provider's id, for types that have no output `arn`. */
const BY_ID = /:(?:ec2|route53|cloudfront):.*:([a-z-]+)\/\$\{\w+\}$/;

/** The pattern as `arnMatches` takes it. */
export const globOf = (arnPattern: string): string => arnPattern.replace(/\$\{[^}]+\}/g, "*");

/** The pattern with the resource's own bucket or id in it; undefined where neither is known. */
export function filled(pattern: string, thing: Thing, home: Home): string | undefined {
  const { type, inputs, id, name } = thing.resource;
  if (typeof inputs.bucket === "string" && pattern.split(":")[2] === "s3") {
    if (pattern.endsWith("${BucketName}")) return ending(pattern, inputs.bucket, thing, home);
    const key = typeof inputs.key === "string" ? inputs.key : name;
    return pattern.endsWith("${BucketName}/${ObjectName}")
      ? ending(pattern, `${inputs.bucket}/${key}`, thing, home)
      : undefined;
  }
  const kind = BY_ID.exec(pattern)?.[1];
  const isOwnKind = kind !== undefined && type.toLowerCase().includes(`/${kind.replaceAll("-", "")}:`);
  return isOwnKind && id !== "" ? ending(pattern, `${kind}/${id}`, thing, home) : undefined;
}

/** The pattern with another last segment. */
function ending(pattern: string, last: string, { region }: Thing, home: Home): string {
  const start = pattern.split(":").slice(0, 5).join(":");
  return `${located(start, region, home)}:${last}`;
}

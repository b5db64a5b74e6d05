/** Where an emulated resource lives. */
export interface WorldContext {
  /** Twelve digits. */
  readonly accountId: string;
  /** The provider's region, e.g. `us-east-1`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Tags the provider adds to every resource. @default none */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /**
   * Give every output that the provider declares, also those that a model made by hand leaves out; takes 0.3 ms a type.
   * @default false
   */
  readonly complete?: boolean;
}

/** A resource as its provider receives it: plain input values, secrets unwrapped. */
export interface EmulatedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Version of the provider that the program asks for. @default any */
  readonly version?: string;
  /** Id of a resource that is looked up, not made. */
  readonly id?: string;
}

/** A name the provider makes up in its check when the program gives none. */
export interface Autoname {
  /** The input it fills, e.g. `name`, `bucket`, `identifier`. */
  readonly property: string;
  /** Longest name that AWS accepts, suffix included. */
  readonly maxLength: number;
  /** Put before the logical name, e.g. `alias/`. */
  readonly prefix?: string;
  /** AWS accepts lower case only. */
  readonly lowerCase?: boolean;
  /** Another input that settles the name, e.g. `namePrefix`; the provider then finishes it at creation. */
  readonly prefixProperty?: string;
  /** What AWS wants at the end, by the other inputs. @default nothing */
  readonly ending?: (inputs: Readonly<Record<string, unknown>>) => string;
}

/** What AWS says of one resource type. */
export interface ResourceModel {
  readonly autoname?: Autoname;
  /** A global service: the resource has no region. */
  readonly global?: boolean;
  /** Outputs the provider marks secret. */
  readonly secrets?: readonly string[];
  /** The provider's id, in AWS's shape. */
  readonly id: (resource: Scope) => string;
  /** Everything AWS computes: what a first preview cannot know. */
  readonly computed?: (resource: Scope, id: string) => Record<string, unknown>;
}

export type Models = Readonly<Record<string, ResourceModel>>;

/** One resource and the deterministic values derived from its URN. */
export interface Scope extends EmulatedResource {
  readonly accountId: string;
  /** The resource's own region: its `region` input, else the provider's. */
  readonly region: string;
  readonly partition: string;
  /** Suffix of service host names, e.g. `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** `length` lower-case hex digits; another `salt` gives other digits. */
  hex(length: number, salt?: string): string;
  /** `length` capital letters and digits. */
  code(length: number, salt?: string): string;
  uuid(salt?: string): string;
  /** An integer below `limit`. */
  number(limit: number, salt?: string): number;
  /** A string input, or `fallback` when it is not set. */
  text(key: string, fallback?: string): string;
  /** ARN in the resource's region and account. */
  arn(service: string, resource: string): string;
  /** ARN of a global service: no region. */
  globalArn(service: string, resource: string): string;
}

import type { Properties } from "./values";

/** A resource as the engine names it in every call. */
export interface Subject {
  readonly urn: string;
  /** Type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Configuration of the provider instance that the program gave this resource. */
  readonly provider: ProviderConfig;
}

/** The configuration of one provider instance, its JSON strings parsed. */
export type ProviderConfig = Properties;

export interface CheckCall extends Subject {
  readonly olds: Properties | undefined;
  readonly news: Properties;
  /** Differs for every new resource, stays for one that is kept: names are drawn from it. */
  readonly seed: string;
  readonly autonaming: { readonly proposed: string; readonly mode: "propose" | "enforce" | "disable" } | undefined;
}

/** What is wrong with an input, before anything is created. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

export interface DiffCall extends Subject {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  /** Properties that the program's options take out of the comparison. */
  readonly ignoreChanges: readonly string[];
}

export interface DiffResult {
  /** Keys whose value changes. */
  readonly changed: readonly string[];
  /** Those of `changed` that need a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface CreateCall extends Subject {
  readonly inputs: Properties;
  readonly preview: boolean;
}

export interface Created {
  /** Empty in a preview. */
  readonly id: string;
  readonly outputs: Properties;
}

/** A resource as it is. */
export interface Found {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface ReadCall extends Subject {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface UpdateCall extends Subject {
  readonly id: string;
  readonly oldOutputs: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
  readonly preview: boolean;
}

export interface DeleteCall extends Subject {
  readonly id: string;
  readonly outputs: Properties;
  readonly inputs: Properties;
}

export interface InvokeCall {
  readonly token: string;
  readonly args: Properties;
  readonly provider: ProviderConfig;
}

/** A Pulumi resource provider without the wire: properties are plain, secrets are opened, errors are thrown. */
export interface Provider {
  readonly version: string;
  check(call: CheckCall): CheckResult;
  diff(call: DiffCall): DiffResult;
  /** Resolves when it is the turn of a creation of this type. @default at once */
  turn?(type: string): Promise<void>;
  create(call: CreateCall): Created;
  /** Undefined when the resource no longer exists. An import may ask by another id than the resource then has. */
  read(call: ReadCall): Found | undefined;
  update(call: UpdateCall): Properties;
  delete(call: DeleteCall): void;
  invoke(call: InvokeCall): Properties;
}

/** The resource was made or changed, but the call failed: the engine keeps what was asked for and tells the person. */
export class PartlyDone extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outputs: Properties,
    readonly inputs: Properties,
  ) {
    super(message);
  }
}

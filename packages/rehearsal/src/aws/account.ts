import { T } from "@toolkit/offline/aws-types";
import { readFileSync, writeFileSync } from "node:fs";

import { isRecord, type Properties, type Value } from "../protocol/values";

/** One resource as the emulated account keeps it, apart from Pulumi's state. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly region: string;
  /** Counts the resources this account ever made: later incarnations of one name have higher numbers. */
  readonly serial: number;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Something that exists although no resource stands for it any more, or never did. */
export interface Leftover {
  readonly kind: "pendingDeletion" | "snapshot" | "securityGroup" | "taskDefinitionRevision" | "logGroup";
  readonly type: string;
  readonly id: string;
  /** The name that stays taken, if any. */
  readonly name?: string;
  /** Why it is there and when it goes, for people. */
  readonly because: string;
  /** Ids it needs: a group lingers in its VPC. */
  readonly inside?: string;
}

/** What happened, in order. */
export interface JournalEntry {
  readonly action: "create" | "update" | "delete" | "refuse" | "fault";
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly message?: string;
  /** The rule that refused. */
  readonly rule?: string;
}

interface Saved {
  readonly accountId: string;
  readonly region: string;
  readonly serial: number;
  readonly resources: readonly Resource[];
  readonly leftovers: readonly Leftover[];
  readonly journal: readonly JournalEntry[];
}

/** The emulated AWS account: every resource by type and id, what lingers, and a journal. */
export class Account {
  /** Called after every change of a resource; lifecycles watch the edge this way. */
  onChange: ((entry: JournalEntry) => void) | undefined;
  /** Called with the rule that refused something. */
  onRefusal: ((rule: string) => void) | undefined;
  readonly journal: JournalEntry[] = [];
  private readonly byKey = new Map<string, Resource>();
  private lingering: Leftover[] = [];
  private serial = 0;

  /** @param accountId twelve digits */
  constructor(
    readonly accountId = "123456789012",
    readonly region = "us-east-1",
  ) {}

  /** Every resource, or those of one type, in creation order. */
  all(type?: string): Resource[] {
    const resources = [...this.byKey.values()];
    return type === undefined ? resources : resources.filter((resource) => resource.type === type);
  }

  /** @param outputs tell apart resources that share an id, as the revisions of a task definition do */
  get(type: string, id: string, outputs: Properties = {}): Resource | undefined {
    return this.byKey.get(keyOf({ type, id, outputs }));
  }

  /** Resources of a type whose input or output `property` has this value. */
  where(type: string, property: string, value: Value | undefined): Resource[] {
    if (value === undefined) return [];
    return this.all(type).filter(({ inputs, outputs }) => (outputs[property] ?? inputs[property]) === value);
  }

  /** Resources of the given types that name one of `values` anywhere in their inputs. */
  usersOf(values: readonly (Value | undefined)[], types: readonly string[]): Resource[] {
    const wanted = new Set(values.filter((value): value is string => typeof value === "string" && value !== ""));
    return this.all().filter(({ type, inputs }) => types.includes(type) && mentions(inputs, wanted));
  }

  nextSerial(): number {
    return ++this.serial;
  }

  put(resource: Resource, action: "create" | "update"): void {
    const known = this.byKey.get(keyOf(resource));
    if (known !== undefined && known.urn !== resource.urn) {
      throw new Error(`${resource.urn} and ${known.urn} are both ${resource.id}`);
    }
    this.byKey.set(keyOf(resource), resource);
    this.note({ action, type: resource.type, id: resource.id, urn: resource.urn });
  }

  remove(resource: Resource): void {
    this.byKey.delete(keyOf(resource));
    this.note({ action: "delete", type: resource.type, id: resource.id, urn: resource.urn });
  }

  note(entry: JournalEntry): void {
    this.journal.push(entry);
    if (entry.rule !== undefined) this.onRefusal?.(entry.rule);
    if (entry.action !== "refuse" && entry.action !== "fault") this.onChange?.(entry);
  }

  leftovers(kind?: Leftover["kind"]): Leftover[] {
    return kind === undefined ? [...this.lingering] : this.lingering.filter((leftover) => leftover.kind === kind);
  }

  leave(leftover: Leftover): void {
    const same = (other: Leftover): boolean => other.kind === leftover.kind && other.id === leftover.id;
    if (!this.lingering.some(same)) this.lingering.push(leftover);
  }

  /** A person, or time, takes a leftover away. */
  clear(matches: (leftover: Leftover) => boolean): void {
    this.lingering = this.lingering.filter((leftover) => !matches(leftover));
  }

  /** The same account, as it is now; nobody watches the copy. */
  copy(): Account {
    return Account.from(this.saved());
  }

  save(file: string): void {
    writeFileSync(file, `${JSON.stringify(this.saved(), undefined, 1)}\n`);
  }

  private saved(): Saved {
    return {
      accountId: this.accountId,
      region: this.region,
      serial: this.serial,
      resources: this.all(),
      leftovers: this.lingering,
      journal: this.journal,
    };
  }

  /** The account that `save` wrote. */
  static load(file: string): Account {
    return Account.from(JSON.parse(readFileSync(file, "utf8")) as Saved);
  }

  private static from(saved: Saved): Account {
    const account = new Account(saved.accountId, saved.region);
    for (const resource of saved.resources) account.byKey.set(keyOf(resource), resource);
    account.serial = saved.serial;
    account.lingering = [...saved.leftovers];
    account.journal.push(...saved.journal);
    return account;
  }
}

// Ids that several resources share: a family and its revisions, and the time at which certificates were issued.
const IDENTITY: Readonly<Record<string, string>> = {
  [T.taskDefinition]: "arn",
  [T.certificateValidation]: "certificateArn",
};

function keyOf({ type, id, outputs }: Pick<Resource, "type" | "id" | "outputs">): string {
  const identity = outputs[IDENTITY[type] ?? ""];
  return `${type} ${typeof identity === "string" ? identity : id}`;
}

/** True when one of `wanted` stands anywhere in `value`, also inside a longer text such as a policy document. */
function mentions(value: Value | undefined, wanted: ReadonlySet<string>): boolean {
  if (typeof value === "string") return wanted.has(value) || [...wanted].some((text) => containsWord(value, text));
  if (Array.isArray(value)) return value.some((item: Value) => mentions(item, wanted));
  return isRecord(value) && Object.values(value).some((item) => mentions(item, wanted));
}

function containsWord(text: string, word: string): boolean {
  return text.length > word.length && text.includes(`"${word}"`);
}

import { replacementBy } from "@toolkit/offline/replacement";
import { answerTo } from "@toolkit/offline/world";
import type { FaultPlan } from "./faults/faults";
import { PartlyDone } from "./protocol/provider";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  Created,
  DeleteCall,
  DiffCall,
  DiffResult,
  Found,
  InvokeCall,
  Provider,
  ReadCall,
  Subject,
  UpdateCall,
} from "./protocol/provider";
import { sameValue, type Properties } from "./protocol/values";
import { firstRefusal, type Moment, type Rule } from "./rules/rule";
import type { Account, Resource } from "./aws/account";
import { administrator, type Authorizer, type Change } from "./aws/authorizer";
import { afterCreation, afterDeletion } from "./aws/effects";
import { byImportId } from "./aws/import-ids";
import { isAutonamed, nameProperty, withName, withNotesOf, withoutNotes } from "./aws/names";
import { allTags, emulate, regionOf, worldContext } from "./aws/outputs";
import { Latecomers } from "./aws/latecomers";
import { Rolling } from "./aws/rolling";
import { Shifts } from "./aws/shifts";
import { asAnswered, changedByProvider, onlyReads, withKept } from "./aws/provider-changes";

/** A provider whose AWS is an {@link Account}: it makes what the program asks for and refuses what the rules refuse. */
export class EmulatedAws implements Provider {
  readonly version = "7.48.0";

  constructor(
    private readonly account: Account,
    private readonly rules: readonly Rule[],
    private readonly faults: FaultPlan,
    private readonly latecomers = new Latecomers(account),
    private readonly authorizer: Authorizer = administrator,
    private readonly shifts = new Shifts(account),
    private readonly rolling = new Rolling(account),
  ) {}

  turn(type: string): Promise<void> {
    return this.latecomers.wait(type);
  }

  check(call: CheckCall): CheckResult {
    const named = withName(call);
    if (named.failures.length > 0) return named;
    const refusal = this.refusal("check", call, named.inputs, undefined);
    return refusal === undefined ? named : { inputs: named.inputs, failures: [{ property: "", reason: refusal }] };
  }

  diff(call: DiffCall): DiffResult {
    const { type, news, ignoreChanges } = call;
    const oldInputs = asAnswered(call);
    const keys = new Set([...Object.keys(oldInputs), ...Object.keys(news)].filter((key) => !key.startsWith("__")));
    const changed = [...keys].filter((key) => !sameValue(oldInputs[key], news[key]));
    const tags = allTags(call, news);
    if (tags !== undefined && !ignoreChanges.includes("tagsAll") && !sameValue(call.oldOutputs.tagsAll, tags)) {
      changed.push("tagsAll");
    }
    changed.push(...changedByProvider(this.account, call));
    const replaces = changed.filter((key) => replacementBy(type, key) !== undefined);
    return { changed, replaces, deleteBeforeReplace: replaces.length > 0 && keepsItsName(call) };
  }

  create(call: CreateCall): Created {
    if (call.preview) return { id: "", outputs: call.inputs };
    const effect = this.strike("create", call);
    const resource = this.made(call);
    const { id, outputs } = resource;
    this.authorize("create", call, resource, undefined);
    this.refuse("create", call, call.inputs, undefined);
    this.account.put(resource, "create");
    afterCreation(this.account, resource);
    this.shifts.follow(resource, undefined);
    if (effect !== undefined) this.interrupt(effect, resource, call.inputs);
    return { id, outputs };
  }

  read(call: ReadCall): Found | undefined {
    const { account } = this;
    const found = account.get(call.type, call.id, call.outputs) ?? byImportId(account, call.type, call.id);
    return found && { id: found.id, inputs: withNotesOf(call.inputs, found.inputs), outputs: found.outputs };
  }

  update(call: UpdateCall): Properties {
    const { type, id, news } = call;
    if (call.preview) return { ...call.oldOutputs, ...news };
    const current = this.account.get(type, id, call.oldOutputs);
    if (current === undefined) throw new Error(`updating ${type} (${id}): couldn't find resource`);
    if (onlyReads(call)) return current.outputs;
    const effect = this.strike("update", call);
    const wanted = withKept(call, current);
    const { outputs } = emulate(this.account, { ...call, urn: current.urn }, wanted, current.serial);
    const resource: Resource = { ...current, inputs: withoutNotes(wanted), outputs };
    this.authorize("update", call, resource, current);
    this.refuse("update", call, news, current);
    this.account.put(resource, "update");
    const takenBack = this.shifts.follow(resource, current) ?? this.rolling.follow(resource, current);
    if (takenBack !== undefined) {
      this.account.put(current, "update");
      const message = `updating ${type} (${id}): waiting for ECS Service (${id}) update: ${takenBack}`;
      throw new PartlyDone(message, id, outputs, news);
    }
    if (effect !== undefined) this.interrupt(effect, resource, news);
    return outputs;
  }

  delete(call: DeleteCall): void {
    const current = this.account.get(call.type, call.id, call.outputs);
    if (current === undefined) return;
    const effect = this.strike("delete", call);
    // What the provider does on deletion follows the state's inputs, such as skipFinalSnapshot: AWS provider for
    // Terraform, aws_db_instance,
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown
    const resource: Resource = { ...current, inputs: { ...current.inputs, ...withoutNotes(call.inputs) } };
    this.authorize("delete", call, resource, current);
    this.refuse("delete", call, resource.inputs, current);
    this.account.remove(current);
    afterDeletion(this.account, resource);
    if (effect !== undefined) throw new Error(`deleting ${call.type} (${call.id}): ${effect.after}`);
  }

  invoke(call: InvokeCall): Properties {
    const message = this.authorizer.refuseLookUp(call, this.account);
    if (message !== undefined) throw new Error(`invoking ${call.token}: ${message}`);
    return answerTo(call.token, call.args, worldContext(this.account, call)).result as Properties;
  }

  /** What AWS would make of a creation; it is in no account yet. */
  private made(call: CreateCall): Resource {
    const { account } = this;
    const { type, urn } = call;
    const serial = account.nextSerial();
    const { id, outputs } = emulate(account, call, call.inputs, serial);
    const region = regionOf(account, call, call.inputs);
    return { type, id, urn, region, serial, inputs: withoutNotes(call.inputs), outputs };
  }

  /** AWS asks IAM before it looks at anything else. */
  private authorize(
    moment: Change["moment"],
    { type, urn, name }: Subject,
    resource: Resource,
    current: Resource | undefined,
  ): void {
    const { account } = this;
    const message = this.authorizer.refuseChange({ moment, account, resource, current });
    if (message === undefined) return;
    account.note({ action: "refuse", type, id: current?.id ?? "", urn, message });
    throw new Error(`${gerunds[moment]} ${type} (${current?.id ?? name}): ${message}`);
  }

  private refusal(
    moment: Moment,
    call: Subject,
    inputs: Properties,
    current: Resource | undefined,
  ): string | undefined {
    const { account } = this;
    const { type, name, urn } = call;
    const region = regionOf(account, call, inputs);
    const refusal = firstRefusal(this.rules, moment, { account, type, name, urn, region, inputs, current });
    if (refusal === undefined) return undefined;
    const { message, rule } = refusal;
    account.note({ action: "refuse", type, id: current?.id ?? "", urn, message, rule: rule.id });
    return message;
  }

  private refuse(
    moment: Exclude<Moment, "check">,
    call: Subject,
    inputs: Properties,
    current: Resource | undefined,
  ): void {
    const message = this.refusal(moment, call, inputs, current);
    if (message === undefined) return;
    throw new Error(`${gerunds[moment]} ${call.type} (${current?.id ?? call.name}): ${message}`);
  }

  /** Counts the call against the fault plan: throws what comes before the call, returns what comes after it. */
  private strike(moment: Exclude<Moment, "check">, call: Subject): { after: string; known: boolean } | undefined {
    const effect = this.faults.strike(moment, call.type);
    if (effect === undefined) return undefined;
    const message = "before" in effect ? effect.before : effect.after;
    this.account.note({ action: "fault", type: call.type, id: "", urn: call.urn, message });
    if ("after" in effect) return effect;
    throw new Error(`${gerunds[moment]} ${call.type} (${call.name}): ${effect.before}`);
  }

  private interrupt(effect: { after: string; known: boolean }, resource: Resource, inputs: Properties): never {
    const message = `waiting for ${resource.type} (${resource.id}): ${effect.after}`;
    if (effect.known) throw new PartlyDone(message, resource.id, resource.outputs, inputs);
    throw new Error(message);
  }
}

const gerunds: Readonly<Record<Exclude<Moment, "check">, string>> = {
  create: "creating",
  update: "updating",
  delete: "deleting",
};

/** A name that the program chose stays taken until the old resource is gone, so the bridge deletes that first. */
function keepsItsName({ type, oldInputs, news }: DiffCall): boolean {
  const property = nameProperty(type);
  return property !== undefined && !isAutonamed(news) && sameValue(oldInputs[property], news[property]);
}

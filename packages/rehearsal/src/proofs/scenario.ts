import { Account, type Resource } from "../aws/account";
import { EmulatedAws } from "../emulator";
import { EmulatedDockerBuild } from "../aws/images";
import { Rolling } from "../aws/rolling";
import { T } from "@toolkit/offline/aws-types";
import { FaultPlan } from "../faults/faults";
import type { Provider, Subject } from "../protocol/provider";
import type { Properties } from "../protocol/values";
import { ruleBook } from "../rules";

/** What went wrong when something was asked of the emulated AWS. */
export class Refused extends Error {}

/** A few resources in an empty account, made one after the other as the engine would make them. */
export class Scenario {
  readonly account = new Account();
  readonly faults = new FaultPlan();
  readonly rolling = new Rolling(this.account);
  private readonly aws = new EmulatedAws(
    this.account,
    ruleBook,
    this.faults,
    undefined,
    undefined,
    undefined,
    this.rolling,
  );
  private readonly builds = new EmulatedDockerBuild(this.account, this.faults);
  private count = 0;

  /** Checks and creates a resource; a type without a given name gets a new logical name. */
  make(type: string, inputs: Properties = {}, name = `r${++this.count}`): Resource {
    const subject = this.subject(type, name);
    const provider = this.providerOf(type);
    const checked = provider.check({
      ...subject,
      news: inputs,
      olds: undefined,
      seed: `${++this.count}`,
      autonaming: undefined,
    });
    const [failure] = checked.failures;
    if (failure !== undefined) throw new Refused(failure.reason);
    const { id, outputs } = provider.create({ ...subject, inputs: checked.inputs, preview: false });
    const made = this.account.get(type, id, outputs);
    if (made === undefined) throw new Error(`${type} ${id} was not recorded`);
    return made;
  }

  /** Updates a resource in place, some inputs changed. */
  change(resource: Resource, changes: Properties): Resource {
    const { type, id, outputs, urn } = resource;
    const subject = this.subject(type, urn.split("::")[3] ?? "");
    const news = { ...resource.inputs, ...changes };
    this.providerOf(type).update({
      ...subject,
      id,
      oldInputs: resource.inputs,
      oldOutputs: outputs,
      news,
      preview: false,
    });
    const changed = this.account.get(type, id, outputs);
    if (changed === undefined) throw new Error(`${type} ${id} is gone`);
    return changed;
  }

  remove(resource: Resource): void {
    const { type, id, outputs, urn } = resource;
    const inputs = this.account.get(type, id, outputs)?.inputs ?? {};
    this.providerOf(type).delete({ ...this.subject(type, urn.split("::")[3] ?? ""), id, inputs, outputs });
  }

  private providerOf(type: string): Provider {
    return type === T.image ? this.builds : this.aws;
  }

  private subject(type: string, name: string): Subject {
    return { urn: `urn:pulumi:dev::proof::${type}::${name}`, type, name, provider: { region: this.account.region } };
  }
}

import type { Account, Resource } from "@toolkit/rehearsal/aws/account";
import type { Authorizer } from "@toolkit/rehearsal/aws/authorizer";
import { EmulatedAws } from "@toolkit/rehearsal/emulator";
import { FaultPlan } from "@toolkit/rehearsal/faults/faults";
import type { Properties } from "@toolkit/rehearsal/protocol/values";

/** Somebody in an account: an administrator, or a role of CI. */
export class Caller {
  readonly #aws: EmulatedAws;
  #count = 0;

  constructor(
    readonly account: Account,
    authorizer?: Authorizer,
  ) {
    this.#aws = new EmulatedAws(account, [], new FaultPlan(), undefined, authorizer);
  }

  make(type: string, inputs: Properties): Resource {
    const name = `x${++this.#count}`;
    const { id, outputs } = this.#aws.create({ ...this.#subject(type, name), inputs, preview: false });
    const made = this.account.get(type, id, outputs);
    if (made === undefined) throw new Error(`${type} ${id} is not in the account`);
    return made;
  }

  change({ type, id, inputs, outputs, urn }: Resource, changes: Properties): void {
    const news = Object.fromEntries(Object.entries({ ...inputs, ...changes }).filter(([, value]) => value !== null));
    const call = { ...this.#subject(type, urn), id, oldInputs: inputs, oldOutputs: outputs, news, preview: false };
    this.#aws.update(call);
  }

  remove({ type, id, inputs, outputs, urn }: Resource): void {
    this.#aws.delete({ ...this.#subject(type, urn), id, inputs, outputs });
  }

  lookUp(token: string, args: Properties): void {
    this.#aws.invoke({ token, args, provider: {} });
  }

  #subject(type: string, name: string) {
    return { urn: `urn:pulumi:dev::webapp::${type}::${name}`, type, name, provider: { region: this.account.region } };
  }
}

/** What somebody tries: whether they may, as which role, the action that is refused, and how. */
export type Attempt = readonly [
  what: string,
  as: "deploy-dev" | "deploy-prod",
  /** `undefined` when they may. */
  refused: string | undefined,
  does: (attacker: Caller, admin: Caller) => unknown,
];

import type { Account } from "../aws/account";
import type { ApiCall, Handler } from "./handler";
import { handlers } from "./handlers";
import { Runtime } from "./runtime";

/** The API of an emulated account: it reads what Pulumi made, and does what people and services do beside Pulumi. */
export class EmulatedApi {
  readonly runtime: Runtime;
  /** Every call in order. */
  readonly calls: ApiCall[] = [];

  /** Handlers by `service.Operation` that come before those of the account. */
  readonly own: Record<string, Handler> = {};

  constructor(readonly account: Account) {
    this.runtime = new Runtime(account);
  }

  /**
   * Answers a call.
   *
   * @throws ApiError for what AWS would refuse, Error for an operation that is not emulated
   */
  answer(call: ApiCall): object {
    this.calls.push(call);
    const name = `${call.service}.${call.operation}`;
    const handler = this.own[name] ?? handlers[name];
    if (handler === undefined)
      throw new Error(`${name} is not emulated: add it to packages/rehearsal/src/api/handlers`);
    return handler(call.parameters, { account: this.account, runtime: this.runtime, region: call.region });
  }
}

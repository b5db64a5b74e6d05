import type { Account } from "../aws/account";
import type { Properties } from "../protocol/values";
import { handlers } from "./handlers";
import { Runtime } from "./runtime";

/** One call of the AWS API, as the SDKs name it. */
export interface ApiCall {
  /** botocore's name of the service, such as `ecs`. */
  readonly service: string;
  /** Such as `DescribeServices`. */
  readonly operation: string;
  readonly parameters: Properties;
  readonly region: string;
}

/** What an answer is made of. */
export interface ApiContext {
  readonly account: Account;
  readonly runtime: Runtime;
  readonly region: string;
}

/** Answers one operation. @throws ApiError for what AWS would refuse */
export type Handler = (parameters: Properties, context: ApiContext) => object;

/** An error of AWS by its code. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

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

import type { Account } from "../aws/account";
import type { Properties } from "../protocol/values";
import type { Runtime } from "./runtime";

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

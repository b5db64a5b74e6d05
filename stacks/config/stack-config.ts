import { type Override } from "./defaults";
import { type WebappConfig } from "./schema";

/** The `aws:*` keys that the explicit provider passes on. */
export interface AwsConfig {
  readonly region: string;
  readonly profile?: string | undefined;
  readonly allowedAccountIds?: readonly string[] | undefined;
  readonly assumeRoles?: readonly AssumeRole[] | undefined;
  readonly defaultTags?: Readonly<Record<string, string>> | undefined;
}

export interface AssumeRole {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  readonly sessionName?: string | undefined;
}

/** All that a stack is made from: validated, plain, complete. */
export interface StackConfig extends WebappConfig {
  readonly project: string;
  readonly stack: string;
  /** Start of physical names, `<project>-<stack>`. */
  readonly prefix: string;
  readonly aws: AwsConfig;
  /** What the stack file changes against its profile. */
  readonly overrides: readonly Override[];
  /** Keys of the stack file that hold something encrypted, such as `webapp:backend`; absent when there are none. */
  readonly encrypted?: readonly string[];
}

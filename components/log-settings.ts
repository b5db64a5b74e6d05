import type * as pulumi from "@pulumi/pulumi";

/** How log groups are kept. */
export interface LogSettings {
  /** Days to keep logs; one of the values that CloudWatch knows. */
  readonly retentionDays: number;
  /** Customer-managed key. @default CloudWatch's own encryption */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/** The same as arguments of a log group. */
export const logGroupArgs = ({ retentionDays, keyArn }: LogSettings) => ({
  retentionInDays: retentionDays,
  kmsKeyId: keyArn,
});

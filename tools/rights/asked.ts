import type { Change } from "@toolkit/rehearsal/aws/authorizer";
import { T } from "@toolkit/offline/aws-types";

/** Actions that serve one input, which a schema names whether it is set or not. */
interface Asked {
  readonly action: string;
  readonly type: string;
  readonly when: (change: Change) => boolean;
}

const ASKED: readonly Asked[] = [
  { action: "cloudtrail:StopLogging", type: T.trail, when: ({ resource }) => resource.inputs.enableLogging === false },
  {
    action: "iam:DeleteRolePermissionsBoundary",
    type: T.role,
    when: ({ current, resource }) =>
      current?.inputs.permissionsBoundary !== undefined && resource.inputs.permissionsBoundary === undefined,
  },
  {
    action: "rds:ModifyDBSnapshotAttribute",
    type: "aws:rds/snapshot:Snapshot",
    when: ({ resource }) => Array.isArray(resource.inputs.sharedAccounts),
  },
];

/** What a change asks for by an input, beside what it is. */
export const askedBy = (change: Change): string[] =>
  ASKED.filter(({ type, when }) => type === change.resource.type && when(change)).map(({ action }) => action);

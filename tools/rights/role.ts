import type { Context } from "@toolkit/iam/context";
import type { Policies, Request } from "@toolkit/iam/evaluate";
import type { Policy } from "@toolkit/iam/policy";

/** A role as IAM sees it. */
export interface Role {
  /** As the tables name it: `deploy-prod`. */
  readonly name: string;
  /** Stack that it is for. */
  readonly stack: string;
  /** Region of the bootstrap: what the role changes must be there, but for global services. */
  readonly region: string;
  readonly policies: Pick<Policies, "identity" | "boundary">;
  /** Who may assume it; none for a role that only a stack could make. */
  readonly trust?: Policy;
  readonly caller: Request["caller"];
  /** Boundary that the roles which the stack makes must carry. */
  readonly stackBoundaryArn: string;
  /** What AWS knows of each request by its caller, such as the tags of the role. @default nothing */
  readonly context?: Context;
}

/** Everything at all, as an attacker who may deploy would write it. */
export const EVERYTHING: Policy = { Statement: { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" } };

/** Who has a role of that name. */
export const callerOf = (accountId: string, name: string): Role["caller"] => ({
  account: accountId,
  arn: `arn:aws:iam::${accountId}:role/${name}`,
  sessionArn: `arn:aws:sts::${accountId}:assumed-role/${name}/session`,
});

/** A call as the role makes it. */
export const requestBy = ({ caller, context }: Role, call: Omit<Request, "caller">): Request => ({
  ...call,
  context: context === undefined ? (call.context ?? {}) : { ...context, ...call.context },
  caller,
});

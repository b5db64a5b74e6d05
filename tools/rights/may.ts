import { evaluate } from "@toolkit/iam/evaluate";
import type { Matter } from "./matter";
import { requestBy, type Role } from "./role";

/** Whether a role may do a matter by any of its calls. */
export const may = (role: Role, { calls }: Matter): boolean =>
  calls.some((call) => evaluate(requestBy(role, call), role.policies).isAllowed);

/** A job of GitHub Actions, by the claims of its token. */
export interface Job {
  readonly what: string;
  readonly claims: Readonly<Record<string, string>>;
}

const ISSUER = "token.actions.githubusercontent.com";

/** Whether a role's trust admits a job. */
export function admits({ trust, caller }: Role, { claims }: Job): boolean {
  if (trust === undefined) return false;
  const context = Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${ISSUER}:${claim}`, value]));
  const account = caller.account ?? "";
  return evaluate(
    {
      action: "sts:AssumeRoleWithWebIdentity",
      resource: caller.arn ?? "",
      caller: { federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
      context,
    },
    { identity: [], resource: { policy: trust, account, mustAllow: true } },
  ).isAllowed;
}

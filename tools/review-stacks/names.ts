import { reviewStack } from "../../bootstrap/review-names";

/** What a pull request's stack and role are called. */
export interface ReviewNames {
  readonly pullRequest: number;
  /** `pr-12` */
  readonly stack: string;
  readonly roleName: string;
  readonly roleArn: string;
}

/** @param roles what the ARNs of all roles of CI begin with, the bootstrap's output `ciRoles` */
export function reviewNames(roles: string, pullRequest: number): ReviewNames {
  const stack = reviewStack(pullRequest);
  const roleArn = `${roles}-review-${stack}`;
  return { pullRequest, stack, roleArn, roleName: roleArn.slice(roleArn.lastIndexOf("/") + 1) };
}

/** Number of the pull request whose stack has this name; undefined for any other name. */
export const pullRequestOfStack = (name: string): number | undefined => numberAfter("pr-", name);

/**
 * Number of the pull request whose role has this name; undefined for any other name.
 *
 * @param roles what the ARNs of all roles of CI begin with
 */
export const pullRequestOfRole = (roles: string, name: string): number | undefined =>
  numberAfter(`${roles.slice(roles.lastIndexOf("/") + 1)}-review-pr-`, name);

/** The number, of which nothing follows. */
function numberAfter(start: string, name: string): number | undefined {
  const digits = name.startsWith(start) ? name.slice(start.length) : "";
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined;
}

/** ARN of something of CI that is no role: `policy/ci-webapp-reads` for `reads`. */
export const ofCi = (roles: string, kind: string, name: string): string =>
  `${roles.replace(":role/", `:${kind}/`)}-${name}`;

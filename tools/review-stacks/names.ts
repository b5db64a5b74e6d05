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

/** Number of the pull request in the name of its stack or role; undefined for any other name. */
export function pullRequestIn(name: string): number | undefined {
  const digits = /(?:^|-review-)pr-([1-9]\d*)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** ARN of something of CI that is no role: `policy/ci-webapp-reads` for `reads`. */
export const ofCi = (roles: string, kind: string, name: string): string =>
  `${roles.replace(":role/", `:${kind}/`)}-${name}`;

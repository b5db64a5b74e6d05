import { RunError } from "@pulumi/pulumi";

/**
 * Something the user can fix: the message says what was wrong, the value, and the fix.
 *
 * Pulumi prints a `RunError` without a stack trace, since the place in our code says nothing about their configuration.
 */
export class UserError extends RunError {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
  }
}

/** Throws all problems of one component at once, a line each; does nothing when there are none. */
export function refuse(name: string, problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new UserError(problems.map((problem) => `${name}: ${problem}`).join("\n"));
  }
}

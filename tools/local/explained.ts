import { RunError } from "@pulumi/pulumi/errors";
import { LocalRunError } from "./error";

/** Errors that tell the user everything; a stack trace would only hide it. */
export function isExplained(error: unknown): error is Error {
  return error instanceof LocalRunError || RunError.isInstance(error);
}

/** A mistake that the user can mend: what was wrong, the value, the fix. Printed without a stack trace. */
export class CostError extends Error {
  override readonly name = "CostError";
}

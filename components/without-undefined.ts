/** A copy without the keys whose value is undefined, as JSON would have it. For types whose keys are optional. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

/**
 * Switches stack traces off: Pulumi takes one per resource and per promise, which is most of a run's time. Errors of
 * the program then carry their message only.
 *
 * @returns switches them on again.
 */
export function withoutTraces(): () => void {
  const limit = Error.stackTraceLimit;
  const formatter = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  Error.stackTraceLimit = 0;
  Error.prepareStackTrace = () => "";
  return () => {
    Error.stackTraceLimit = limit;
    Reflect.deleteProperty(Error, "prepareStackTrace");
    if (formatter !== undefined) Object.defineProperty(Error, "prepareStackTrace", formatter);
  };
}

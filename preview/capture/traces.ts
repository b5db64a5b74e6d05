/**
 * Switches stack traces off: Pulumi takes one per resource and per promise, which is most of a run's time. Errors of
 * the program then carry their message only.
 *
 * @returns switches them on again.
 */
export function withoutTraces(): () => void {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  Error.prepareStackTrace = () => "";
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
    else Error.prepareStackTrace = prepareStackTrace;
  };
}

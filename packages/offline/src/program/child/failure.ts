import type { Failure } from "../task";

/** What a program threw, as far as its user can do something about it. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { kind: "thrown", message: String(thrown) };
  const missing = missingPackage(thrown);
  if (missing !== undefined) return { kind: "missing", message: firstLine(thrown.message), package: missing };
  // RunError of any copy of the SDK.
  const isTold = "__pulumiRunError" in thrown || "__pulumResourceError" in thrown;
  return { kind: isTold ? "told" : "thrown", message: withPlace(thrown, isTold) };
}

/** The package of a module that Node did not find; a file of the program's own is no package. */
function missingPackage(error: Error & { code?: unknown }): string | undefined {
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const wanted = /Cannot find (?:module|package) '([^']+)'/.exec(error.message)?.[1];
  if (wanted === undefined || /^[./]|^file:/.test(wanted)) return undefined;
  return wanted.split("/", wanted.startsWith("@") ? 2 : 1).join("/");
}

const firstLine = (text: string): string => text.split("\n")[0] ?? text;

/** The message, and where in the program it comes from. */
function withPlace(error: Error, isTold: boolean): string {
  const message = error.message === "" ? error.name : error.message;
  if (isTold) return message;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const own = frames.find((line) => !/node_modules|node:internal|packages\/offline/.test(line));
  const place = own === undefined ? undefined : /\(?(?:file:\/\/)?([^()\s]+:\d+):\d+\)?$/.exec(own)?.[1];
  return `${error.name}: ${message}${place === undefined ? "" : ` (${place})`}`;
}

import type { LogLevel } from "./settings.js";

/** Values that JSON can hold; undefined ones are left out. */
export type LogFields = Readonly<Record<string, string | number | boolean | object | undefined>>;

/** Writes one line of JSON per event. */
export type Log = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>;

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Makes a log that leaves out what is below `level`. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const at =
    (own: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(own) < LEVELS.indexOf(level)) return;
      write(`${JSON.stringify({ time: new Date().toISOString(), level: own, message, ...fields })}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error as log fields, its causes included: a failed fetch says why only there. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return { error: error.message, ...(cause && { cause: cause.message }), stack: error.stack };
}

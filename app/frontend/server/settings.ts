import { isIP } from "node:net";
import { DEFAULT_POLICY, type PolicyHeader } from "./content-security-policy.js";

/** How much the server says: requests are `info`, health checks and calls to the backend `debug`. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What the server is told by its environment; `environment.json` lists the same variables for the infrastructure. */
export interface Settings {
  readonly port: number;
  /** Address to listen on; all of them when it is empty. */
  readonly host: string;
  /** Origin, without a trailing slash. */
  readonly backendUrl: string;
  readonly shutdownTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Whether messages of unexpected errors may reach the browser. */
  readonly mode: "production" | "development";
  readonly logLevel: LogLevel;
  /** CloudWatch namespace under which requests in flight and refused are published; nowhere when it is empty. */
  readonly pressureNamespace: string;
  /** Policy of pages, to which the server adds a nonce for its own inline scripts. */
  readonly contentSecurityPolicy: PolicyHeader;
}

/** The environment is wrong; each problem is one line that names the variable, its value and the fix. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings.
 *
 * @throws SettingsError with all problems at once.
 */
export function readSettings(env: Environment): Settings {
  const problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);
  const settings: Settings = {
    port: wholeNumber(env, "PORT", { least: 0, most: 65_535, otherwise: 3000 }, report),
    host: ipAddress(env, "HOST", report),
    backendUrl: origin(env, "BACKEND_URL", report),
    shutdownTimeoutMs:
      wholeNumber(env, "SHUTDOWN_TIMEOUT_SECONDS", { least: 1, most: 120, otherwise: 25 }, report) * 1000,
    // An idle load balancer connection lives 60 s by default; whoever closes first must not be this server.
    keepAliveTimeoutMs:
      wholeNumber(env, "KEEP_ALIVE_TIMEOUT_SECONDS", { least: 1, most: 4000, otherwise: 75 }, report) * 1000,
    mode: oneOf(env, "NODE_ENV", ["production", "development"], "production", report),
    logLevel: oneOf(env, "LOG_LEVEL", ["debug", "info", "warn", "error"], "info", report),
    pressureNamespace: metricNamespace(env, "PRESSURE_NAMESPACE", report),
    contentSecurityPolicy: policyHeader(env, report),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

type Report = (problem: string) => void;

function wholeNumber(
  env: Environment,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
  report: Report,
): number {
  const text = env[name] ?? "";
  if (text === "") return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  report(`${name} is "${text}"; it must be a whole number from ${least} to ${most}.`);
  return otherwise;
}

function ipAddress(env: Environment, name: string, report: Report): string {
  const text = env[name] ?? "";
  if (text !== "" && isIP(text) === 0) report(`${name} is "${text}"; it must be an IP address, for example 127.0.0.1.`);
  return text;
}

function oneOf<T extends string>(
  env: Environment,
  name: string,
  allowed: readonly T[],
  otherwise: T,
  report: Report,
): T {
  const text = env[name] ?? "";
  if (text === "") return otherwise;
  const value = allowed.find((candidate) => candidate === text);
  if (value === undefined) report(`${name} is "${text}"; it must be ${allowed.join(" or ")}.`);
  return value ?? otherwise;
}

function metricNamespace(env: Environment, name: string, report: Report): string {
  const text = env[name] ?? "";
  if (/^[A-Za-z0-9._/#-]{0,255}$/.test(text)) return text;
  report(`${name} is "${text}"; it must be at most 255 letters, digits and . _ / # -, for example shop-dev/services.`);
  return "";
}

function policyHeader(env: Environment, report: Report): PolicyHeader {
  const enforced = policy(env, "CONTENT_SECURITY_POLICY", report);
  const reported = policy(env, "CONTENT_SECURITY_POLICY_REPORT_ONLY", report);
  if (enforced !== "") return { name: "Content-Security-Policy", value: enforced };
  if (reported !== "") return { name: "Content-Security-Policy-Report-Only", value: reported };
  return DEFAULT_POLICY;
}

function policy(env: Environment, name: string, report: Report): string {
  const text = env[name] ?? "";
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  report(`${name} holds a line break or characters that are not ASCII; it must be the value of a header.`);
  return "";
}

function origin(env: Environment, name: string, report: Report): string {
  const text = env[name] ?? "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  report(
    text === ""
      ? `${name} is not set; it must be the backend's origin, for example http://localhost:8080.`
      : `${name} is "${text}"; it must be an http or https origin without path, for example http://localhost:8080.`,
  );
  return "";
}

/** What the engine does to one resource. */
export type Operation =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "refresh"
  | "discard-replaced";

/** One step of a deployment, planned or done. */
export interface Step {
  readonly operation: Operation;
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs that change. */
  readonly changed: readonly string[];
  /** Inputs that need a new resource. */
  readonly replaces: readonly string[];
}

/** What the engine, a provider or the program says. */
export interface Diagnostic {
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

/** The record of one run of the engine. */
export interface Events {
  /** What the engine set out to do, in order. */
  readonly planned: readonly Step[];
  /** What it finished, in order. */
  readonly done: readonly Step[];
  readonly failed: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** Seconds that the steps of a URN took, whole ones, as the engine's clock has them. */
  readonly seconds: ReadonlyMap<string, number>;
  /** Violations that a policy pack reported. */
  readonly violations: readonly Diagnostic[];
  /** Names of the policy packs that looked. */
  readonly policyPacks: readonly string[];
}

interface Metadata {
  readonly op: Operation;
  readonly urn: string;
  readonly type: string;
  readonly keys?: readonly string[] | null;
  readonly diffs?: readonly string[] | null;
}

interface EngineEvent {
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly resourcePreEvent?: { readonly metadata: Metadata };
  readonly resOutputsEvent?: { readonly metadata: Metadata };
  readonly resOpFailedEvent?: { readonly metadata: Metadata };
  readonly diagnosticEvent?: {
    readonly severity: string;
    readonly urn?: string;
    readonly message: string;
    readonly ephemeral?: boolean;
  };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly enforcementLevel: string;
    readonly policyName: string;
    readonly message: string;
  };
  readonly summaryEvent?: { readonly PolicyPacks?: Readonly<Record<string, string>> };
}

/** Reads the log that `--event-log` writes; a last line cut short by a kill is left out. */
export function parseEvents(log: string): Events {
  const events = log.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as EngineEvent];
    } catch {
      return [];
    }
  });
  const steps = (pick: (event: EngineEvent) => { metadata: Metadata } | undefined): Step[] =>
    events.flatMap((event) => {
      const metadata = pick(event)?.metadata;
      return metadata === undefined || metadata.type === "pulumi:pulumi:Stack" ? [] : [stepOf(metadata)];
    });
  return {
    planned: steps((event) => event.resourcePreEvent),
    done: steps((event) => event.resOutputsEvent),
    failed: steps((event) => event.resOpFailedEvent),
    diagnostics: events.flatMap(({ diagnosticEvent: event }) =>
      event === undefined || event.ephemeral === true || event.severity === "debug"
        ? []
        : [{ severity: event.severity, urn: event.urn ?? "", message: withoutColours(event.message) }],
    ),
    seconds: secondsOf(events),
    violations: events.flatMap(({ policyEvent: event }) =>
      event === undefined
        ? []
        : [
            {
              severity: event.enforcementLevel,
              urn: event.resourceUrn ?? "",
              message: `${event.policyName}: ${withoutColours(event.message)}`,
            },
          ],
    ),
    policyPacks: events.flatMap(({ summaryEvent: event }) => Object.keys(event?.PolicyPacks ?? {})),
  };
}

/** From the beginning of the first step of a URN to the end of its last. */
function secondsOf(events: readonly EngineEvent[]): Map<string, number> {
  const began = new Map<string, number>();
  const took = new Map<string, number>();
  for (const { timestamp = 0, resourcePreEvent, resOutputsEvent } of events) {
    const [start, end] = [resourcePreEvent?.metadata.urn, resOutputsEvent?.metadata.urn];
    if (start !== undefined && !began.has(start)) began.set(start, timestamp);
    if (end !== undefined) took.set(end, timestamp - (began.get(end) ?? timestamp));
  }
  return took;
}

function stepOf({ op, urn, type, keys, diffs }: Metadata): Step {
  return {
    operation: op,
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    changed: diffs ?? [],
    replaces: keys ?? [],
  };
}

/** The engine writes colours as `<{%fg 1%}>`. */
function withoutColours(message: string): string {
  return message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
}

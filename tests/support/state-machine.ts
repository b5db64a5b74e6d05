import jsonata from "jsonata";

type Json = Record<string, unknown>;

interface State extends Json {
  readonly Type: "Task" | "Wait" | "Choice" | "Pass" | "Map" | "Succeed" | "Fail";
  readonly Next?: string;
  readonly End?: boolean;
}

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** An error of a service, as a task state sees it. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

/** What `$states.context` tells of a run, and when it began. */
export interface Run {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly startTime: string;
}

const SOME_RUN: Run = { executionArn: "", stateMachineArn: "", startTime: "2027-01-01T00:00:00.000Z" };

/** Answers the calls of task states, by the last part of the resource, e.g. `ecs:updateService`; a call that lasts longer than its state may is cut off. */
export type Services = (call: string, args: Json, clock: Clock) => unknown;

/** Seconds that wait states and retries took. */
export interface Clock {
  seconds: number;
}

export type Outcome =
  | { readonly status: "SUCCEEDED"; readonly output: unknown; readonly seconds: number }
  | { readonly status: "FAILED"; readonly error: string; readonly cause: string; readonly seconds: number };

class Failure extends Error {
  constructor(
    readonly error: string,
    override readonly cause: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/**
 * Runs an Amazon States Language definition in JSONata without waiting: the states that this project uses, with
 * Step Functions' rules that a missing value is an error, that variables of a map's iterations are their own, and that
 * errors are retried, then caught.
 */
export async function runStateMachine(
  definition: unknown,
  input: unknown,
  services: Services,
  run: Run = SOME_RUN,
): Promise<Outcome> {
  const clock: Clock = { seconds: 0 };
  try {
    const output = await runStates(definition as Machine, input, { run }, services, clock);
    return { status: "SUCCEEDED", output, seconds: clock.seconds };
  } catch (error) {
    if (error instanceof Failure)
      return { status: "FAILED", error: error.error, cause: error.cause, seconds: clock.seconds };
    throw error;
  }
}

async function runStates(machine: Machine, input: unknown, scope: Json, services: Services, clock: Clock) {
  const variables = { ...scope };
  let name = machine.StartAt;
  let value = input;
  for (let steps = 0; steps < 10_000; steps++) {
    const state = machine.States[name];
    if (state === undefined) throw new Error(`No state ${name}`);
    const states: Json = { input: value, context: contextOf(scope.run as Run, clock) };
    const evaluate = (template: unknown) => evaluateTemplate(template, { ...variables, states });
    let next = state.Next;
    switch (state.Type) {
      case "Succeed":
        return value;
      case "Fail":
        throw new Failure(String(await evaluate(state.Error)), String(await evaluate(state.Cause)));
      case "Wait":
        clock.seconds += Number(await evaluate(state.Seconds));
        break;
      case "Choice":
        next = await choose(state, evaluate);
        break;
      case "Pass":
        value = "Output" in state ? await evaluate(state.Output) : value;
        break;
      case "Map": {
        const items = (await evaluate(state.Items)) as unknown[];
        const clocks = items.map(() => ({ seconds: 0 }));
        value = await Promise.all(
          items.map((item, index) =>
            runStates(state.ItemProcessor as Machine, item, variables, services, clocks[index] ?? clock),
          ),
        );
        clock.seconds += Math.max(0, ...clocks.map(({ seconds }) => seconds));
        break;
      }
      case "Task": {
        const call = String(state.Resource).replace(/^arn:[^:]+:states:::(aws-sdk:)?/, "");
        const limit = state.TimeoutSeconds === undefined ? Infinity : Number(await evaluate(state.TimeoutSeconds));
        const args = (await evaluate(state.Arguments)) as Json;
        try {
          states.result = await withRetries(state, clock, () =>
            within(limit, clock, () => services(call, args, clock)),
          );
          const assigned = (await evaluate(state.Assign ?? {})) as Json;
          value = "Output" in state ? await evaluate(state.Output) : states.result;
          Object.assign(variables, assigned);
        } catch (error) {
          const catcher = catcherFor(state, error);
          states.errorOutput = { Error: codeOf(error), Cause: (error as Error).message };
          const assigned = (await evaluate(catcher.Assign ?? {})) as Json;
          value = "Output" in catcher ? await evaluate(catcher.Output) : states.errorOutput;
          Object.assign(variables, assigned);
          next = catcher.Next as string;
        }
        break;
      }
    }
    if (state.End === true) return value;
    if (next === undefined) throw new Error(`State ${name} has no Next and no End`);
    name = next;
  }
  throw new Error("The state machine does not end");
}

const contextOf = ({ executionArn, stateMachineArn, startTime }: Run, clock: Clock): Json => ({
  Execution: { Id: executionArn, StartTime: startTime },
  StateMachine: { Id: stateMachineArn },
  State: { EnteredTime: new Date(Date.parse(startTime) + clock.seconds * 1000).toISOString() },
});

/** A call may move the clock on; past the limit of its state it ends as `States.Timeout`, at the limit. */
async function within(limit: number, clock: Clock, call: () => unknown): Promise<unknown> {
  const end = clock.seconds + limit;
  const ended = async (): Promise<() => unknown> => {
    try {
      const result = await call();
      return () => result;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  };
  const outcome = await ended();
  if (clock.seconds <= end) return outcome();
  clock.seconds = end;
  throw new ServiceError("States.Timeout");
}

async function choose(state: State, evaluate: (template: unknown) => Promise<unknown>): Promise<string> {
  for (const choice of state.Choices as { Condition: string; Next: string }[]) {
    const answer = await evaluate(choice.Condition);
    if (typeof answer !== "boolean") throw new Failure("States.QueryEvaluationError", "a condition is not a boolean");
    if (answer) return choice.Next;
  }
  return state.Default as string;
}

async function withRetries(state: State, clock: Clock, call: () => unknown): Promise<unknown> {
  const retriers = (state.Retry ?? []) as {
    ErrorEquals: string[];
    IntervalSeconds: number;
    MaxAttempts: number;
    BackoffRate: number;
  }[];
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const retrier = retriers.find(({ ErrorEquals }) => ErrorEquals.includes(codeOf(error)));
      if (retrier === undefined || attempt >= retrier.MaxAttempts) throw error;
      clock.seconds += retrier.IntervalSeconds * retrier.BackoffRate ** attempt;
    }
  }
}

function catcherFor(state: State, error: unknown): Json {
  const catchers = (state.Catch ?? []) as { ErrorEquals: string[] }[];
  const found = catchers.find(
    ({ ErrorEquals }) => ErrorEquals.includes("States.ALL") || ErrorEquals.includes(codeOf(error)),
  );
  if (found === undefined) throw new Failure(codeOf(error), (error as Error).message);
  return found;
}

function codeOf(error: unknown): string {
  if (error instanceof ServiceError) return error.code;
  if (error instanceof Failure) return error.error;
  throw error;
}

async function evaluateTemplate(template: unknown, scope: Json): Promise<unknown> {
  if (Array.isArray(template)) return Promise.all(template.map((item) => evaluateTemplate(item, scope)));
  if (typeof template === "object" && template !== null) {
    const entries = Object.entries(template).map(async ([key, value]) => [key, await evaluateTemplate(value, scope)]);
    return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
  }
  const expression = typeof template === "string" ? /^\{%(.*)%\}$/s.exec(template)?.[1] : undefined;
  if (expression === undefined) return template;
  const compiled = jsonata(expression);
  // Step Functions' own.
  compiled.registerFunction("parse", (text: string): unknown => JSON.parse(text));
  const answer: unknown = await compiled.evaluate({}, scope);
  if (answer === undefined) {
    throw new Failure("States.QueryEvaluationError", `${expression.trim()} is undefined`);
  }
  return answer;
}

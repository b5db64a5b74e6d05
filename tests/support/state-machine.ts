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

/** Answers the calls of task states, by the last part of the resource, e.g. `ecs:updateService`. */
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
export async function runStateMachine(definition: unknown, input: unknown, services: Services): Promise<Outcome> {
  const clock: Clock = { seconds: 0 };
  try {
    const output = await runStates(definition as Machine, input, {}, services, clock);
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
    const states: Json = { input: value };
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
        const call = String(state.Resource).split(":aws-sdk:")[1] ?? String(state.Resource);
        const args = (await evaluate(state.Arguments)) as Json;
        try {
          states.result = await withRetries(state, clock, () => services(call, args, clock));
          const assigned = (await evaluate(state.Assign ?? {})) as Json;
          value = "Output" in state ? await evaluate(state.Output) : states.result;
          Object.assign(variables, assigned);
        } catch (error) {
          const catcher = catcherFor(state, error);
          states.errorOutput = { Error: codeOf(error), Cause: (error as Error).message };
          value = await evaluate(catcher.Output);
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
  const answer: unknown = await jsonata(expression).evaluate({}, scope);
  if (answer === undefined) {
    throw new Failure("States.QueryEvaluationError", `${expression.trim()} is undefined`);
  }
  return answer;
}

import { T } from "@toolkit/offline/aws-types";
import { byArn, record, shown, text } from "../aws/look";
import type { Rule } from "./rule";
import { api } from "./sources";

type Json = Readonly<Record<string, unknown>>;

const CREATE = "CreateStateMachine";

/** State machines, schedules and their groups that AWS does not accept. */
export const workflowValueRules: readonly Rule[] = [
  {
    id: "state-machine-definition-is-complete",
    source: api.stepFunctions(CREATE, "InvalidDefinition"),
    on: ["create", "update"],
    types: [T.stateMachine],
    refuse: ({ inputs }) => {
      const written = text(inputs.definition);
      const problem = written === undefined ? undefined : definitionProblem(written);
      return problem === undefined ? undefined : `InvalidDefinition: Invalid State Machine Definition: '${problem}'`;
    },
  },
  {
    id: "states-may-assume-role",
    source: api.stepFunctions(CREATE, "roleArn"),
    on: ["create", "update"],
    types: [T.stateMachine],
    refuse: ({ account, inputs }) => {
      const role = byArn(account, T.role, inputs.roleArn);
      return role === undefined || shown(role.inputs.assumeRolePolicy).includes("states.amazonaws.com")
        ? undefined
        : `AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.`;
    },
  },
  {
    id: "schedule-group-exists",
    source: api.scheduler("CreateSchedule", "ResourceNotFoundException"),
    on: ["create", "update"],
    types: [T.schedule],
    refuse: ({ account, inputs }) => {
      const group = text(inputs.groupName);
      const exists = account.all(T.scheduleGroup).some(({ outputs }) => outputs.name === group);
      return group === undefined || group === "default" || exists
        ? undefined
        : `ResourceNotFoundException: Schedule group ${group} does not exist.`;
    },
  },
];

/** What is missing in a definition: JSON, states, and a way from each state to another or to the end. */
function definitionProblem(written: string): string | undefined {
  let machine: Json;
  try {
    machine = JSON.parse(written) as Json;
  } catch {
    return "INVALID_JSON_DESCRIPTION: The definition is not JSON";
  }
  return statesProblem(machine, "");
}

function statesProblem(machine: Json, at: string): string | undefined {
  const states = (machine.States ?? {}) as Readonly<Record<string, Json>>;
  const names = Object.keys(states);
  if (names.length === 0) return `SCHEMA_VALIDATION_FAILED: The value must contain at least one state at ${at}/States`;
  const targets: readonly (readonly [string, unknown])[] = [
    [`${at}/StartAt`, machine.StartAt],
    ...Object.entries(states).flatMap(([name, state]) =>
      nextOf(state).map(([key, to]) => [`${at}/States/${name}/${key}`, to] as const),
    ),
  ];
  const missing = targets.find(([, to]) => typeof to !== "string" || !names.includes(to));
  if (missing !== undefined) {
    return `MISSING_TRANSITION_TARGET: Missing transition target: ${JSON.stringify(missing[1])} at ${missing[0]}`;
  }
  for (const [name, state] of Object.entries(states)) {
    for (const [key, inner] of innerOf(state)) {
      const problem = statesProblem(inner, `${at}/States/${name}/${key}`);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** Where a state goes on to. Source: Amazon States Language, "Transitions" (https://states-language.net/spec.html). */
function nextOf(state: Json): (readonly [string, unknown])[] {
  const all = (key: string) => ((state[key] ?? []) as Json[]).map(({ Next }) => [`${key}/Next`, Next] as const);
  if (state.Type === "Choice")
    return [...all("Choices"), ...("Default" in state ? [["Default", state.Default] as const] : [])];
  const ends = state.End === true || state.Type === "Succeed" || state.Type === "Fail";
  return [...(ends ? [] : [["Next", state.Next] as const]), ...all("Catch")];
}

function innerOf(state: Json): (readonly [string, Json])[] {
  const processor = record((state.ItemProcessor ?? state.Iterator ?? {}) as never) as Json;
  const branches = (state.Branches ?? []) as Json[];
  return [
    ...(state.Type === "Map" ? [["ItemProcessor", processor] as const] : []),
    ...branches.map((branch, index) => [`Branches/${index}`, branch] as const),
  ];
}

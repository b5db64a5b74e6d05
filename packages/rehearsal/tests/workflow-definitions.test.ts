import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";
import { workflowValueRules } from "../src/rules/values-workflows";

const rule = workflowValueRules.find(({ id }) => id === "state-machine-definition-is-complete");
const refusal = (definition: string): string | undefined =>
  rule?.refuse({ inputs: { definition }, type: T.stateMachine } as unknown as Parameters<typeof rule.refuse>[0]);
const machine = (States: object, StartAt = "A"): string => JSON.stringify({ StartAt, States });
const end = { Type: "Succeed" };

describe("definitions of state machines", () => {
  for (const [what, definition, at] of [
    ["no JSON", "{", "INVALID_JSON_DESCRIPTION"],
    ["no states", machine({}), "SCHEMA_VALIDATION_FAILED"],
    ["a start that is no state", machine({ B: end }), '"A" at /StartAt'],
    ["a state that goes nowhere", machine({ A: { Type: "Wait", Seconds: 1 } }), "at /States/A/Next"],
    [
      "a choice of a lost state",
      machine({ A: { Type: "Choice", Choices: [{ Next: "B" }] } }),
      "/States/A/Choices/Next",
    ],
    ["a default that is lost", machine({ A: { Type: "Choice", Choices: [], Default: "B" } }), "/States/A/Default"],
    [
      "a catch of a lost state",
      machine({ A: { Type: "Task", End: true, Catch: [{ Next: "B" }] } }),
      "/States/A/Catch/Next",
    ],
    [
      "a map whose states are lost",
      machine({ A: { Type: "Map", End: true, ItemProcessor: { StartAt: "C", States: { B: end } } } }),
      '"C" at /States/A/ItemProcessor/StartAt',
    ],
    [
      "a branch without an end",
      machine({ A: { Type: "Parallel", End: true, Branches: [{ StartAt: "B", States: { B: { Type: "Pass" } } }] } }),
      "/States/A/Branches/0/States/B/Next",
    ],
  ] as const) {
    it(`are refused with ${what}`, () => expect(refusal(definition)).to.contain(at));
  }

  it("are accepted where every state leads to another or to the end", () => {
    const states = {
      A: { Type: "Choice", Choices: [{ Next: "B" }], Default: "C" },
      B: { Type: "Task", Next: "C", Catch: [{ Next: "D" }] },
      C: end,
      D: { Type: "Fail" },
    };
    expect(refusal(machine(states))).to.equal(undefined);
  });
});

import { T } from "@toolkit/offline/aws-types";
import { proof, type Proof } from "./proof";
import * as stage from "./stage";

const machine = (states: object, StartAt = "First"): string => JSON.stringify({ StartAt, States: states });
const last = { Last: { Type: "Succeed" } };

export const workflowValueProofs: readonly Proof[] = [
  proof("state-machine-definition-is-complete", (aws) => {
    const roleArn = stage.role(aws, "states.amazonaws.com").outputs.arn ?? null;
    const made = (definition: string): unknown => aws.make(T.stateMachine, { roleArn, definition });
    return {
      refused: () => made(machine({ First: { Type: "Pass", Next: "Lost" }, ...last })),
      accepted: () => made(machine({ First: { Type: "Pass", Next: "Last" }, ...last })),
    };
  }),
  proof("states-may-assume-role", (aws) => {
    const [closed, open] = ["scheduler.amazonaws.com", "states.amazonaws.com"].map((service) =>
      stage.role(aws, service),
    );
    const made = (role: typeof open): unknown =>
      aws.make(T.stateMachine, {
        roleArn: role?.outputs.arn ?? null,
        definition: machine({ First: { Type: "Succeed" } }),
      });
    return { refused: () => made(closed), accepted: () => made(open) };
  }),
  proof("schedule-group-exists", (aws) => {
    const group = aws.make(T.scheduleGroup, { name: "jobs" });
    const target = { roleArn: stage.role(aws, "scheduler.amazonaws.com").outputs.arn ?? null };
    const made = (groupName: unknown): unknown =>
      aws.make(T.schedule, { groupName: groupName as string, target, flexibleTimeWindow: { mode: "OFF" } });
    return { refused: () => made("lost"), accepted: () => made(group.outputs.name) };
  }),
];

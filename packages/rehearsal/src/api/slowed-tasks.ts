import { T } from "@toolkit/offline/aws-types";
import type { Account, Resource } from "../aws/account";
import { byArn, containersOf, lastPart, number, record, records, shown, speaksOf, text, texts } from "../aws/look";
import type { Properties } from "../protocol/values";
import type { Runtime } from "./runtime";

const LATENCY = "aws:ecs:task-network-latency";
const AGENT = "amazon-ssm-agent";
/** As AWS FIS says it of tasks whose agent is not there, or could not register. */
const NOT_REGISTERED =
  `The targeted resources could not be used for the ${LATENCY} action. At least one ECS Task is not registered as a SSM ` +
  "managed instance. SSM Agent must be running as a sidecar in the task, and the task must be registered within Systems " +
  "Manager as a managed instance.";

/**
 * Why an experiment that slows tasks fails; undefined where it can, and for experiments that slow none.
 *
 * Source: AWS FIS user guide, "Use the AWS FIS aws:ecs:task actions", Limitations and Requirements
 * (https://docs.aws.amazon.com/fis/latest/userguide/ecs-task-actions.html).
 */
export function slowedTasksProblem(account: Account, runtime: Runtime, template: Resource): string | undefined {
  const { actions, targets } = template.inputs;
  return records(actions)
    .filter(({ actionId }) => actionId === LATENCY)
    .map((action) => {
      const target = records(targets).find(({ name }) => name === record(action.target).value);
      return actionProblem(account, runtime, action, record(target?.parameters));
    })
    .find((problem) => problem !== undefined);
}

function actionProblem(
  account: Account,
  runtime: Runtime,
  action: Properties,
  { cluster, service: name }: Properties,
): string | undefined {
  const service = runtime.service(shown(cluster), shown(name));
  if (service === undefined || number(service.inputs.desiredCount) === 0)
    return "Target resolution returned empty set.";
  const definition = byArn(account, T.taskDefinition, service.inputs.taskDefinition);
  if (definition === undefined || service.inputs.enableExecuteCommand === true) return NOT_REGISTERED;
  if (!registers(account, definition)) return NOT_REGISTERED;
  const { enableFaultInjection, pidMode, requiresCompatibilities } = definition.inputs;
  const failed = (why: string): string => `The action ${shown(action.name)} failed: ${why}`;
  if (pidMode !== "task") return failed("the task definition must have pidMode set to task.");
  if (enableFaultInjection !== true) return failed(`enableFaultInjection is not enabled for tasks of ${shown(name)}.`);
  return texts(requiresCompatibilities).includes("FARGATE") && !usesEndpoints(action)
    ? failed("on Fargate useEcsFaultInjectionEndpoints must be true.")
    : undefined;
}

/** Whether a task becomes a managed instance: its agent has a role for it, which the task may give it. */
function registers(account: Account, definition: Resource): boolean {
  const agent = containersOf(definition).find(({ image }) => text(image)?.includes(AGENT) === true);
  const roleName = records(agent?.environment).find(({ name }) => name === "MANAGED_INSTANCE_ROLE_NAME")?.value;
  const role = account.where(T.role, "name", text(roleName))[0];
  const taskRole = lastPart(definition.inputs.taskRoleArn);
  const mayRegister = account
    .all(T.rolePolicy)
    .some(({ inputs }) => lastPart(inputs.role) === taskRole && speaksOf(inputs.policy, "ssm:CreateActivation"));
  return role !== undefined && speaksOf(role.inputs.assumeRolePolicy, "ssm.amazonaws.com") && mayRegister;
}

const usesEndpoints = ({ parameters }: Properties): boolean =>
  records(parameters).some(({ key, value }) => key === "useEcsFaultInjectionEndpoints" && value === "true");

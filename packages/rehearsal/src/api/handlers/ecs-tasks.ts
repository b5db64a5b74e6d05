import { T } from "@toolkit/offline/aws-types";
import { number, record, records, shown, text, texts } from "../../aws/look";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { nameOf, type Task } from "../runtime";
import { definitionOf } from "./ecs";

/** The tasks of a cluster: those that services keep running, and those that were started by themselves. */
function tasksIn({ account, runtime }: ApiContext, cluster: string): Task[] {
  const kept = account
    .all(T.service)
    .filter(({ inputs }) => nameOf(inputs.cluster) === nameOf(cluster))
    .flatMap(({ inputs, outputs }) =>
      Array.from({ length: number(inputs.desiredCount) ?? 1 }, (_, index): Task => {
        const service = text(outputs.name) ?? "";
        const id = Buffer.from(`${service}${index}`).toString("hex").padEnd(32, "0").slice(0, 32);
        const arn = runtime.arn("ecs", `task/${nameOf(cluster)}/${id}`);
        return { arn, cluster, definition: text(inputs.taskDefinition) ?? "", service, stopped: false, exitCode: 0 };
      }),
    );
  return [...kept, ...runtime.tasks.filter((task) => nameOf(task.cluster) === nameOf(cluster))];
}

function described(context: ApiContext, task: Task) {
  const { given } = definitionOf(context, task.definition);
  return {
    taskArn: task.arn,
    clusterArn: task.cluster.startsWith("arn:") ? task.cluster : context.runtime.arn("ecs", `cluster/${task.cluster}`),
    taskDefinitionArn: task.definition,
    lastStatus: task.stopped ? "STOPPED" : "RUNNING",
    desiredStatus: task.stopped ? "STOPPED" : "RUNNING",
    group: task.service === undefined ? "family:one-off" : `service:${task.service}`,
    startedAt: "2026-11-26T12:00:00Z",
    enableExecuteCommand: !task.stopped,
    ...(task.stopped ? { stoppedReason: "Essential container in task exited" } : {}),
    containers: records(given.containerDefinitions).map(({ name, image }) => ({
      name: shown(name),
      image: shown(image),
      runtimeId: `${nameOf(task.arn)}-${String(task.arn.length).padStart(10, "0")}`,
      lastStatus: task.stopped ? "STOPPED" : "RUNNING",
      ...digestIn(shown(image)),
      ...(task.stopped ? { exitCode: task.exitCode } : {}),
    })),
  };
}

const digestIn = (image: string): object => {
  const digest = image.split("@")[1];
  return digest === undefined ? {} : { imageDigest: digest };
};

/** Tasks of Amazon ECS. */
export const ecsTasks: Readonly<Record<string, Handler>> = {
  "ecs.ListTasks": ({ cluster, serviceName, desiredStatus }, context) => ({
    taskArns: tasksIn(context, shown(cluster))
      .filter(
        ({ service, stopped }) =>
          (serviceName === undefined || service === nameOf(serviceName)) && stopped === (desiredStatus === "STOPPED"),
      )
      .map(({ arn }) => arn),
  }),

  "ecs.DescribeTasks": ({ cluster, tasks }, context) => {
    const known = tasksIn(context, shown(cluster));
    const found = texts(tasks).map((wanted) => ({
      wanted,
      task: known.find(({ arn }) => arn === wanted || nameOf(arn) === wanted),
    }));
    return {
      tasks: found.flatMap(({ task }) => (task === undefined ? [] : [described(context, task)])),
      failures: found.flatMap(({ wanted, task }) => (task === undefined ? [{ arn: wanted, reason: "MISSING" }] : [])),
    };
  },

  "ecs.RunTask": ({ cluster, taskDefinition, overrides }, context) => {
    const { account, runtime } = context;
    const { arn: definition } = definitionOf(context, taskDefinition);
    if (account.all(T.cluster).every(({ outputs }) => outputs.name !== nameOf(cluster)))
      throw new ApiError("ClusterNotFoundException", "Cluster not found.");
    const id = String(runtime.next()).padStart(32, "0");
    const { command } = records(record(overrides).containerOverrides)[0] ?? {};
    const task: Task = {
      arn: runtime.arn("ecs", `task/${nameOf(cluster)}/${id}`),
      cluster: shown(cluster),
      definition,
      ...(command === undefined ? {} : { command: texts(command) }),
      stopped: false,
      exitCode: 0,
    };
    runtime.tasks.push(task);
    const started = described(context, task);
    // A revision that somebody registered beside Pulumi does what those of its family do.
    const family = nameOf(definition).replace(/:\d+$/, "");
    const all = account.all(T.taskDefinition);
    const made = all.find(({ outputs }) => outputs.arn === definition) ?? all.find(({ id }) => id === family);
    if (made !== undefined) runtime.onTask(made, task);
    task.stopped = true;
    return { tasks: [started], failures: [] };
  },
};

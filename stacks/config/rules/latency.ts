import { AGENT_MEMORY, LEAST_MEMORY_WITH_AGENT } from "../../../components/compute/agent-memory";
import { configuredUsers } from "../../uses/users";
import { meant } from "../nearest";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";
import { activeHttpSections, type HttpSection } from "../task-sections";

/** What stands in the way of AWS FIS slowing the tasks of a service. */
export function latencyProblems(config: StackConfig): Problem[] {
  const { access, experiments, network, stack } = config;
  if (experiments?.latency === undefined) return [];
  const { service } = experiments.latency;
  const users = configuredUsers(config);
  const nameOf = (section: HttpSection): string => users.find(({ key }) => key === section.key)?.name ?? section.key;
  const sections = activeHttpSections(config);
  const slowed = sections.find((section) => nameOf(section) === service);
  return [
    ...(slowed === undefined ? [unknown(service, sections.map(nameOf))] : taskProblems(slowed)),
    ...(access.exec
      ? [
          {
            key: "webapp:access.exec",
            value: true,
            fix: `must be false with webapp:experiments.latency, since AWS FIS cannot slow tasks with ECS Exec: pulumi config set --stack ${stack} --path webapp:access.exec false`,
          },
        ]
      : []),
    ...(network.nat === "none"
      ? [
          {
            key: "webapp:network.nat",
            value: "none",
            fix: "leaves webapp:experiments.latency without the image and the packages of the SSM agent, which come from the internet: use another, or remove latency",
          },
        ]
      : []),
  ];
}

const unknown = (service: string, names: readonly string[]): Problem => ({
  key: "webapp:experiments.latency.service",
  value: service,
  fix: `is no service of this stack${meant(service, names, `; it has ${names.join(", ")}`)}`,
});

function taskProblems({ key, tasks: { memory, minTasks } }: HttpSection): Problem[] {
  return [
    ...(memory < LEAST_MEMORY_WITH_AGENT
      ? [
          {
            key: `webapp:${key}.memory`,
            value: memory,
            fix: `must be ${LEAST_MEMORY_WITH_AGENT} at least with webapp:experiments.latency: the SSM agent takes ${AGENT_MEMORY} MiB of it`,
          },
        ]
      : []),
    ...(minTasks === 0
      ? [
          {
            key: `webapp:${key}.minTasks`,
            value: 0,
            fix: "must be 1 at least with webapp:experiments.latency: without a task the experiment fails",
          },
        ]
      : []),
  ];
}

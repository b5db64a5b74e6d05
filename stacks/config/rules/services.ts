import { FARGATE_CPU_SIZES, fargateSizeProblem } from "../../../components/compute/fargate-sizes";
import { WORKER_VARIABLES } from "../../../components/compute/worker-variables";
import { instanceTypeProblem } from "../../../components/compute/instance-types";
import { variablesOf } from "../../uses/plan";
import { type Problem } from "../problems";
import { type ServiceSection, type TaskConfig } from "../schema";
import { type StackConfig } from "../stack-config";
import { type HttpSection, httpSections, type TaskSection, taskSections } from "../task-sections";

/** What the program sets for everything that answers requests. */
const OF_HTTP = ["PORT", "PRESSURE_NAMESPACE", "SHUTDOWN_TIMEOUT_SECONDS"] as const;

/** Environment that the program itself sets on each container, beside what `uses` gives it: see rendered-pages.ts. */
const reservedEnvironment: Readonly<Record<ServiceSection, readonly string[]>> = {
  backend: OF_HTTP,
  ssr: [
    ...OF_HTTP,
    "BACKEND_URL",
    "CONTENT_SECURITY_POLICY",
    "CONTENT_SECURITY_POLICY_REPORT_ONLY",
    "KEEP_ALIVE_TIMEOUT_SECONDS",
    "NODE_ENV",
  ],
};

/** Variables that the program sets for who a section describes. */
function reservedFor(key: string): readonly string[] {
  if (key.startsWith("services.")) return OF_HTTP;
  const known: Readonly<Record<string, readonly string[] | undefined>> = reservedEnvironment;
  return known[key] ?? [...(key.startsWith("jobs.") ? [] : WORKER_VARIABLES), "AWS_REGION"];
}

/** All sections are checked, also the one that the flag leaves unused. */
export function serviceProblems(config: StackConfig): Problem[] {
  const sections = taskSections(config).flatMap((section) => [
    ...sizeProblems(section),
    ...boundProblems(section),
    ...environmentProblems(config, section),
  ]);
  const services = httpSections(config).flatMap((section) => countProblems(config, section));
  return [...sections, ...services, ...instanceProblems(config)];
}

/** Instances must fit the tasks, and their agent needs endpoints that are not offered here, so they need a NAT. */
function instanceProblems(config: StackConfig): Problem[] {
  const tasks = taskSections(config)
    .map((section) => section.tasks)
    .filter(({ capacity }) => capacity === "ec2Spot");
  const types = (["arm64", "amd64"] as const).flatMap((architecture) => {
    const placed = tasks.filter((task) => task.architecture === architecture);
    if (placed.length === 0) return [];
    const problems = config.ec2Spot[architecture].map((type) => instanceTypeProblem(type, architecture, placed));
    return problems.filter((fix) => fix !== undefined).map((fix) => ({ key: `webapp:ec2Spot.${architecture}`, fix }));
  });
  if (tasks.length === 0 || config.network.nat !== "none") return types;
  return [
    ...types,
    { key: "webapp:network.nat", value: "none", fix: "cannot be used with capacity: ec2Spot, whose agent calls ECS" },
  ];
}

function sizeProblems({ key: section, tasks: { cpu, memory, capacity } }: TaskSection): Problem[] {
  if (capacity === "ec2Spot") return [];
  const fix = fargateSizeProblem(cpu, memory);
  if (fix === undefined) return [];
  const [key, value] = FARGATE_CPU_SIZES.includes(cpu) ? ["memory", memory] : ["cpu", cpu];
  return [{ key: `webapp:${section}.${key}`, value, fix }];
}

function boundProblems({ key, tasks: { minTasks, maxTasks } }: TaskSection): Problem[] {
  if (minTasks <= maxTasks) return [];
  const fix = `must not exceed webapp:${key}.maxTasks (${maxTasks})`;
  return [{ key: `webapp:${key}.minTasks`, value: minTasks, fix }];
}

function countProblems(config: StackConfig, { key: section, tasks }: HttpSection): Problem[] {
  const { minTasks, maxTasks, onDemandBase, capacity, scaling } = tasks;
  const key = `webapp:${section}`;
  const problems: Problem[] = [];
  if (minTasks === 0) {
    problems.push({
      key: `${key}.minTasks`,
      value: minTasks,
      fix: "must be at least 1: where no task runs nothing counts requests, so none would start; only webapp:workers go to 0 and back",
    });
  }
  const setByHand = config.overrides.some((override) => override.key === `${section}.onDemandBase`);
  if (capacity === "fargate" && setByHand) {
    problems.push({
      key: `${key}.onDemandBase`,
      value: onDemandBase,
      fix: "has no meaning with capacity: fargate, where every task is on-demand; remove it",
    });
  }
  if (capacity !== "fargate" && onDemandBase > maxTasks) {
    problems.push({
      key: `${key}.onDemandBase`,
      value: onDemandBase,
      fix: `must not exceed ${key}.maxTasks (${maxTasks})`,
    });
  }
  if (minTasks === 0 && scaling.burst !== false) {
    problems.push({
      key: `${key}.scaling.burst`,
      value: scaling.burst,
      fix: `needs ${key}.minTasks of at least 1: a step in would take the last task, and nothing would bring it back`,
    });
  }
  for (const [name, floor] of Object.entries(scaling.floors)) {
    if (floor.minTasks > maxTasks) {
      problems.push({
        key: `${key}.scaling.floors.${name}.minTasks`,
        value: floor.minTasks,
        fix: `must not exceed ${key}.maxTasks (${maxTasks})`,
      });
    }
  }
  return problems;
}

function environmentProblems(config: StackConfig, { key: section, tasks }: TaskSection): Problem[] {
  const { environment, secrets }: TaskConfig = tasks;
  const reserved = [...reservedFor(section), ...variablesOf(config, tasks)];
  const plain = Object.keys(environment);
  const secret = Object.keys(secrets);
  const taken = (kind: string, names: string[]) =>
    names
      .filter((name) => reserved.includes(name))
      .map((name) => ({
        key: `webapp:${section}.${kind}.${name}`,
        fix: "is set by the program itself: choose another name",
      }));
  return [
    ...taken("environment", plain),
    ...taken("secrets", secret),
    ...secret
      .filter((name) => plain.includes(name))
      .map((name) => ({
        key: `webapp:${section}.secrets.${name}`,
        fix: `stands in webapp:${section}.environment too`,
      })),
  ];
}

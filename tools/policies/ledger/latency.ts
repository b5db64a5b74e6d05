import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";

const review = "2027-05-31";
const DEV = ["experiments={ latency: {} }", "access.exec=false", "backend.memory=1024"];
const AGENT = { about: "amazon-ssm-agent", resource: `${T.taskDefinition}/*`, review } as const;

const wildcard = (resource: string, about: string, reason: string, instead: string): LedgerEntry => ({
  rules: ["iam-no-wildcards"],
  resource: `${T.rolePolicy}/${resource}`,
  about,
  appearsWith: DEV,
  reason,
  instead,
  review,
});

/** What is accepted so that AWS FIS may slow tasks. */
export const latencySuppressions: readonly LedgerEntry[] = [
  {
    ...AGENT,
    rules: ["container-not-root", "container-drops-capabilities"],
    appearsWith: DEV,
    reason: "AWS's image of the agent installs packages when it starts, as root.",
    instead:
      "Only in the tasks of the service that an experiment slows; the application's own container has no right more.",
  },
  {
    ...AGENT,
    rules: ["container-read-only-root"],
    where: { profile: "prod" },
    appearsWith: ["experiments={ latency: {} }", "acceptedRisks=[faultInjection]"],
    reason: "AWS's image of the agent installs packages when it starts.",
    instead: "Only in the tasks of the service that an experiment slows; the application's own root is read-only.",
  },
  wildcard(
    "*-agent",
    "Agent*",
    "What a task is called as a managed instance, nobody knows before; channels have no resource level.",
    "An agent takes commands for itself, and leaves; it reads neither parameters nor documents.",
  ),
  wildcard(
    "*-task",
    "AgentRegisters",
    "Activations have no name before they are made.",
    "Only with the tags of such agents, and the one role that the task may pass.",
  ),
  wildcard(
    "experiments-latency",
    "Slow*",
    "What a task is called as a managed instance, nobody knows before; commands have no resource level.",
    "One document of AWS's, to managed instances whose tag names a task of this stack's cluster.",
  ),
];

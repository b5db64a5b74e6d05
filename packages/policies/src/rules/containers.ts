import type { PolicyResource } from "../graph";
import { customRule, isSet } from "../makers";
import type { Break, Rule, RuleHead, Violation } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, asTexts, isRecord, valueAt } from "../values";

type Container = Readonly<Record<string, unknown>>;

const CONTAINERS = "containerDefinitions";
/** Names that Security Hub's ECS.8 looks for, and those that say "secret". */
const SECRET_NAME =
  /^(AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|ECS_ENGINE_AUTH_DATA)$|PASSWORD$|TOKEN$|SECRET$|API_?KEY$|PRIVATE_?KEY$/i;
/** Access key ids, tokens of GitHub, private keys. */
const SECRET_VALUE = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY/;

const containersOf = ({ inputs }: PolicyResource): Container[] => asList(inputs[CONTAINERS]).filter(isRecord);

const COMPLIANT: Container = {
  name: "app",
  user: "1000:1000",
  privileged: false,
  readonlyRootFilesystem: true,
  environment: [],
  linuxParameters: { capabilities: { drop: ["ALL"] } },
  logConfiguration: { logDriver: "awslogs", options: { mode: "non-blocking" } },
};

/** A rule about every container of a task, sidecars too. */
function containerRule(
  rule: RuleHead & {
    problem: (container: Container) => string | undefined;
    breaks: readonly Pick<Break, "path" | "to" | "also">[];
  },
): Rule {
  return customRule({
    ...rule,
    types: [T.taskDefinition],
    check: (task) =>
      containersOf(task).flatMap((container): Violation[] => {
        const message = rule.problem(container);
        return message === undefined ? [] : [{ message, about: String(container.name) }];
      }),
    compliant: [{ type: T.taskDefinition, inputs: { [CONTAINERS]: [COMPLIANT] } }],
    breaks: rule.breaks.map((one) => ({ ...one, type: T.taskDefinition, path: `${CONTAINERS}.*.${one.path}` })),
  });
}

/** What runs in a task. */
export const containerRules: readonly Rule[] = [
  containerRule({
    id: "container-not-privileged",
    answers: "CKV_AWS_334 ECS.4",
    severity: "high",
    title: "Containers are not privileged",
    fix: "Leave privileged out.",
    problem: ({ privileged }) => (privileged === true ? "is privileged" : undefined),
    breaks: [{ path: "privileged", to: true }],
  }),
  containerRule({
    id: "container-read-only-root",
    answers: "CKV_AWS_336 ECS.5",
    severity: "high",
    title: "The root file system of containers is read-only",
    fix: "Set readonlyRootFilesystem to true.",
    problem: ({ readonlyRootFilesystem }) => (readonlyRootFilesystem === true ? undefined : "has a writable root"),
    breaks: [{ path: "readonlyRootFilesystem", to: false }],
  }),
  containerRule({
    id: "container-not-root",
    answers: "ECS.20",
    severity: "medium",
    title: "Containers do not run as root",
    fix: "Set user to 1000:1000.",
    problem: ({ user }) =>
      isSet(user) && !/^(root|0)(:|$)/.test(String(user))
        ? undefined
        : `runs as ${asTexts(user)[0] ?? "the image's user"}`,
    breaks: [
      { path: "user", to: "0:0" },
      { path: "user", to: undefined },
    ],
  }),
  containerRule({
    id: "container-drops-capabilities",
    severity: "low",
    title: "Containers give up every Linux capability",
    fix: "Set linuxParameters.capabilities.drop to ALL.",
    problem: (container) =>
      asTexts(valueAt(container, "linuxParameters.capabilities.drop")).includes("ALL")
        ? undefined
        : "keeps capabilities",
    breaks: [{ path: "linuxParameters.capabilities.drop", to: [] }],
  }),
  containerRule({
    id: "container-logs",
    answers: "ECS.9 nag:ECS7",
    severity: "high",
    title: "Containers log, and never wait for the log",
    fix: "Use the awslogs driver in mode non-blocking.",
    problem: (container) =>
      isSet(valueAt(container, "logConfiguration.logDriver")) &&
      valueAt(container, "logConfiguration.options.mode") === "non-blocking"
        ? undefined
        : "has no log, or one that can stop it",
    breaks: [
      { path: "logConfiguration.logDriver", to: undefined },
      { path: "logConfiguration.options.mode", to: "blocking" },
    ],
  }),
  containerRule({
    id: "container-no-plain-secrets",
    answers: "ECS.8",
    severity: "high",
    title: "No environment variable carries a secret",
    fix: "Move it to the container's secrets.",
    problem: ({ environment }) => {
      const names = asList(environment)
        .filter(isRecord)
        .filter(({ name, value }) => SECRET_NAME.test(String(name)) || SECRET_VALUE.test(String(value)))
        .map(({ name }) => String(name));
      return names.length === 0 ? undefined : `looks secret: ${names.join(", ")}`;
    },
    breaks: [
      { path: "environment.+", to: { name: "DATABASE_PASSWORD", value: "x" } },
      { path: "environment.+", to: { name: "KEY", value: "AKIAIOSFODNN7EXAMPLE" } },
    ],
  }),
  containerRule({
    id: "container-no-environment",
    answers: "nag:ECS2",
    severity: "low",
    title: "Containers have no plain environment",
    fix: "None: configuration that is no secret belongs there.",
    problem: ({ environment }) => (asList(environment).length > 0 ? "has an environment" : undefined),
    breaks: [{ path: "environment.+", to: { name: "PORT", value: "8080" } }],
  }),
];

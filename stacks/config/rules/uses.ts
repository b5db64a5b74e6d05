import { GROUP_DESCRIPTIONS, OUTSIDE_PEERS } from "../../../components/security/traffic-rules";
import { type Thing, thingsOf } from "../../uses/plan";
import { configuredUsers } from "../../uses/users";
import { meant } from "../nearest";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { type StackConfig } from "../stack-config";

/** Names in `uses` that are nothing of this stack, or stand there twice. */
export function usesProblems(config: StackConfig): Problem[] {
  return [...thingProblems(config), ...nameProblems(config), ...signInProblems(config)];
}

/** What several things tell their users alike. */
const OF_EVERY_THING = "AWS_REGION";

/** Names of parts that every stack has: resources of another part would look like theirs. */
export const PARTS: readonly string[] = [
  ...["alarms", "audit-trail", "backend", "backup", "backup-dump", "backup-restore", "cache", "cluster"],
  ...["cluster-exec", "dump", "dumps", "edge", "experiments", "firewall", "frontend", "log-archive", "migrate"],
  ...["network", "off-hours", "off-hours-restop", "private", "public", "registry", "restore", "security"],
  ...["seed", "site", "snapshots", "spa", "ssr"],
  ...Object.keys(GROUP_DESCRIPTIONS).filter((name) => name !== "database"),
  ...OUTSIDE_PEERS,
];

/** Names of things that something else has, or that are too long for what is made of them. */
function thingProblems(config: StackConfig): Problem[] {
  const things = thingsOf(config);
  return things.flatMap(({ name, key, kind }, index): Problem[] => {
    const longest = kind.longestName?.(config.prefix) ?? Infinity;
    const problem = (fix: string): Problem[] => [{ key: `webapp:${key}`, fix }];
    if (key === name) return [];
    if (PARTS.includes(name)) return problem("is the name of a part of every stack: choose another");
    const first = things.slice(0, index).find((thing) => thing.name === name);
    if (first !== undefined) return problem(`is the name of ${first.kind.title} too: choose another`);
    const dead = things.find((thing) => name === `${thing.name}-dead`);
    const same = sharedVariable(things, index);
    if (same !== undefined) return problem(same);
    if (dead !== undefined) return problem(`is what the dead letters of ${dead.name} are called: choose another`);
    if (name.length <= longest) return [];
    return problem(
      `must have a name of at most ${longest} characters (${name.length}): AWS's names hold the stack's too`,
    );
  });
}

/** A variable that two things give whoever uses both, such as `MAIL_QUEUE_URL` of a worker `mail` and a service `mail-queue`. */
function sharedVariable(things: readonly Thing[], index: number): string | undefined {
  const own = ({ name, kind }: Thing) => kind.variables(name).filter((variable) => variable !== OF_EVERY_THING);
  const variables = things[index] === undefined ? [] : own(things[index]);
  for (const thing of things.slice(0, index)) {
    const variable = own(thing).find((candidate) => variables.includes(candidate));
    if (variable !== undefined)
      return `would give its users ${variable}, as ${thing.kind.title}, ${thing.name}, does: choose another name`;
  }
  return undefined;
}

/** The image that makes the database's user for IAM tokens is the backend's, and runs from where the backend does. */
function signInProblems(config: WebappConfig): Problem[] {
  const { backend, database } = config;
  const [other] = configuredUsers(config).filter(({ uses }) => uses.includes("database"));
  if (database.authentication !== "iam" || backend.uses.includes("database") || other === undefined) return [];
  const fix = `needs database in webapp:backend.uses too: the backend's image makes the user that ${other.key} signs in as`;
  return [{ key: "webapp:database.authentication", value: "iam", fix }];
}

function nameProblems(config: WebappConfig): Problem[] {
  const names = thingsOf(config).map(({ name }) => name);
  const jobs = Object.keys(config.jobs);
  return configuredUsers(config).flatMap(({ group, key, uses }) =>
    uses.flatMap((name, index): Problem[] => {
      const problem = (fix: string): Problem[] => [{ key: `webapp:${key}.uses.${index}`, value: name, fix }];
      if (uses.indexOf(name) < index) return problem("stands there twice");
      if (group === "frontend" && name === "backend") return problem("is what the front end always uses: leave it out");
      if (jobs.includes(name)) return problem("is a job: it starts on its schedule, and nothing uses it");
      return names.includes(name) ? [] : problem(unknown(name, names));
    }),
  );
}

const unknown = (name: string, names: readonly string[]): string =>
  `is nothing that this stack has${meant(name, names, `; it has ${names.join(", ")}`)}`;

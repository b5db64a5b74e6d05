import { iamUsername, LONGEST_USERNAME } from "../database-user";
import { internalHostName } from "../domain";
import { type Problem } from "../problems";
import { type TaskConfig } from "../schema";
import { type StackConfig } from "../stack-config";
import { taskSections } from "../task-sections";

/** The longest name that a certificate can be for; ACM user guide, "Quotas": the common name has 64 characters. */
const LONGEST_CERTIFICATE_NAME = 64;

/** Secrets Manager API reference, CreateSecret: 512 characters, of which Pulumi takes some around the variable. */
const LONGEST_SECRET_NAME = 512;
const AROUND_VARIABLE = "-secrets-".length + "-0123456".length;
const LONGEST_SERVICE = "frontend".length;

/** ECS developer guide, "Service quotas": the size of a task definition, of which the program itself needs a part. */
const LARGEST_DEFINITION = 64 * 1024;
const OWN_DEFINITION = 3 * 1024;

/** Names and sizes that are each right by themselves and too long for what is made of them. */
export function nameProblems(config: StackConfig): Problem[] {
  const { domain, prefix } = config;
  const problems: Problem[] = [];
  if (prefix.startsWith("internal-")) {
    problems.push({
      key: "project and stack name",
      value: prefix,
      fix: "must not begin with internal-: Elastic Load Balancing keeps such names for itself",
    });
  }
  const longest = LONGEST_CERTIFICATE_NAME - internalHostName("").length;
  if (domain !== undefined && domain.certificateArn === undefined && domain.name.length > longest) {
    problems.push({
      key: "webapp:domain.name",
      value: domain.name,
      fix: `must have at most ${longest} characters: a certificate for ${internalHostName("<name>")} has ${LONGEST_CERTIFICATE_NAME} at most`,
    });
  }
  const username = iamUsername(config);
  if (config.database.authentication === "iam" && username.length > LONGEST_USERNAME) {
    problems.push({
      key: "stack name",
      value: config.stack,
      fix: `must be shorter: the database user ${username} has ${LONGEST_USERNAME} characters at most`,
    });
  }
  return [...problems, ...taskSections(config).flatMap(({ key, tasks }) => sizeProblems(key, tasks))];
}

function sizeProblems(section: string, { environment, secrets }: TaskConfig): Problem[] {
  const [name = ""] = section.split(".").slice(-1);
  const longest = LONGEST_SECRET_NAME - AROUND_VARIABLE - Math.max(name.length, LONGEST_SERVICE);
  const names = Object.entries(secrets).filter(
    ([variable, source]) => source === "create" && variable.length > longest,
  );
  const size = Buffer.byteLength(
    JSON.stringify(
      [...Object.entries(environment), ...Object.entries(secrets)].map(([name, value]) => ({ name, value })),
    ),
  );
  const largest = LARGEST_DEFINITION - OWN_DEFINITION;
  return [
    ...names.map(([name]) => ({
      key: `webapp:${section}.secrets.${name.slice(0, 20)}…`,
      fix: `must have a name of at most ${longest} characters (${name.length}): that of the secret has ${LONGEST_SECRET_NAME} at most`,
    })),
    ...(size <= largest
      ? []
      : [
          {
            key: `webapp:${section}.environment`,
            fix: `must have at most ${largest / 1024} KiB with its secrets (${Math.ceil(size / 1024)}): a task definition has 64 at most`,
          },
        ]),
  ];
}

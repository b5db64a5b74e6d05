import { z } from "zod";

import { overridesOf, withProfileDefaults } from "./defaults";
import { encryptionProblems, withoutSecrets } from "./encryption";
import { namespaceProblems } from "./namespaces";
import { type Json } from "./paths";
import { configurationError, fromZodIssue, type Problem, unknownKey } from "./problems";
import { profiles } from "./profile-names";
import { crossFieldProblems } from "./rules";
import { defaultTags } from "./schema/tags";
import { type Profile, type WebappConfig, webappSchema } from "./schema";
import { accountId, regionCode } from "./schema/values";
import { type AwsConfig, type StackConfig } from "./stack-config";

/** A stack's configuration as it was read: the `webapp:*` and `aws:*` keys, and whose they are. */
export interface RawConfig {
  readonly project: string;
  readonly stack: string;
  readonly webapp: Json;
  readonly aws: Json;
  /** Every key of the configuration, `namespace:key`. @default none is told */
  readonly keys?: readonly string[];
  /** Keys that hold something encrypted, such as `webapp:backend`. @default none */
  readonly encrypted?: readonly string[];
}

/** AWS STS API reference, AssumeRole. */
const assumeRole = z.strictObject({
  roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, "the ARN of a role"),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, "2 to 1224 letters, digits and _+=,.@:/-")
    .optional(),
  sessionName: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/, "2 to 64 letters, digits and _+=,.@-")
    .optional(),
});

const awsSchema = z.object({
  region: regionCode,
  profile: z.string().optional(),
  allowedAccountIds: z.array(accountId).optional(),
  assumeRoles: z.array(assumeRole).optional(),
  defaultTags: z.strictObject({ tags: defaultTags }).optional(),
});

/** Load balancer and bucket names start with the prefix; longer ones break AWS's limits (32 and 63 characters). */
const LONGEST_PREFIX = 24;

/**
 * Validates a stack's configuration.
 *
 * @param moreProblems what else is wrong with a configuration that is right by itself @default nothing
 * @throws RunError that lists every problem, if there is one.
 */
export function parseStackConfig(
  raw: RawConfig,
  moreProblems: (config: StackConfig) => Problem[] = () => [],
): StackConfig {
  const profile: Profile = profiles.find((name) => name === raw.webapp.profile) ?? "dev";
  const filled = withProfileDefaults(raw.webapp, profile);
  const prefix = `${raw.project}-${raw.stack}`;
  const { encrypted = [] } = raw;
  const refuse = (found: readonly Problem[]): never => {
    throw configurationError(raw.stack, withoutSecrets(found, encrypted));
  };
  const webapp = webappSchema.safeParse(filled, { reportInput: true });
  const aws = awsSchema.safeParse(raw.aws, { reportInput: true });
  const problems: Problem[] = [
    ...prefixProblems(prefix),
    ...namespaceProblems(raw.keys ?? [], {
      webapp: Object.keys(webappSchema.shape),
      aws: Object.keys(awsSchema.shape),
    }),
    ...encryptionProblems(encrypted, { webapp: raw.webapp, aws: raw.aws }),
    ...unknownAwsKeys(raw.aws),
    ...(aws.success ? [] : aws.error.issues.map((issue) => awsProblem(issue, raw.aws))),
    ...(webapp.success ? [] : webapp.error.issues.flatMap((issue) => fromZodIssue(issue, filled, knownKeys))),
  ];
  if (!aws.success) return refuse(problems);

  const complete = (data: WebappConfig): StackConfig => ({
    ...data,
    project: raw.project,
    stack: raw.stack,
    prefix,
    aws: { ...aws.data, defaultTags: aws.data.defaultTags?.tags } satisfies AwsConfig,
    overrides: overridesOf(raw.webapp, profile),
    ...(encrypted.length === 0 ? {} : { encrypted }),
  });
  const between = (config: StackConfig): Problem[] => [...crossFieldProblems(config), ...moreProblems(config)];
  if (!webapp.success) {
    const bad = new Set(webapp.error.issues.flatMap(sectionsOf));
    problems.push(...betweenTheRest(raw.webapp, profile, bad, (data) => between(complete(data))));
    return refuse(problems);
  }
  const config = complete(webapp.data);
  problems.push(...between(config));
  if (problems.length > 0) return refuse(problems);
  return config;
}

/** What is wrong between the sections that are right by themselves, with defaults for the others. */
function betweenTheRest(
  raw: Json,
  profile: Profile,
  bad: ReadonlySet<string>,
  between: (config: WebappConfig) => Problem[],
): Problem[] {
  // Without knowing which risks are accepted, every refusal would be a guess.
  if (bad.has("acceptedRisks")) return [];
  const rest = Object.fromEntries(Object.entries(raw).filter(([section]) => !bad.has(section)));
  const webapp = webappSchema.safeParse(withProfileDefaults(rest, profile));
  if (!webapp.success) return [];
  return between(webapp.data).filter(({ key }) => !bad.has(/^webapp:(\w+)/.exec(key)?.[1] ?? ""));
}

const sectionsOf = (issue: z.core.$ZodIssue): string[] =>
  issue.path.length === 0 && issue.code === "unrecognized_keys" ? [...issue.keys] : [String(issue.path[0])];

/** The provider is made from these keys alone: any other would be accepted and do nothing. */
function unknownAwsKeys(aws: Json): Problem[] {
  const known = Object.keys(awsSchema.shape);
  return Object.keys(aws)
    .filter((key) => !known.includes(key))
    .map((key) => unknownKey(`aws:${key}`, key, known));
}

function knownKeys(path: string): readonly string[] {
  const steps = path === "" ? [] : path.split(".");
  const schema = unwrap(steps.reduce<z.ZodType | undefined>((outer, key) => inside(unwrap(outer), key), webappSchema));
  const forms = schema instanceof z.ZodUnion ? schema.options : [schema];
  return forms.flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []));
}

/** Schema of one key of a mapping, or of any entry of a list or record. */
function inside(schema: z.ZodType | undefined, key: string): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[key];
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return schema instanceof z.ZodRecord ? (schema.valueType as z.ZodType) : undefined;
}

const unwrap = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;

function awsProblem(issue: z.core.$ZodIssue, raw: Json): Problem {
  const [problem] = fromZodIssue(issue, raw, () => []);
  const key = `aws:${issue.path.join(".")}`;
  return problem?.value === undefined
    ? { key, fix: problem?.fix ?? issue.message }
    : { key, value: problem.value, fix: problem.fix };
}

function prefixProblems(prefix: string): Problem[] {
  if (/^[a-z][a-z0-9-]*[a-z0-9]$/.test(prefix) && prefix.length <= LONGEST_PREFIX && !prefix.includes("--")) return [];
  return [
    {
      key: "project and stack name",
      value: prefix,
      fix: `must be lower-case letters, digits and single hyphens, ${LONGEST_PREFIX} characters at most together: AWS names start with it`,
    },
  ];
}

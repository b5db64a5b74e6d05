import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { z } from "zod";

import { encryptedKeys, encryptionProblems, withoutSecrets } from "../stacks/config/encryption";
import { namespaceProblems } from "../stacks/config/namespaces";
import { type RawConfig } from "../stacks/config/parse";
import { configurationError, fromZodIssue, type Problem } from "../stacks/config/problems";
import { defaultTags } from "../stacks/config/schema/tags";
import { accountId, regionCode } from "../stacks/config/schema/values";
import { DRIFT, KEEPER, REVIEW } from "./reserved";

const NAMESPACE = "bootstrap";

/** A boundary holds 6,144 characters. */
const MAX_EXTRA_LENGTH = 400;
const MAX_SHARED_LENGTH = 700;

/** A stack, and GitHub's environment of the same name. */
const stackName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,18}[a-z0-9]$/, "the name of a stack, such as prod");
const RESERVED: readonly string[] = [DRIFT, REVIEW, KEEPER, "bootstrap", "pr"];

/** What GitHub allows in the names of accounts, repositories and environments that are safe in a claim. */
const gitHubName = z.string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/, "a name such as my-org, without slash or wildcard");
const gitHubId = z.int().positive();
const choice = z.enum(["create", "use"]).default("create");

const gitHubSchema = z.strictObject({
  owner: gitHubName.describe("Account or organization"),
  ownerId: gitHubId.describe("Its number, which a new owner of the name does not get"),
  repository: gitHubName.describe("Repository, without the owner"),
  repositoryId: gitHubId.describe("Its number"),
  environments: z
    .array(
      stackName.refine(
        (name) => !RESERVED.includes(name) && !name.startsWith("pr-"),
        `none of ${RESERVED.join(", ")} and pr-…, which have a use of their own`,
      ),
    )
    .max(5)
    .refine((names) => !names.some((name, index) => names.indexOf(name) !== index), "different names")
    .refine((names) => !startsAnother(names), "names that no other begins with, since rights go by the start of names")
    .default(["prod"])
    .describe("Stacks that CI deploys into this account, each from the protected environment of its name"),
});

const schema = z.strictObject({
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/, "the project's name in its Pulumi.yaml, such as webapp")
    .describe(
      "Project of the application, which names of its roles and buckets start with: as in ../Pulumi.yaml if unset",
    ),
  github: gitHubSchema,
  reviewStacks: z
    .enum(["none", "withoutProd", "besideProd"])
    .default("none")
    .describe(
      "Stacks of pull requests, whose code nobody reviewed: in an account without prod, or beside it all the same, though networks in one account do not isolate",
    ),
  oidcProvider: choice.describe("GitHub's identity provider, one per account"),
  serviceLinkedRoles: z
    .strictObject({
      ecs: choice,
      loadBalancing: choice,
      rds: choice,
      ecsScaling: choice,
      ec2Scaling: choice,
      vpcOrigins: choice,
      ec2Alarms: choice,
      backup: choice,
      cache: choice,
      experiments: choice,
    })
    .prefault({})
    .describe("Roles that AWS services need, one of each per account"),
  extraActions: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/, "an action such as dynamodb:GetItem, without wildcards"))
    .refine((actions) => actions.join().length <= MAX_EXTRA_LENGTH, `${MAX_EXTRA_LENGTH} characters together at most`)
    .default([])
    .describe("What deployments and the application's own tasks may call beyond what this project uses"),
  sharedResources: z
    .array(
      z
        .string()
        .regex(
          /^arn:aws[a-z-]*:(s3:::[^*?]+|secretsmanager:[a-z0-9-]+:\d{12}:secret:.+)$/,
          "the ARN of a bucket or secret",
        ),
    )
    .refine((arns) => arns.join().length <= MAX_SHARED_LENGTH, `${MAX_SHARED_LENGTH} characters together at most`)
    .default([])
    .describe("Buckets and secrets of others, by ARN, that the application's own tasks may use"),
  copyRegions: z
    .array(regionCode)
    .max(3)
    .default([])
    .describe("Regions that stacks copy backups to, as webapp:backup.copyTo says"),
  latencyStacks: z
    .array(stackName)
    .default([])
    .describe("Stacks with webapp:experiments.latency, whose tasks may register with Systems Manager"),
});

/** What is wrong between keys that are right by themselves. */
function problemsBetween({ github, latencyStacks, reviewStacks }: z.infer<typeof schema>): Problem[] {
  const key = "bootstrap:reviewStacks";
  if (reviewStacks === "withoutProd" && github.environments.includes("prod")) {
    const fix =
      "is refused in an account with prod, since nobody reviewed what runs there: use an account of its own (environments: []), or besideProd to take the risk that its code reaches prod's database, since networks in one account do not isolate (docs/decisions/review-stacks.md)";
    return [{ key, value: reviewStacks, fix }];
  }
  if (reviewStacks === "none" && github.environments.length === 0) {
    return [{ key: "bootstrap:github.environments", value: [], fix: "names no stack: one at least, or reviewStacks" }];
  }
  return latencyStacks
    .filter((stack) => !github.environments.includes(stack))
    .map((value) => ({
      key: "bootstrap:latencyStacks",
      value,
      fix: `must be one of bootstrap:github.environments (${github.environments.join(", ")})`,
    }));
}

const awsSchema = z.object({
  region: regionCode,
  allowedAccountIds: z.array(accountId).length(1),
  profile: z.string().optional(),
  defaultTags: z.strictObject({ tags: defaultTags }).optional(),
});

/** Whether the names of one stack's resources begin with those of another, as `web-2-…` does with `web-`. */
function startsAnother(names: readonly string[]): boolean {
  return names.some((name) => names.some((other) => other.startsWith(`${name}-`)));
}

export type GitHubConfig = z.infer<typeof gitHubSchema>;

/** All that the bootstrap is made from: validated, plain, complete. */
export interface BootstrapConfig extends z.infer<typeof schema> {
  readonly aws: {
    readonly region: string;
    readonly allowedAccountIds: readonly string[];
    readonly profile?: string | undefined;
    readonly defaultTags?: Readonly<Record<string, string>> | undefined;
  };
  readonly accountId: string;
}

type Json = Record<string, unknown>;

/**
 * Reads the stack's configuration. Nothing else in the program does.
 *
 * @throws RunError that lists every problem, if there is one.
 */
export function loadBootstrapConfig(): BootstrapConfig {
  const all = pulumi.runtime.allConfig();
  const read = (namespace: string): Json =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([key]) => key.startsWith(`${namespace}:`))
        .map(([key, text]) => [key.slice(namespace.length + 1), parseValue(text)]),
    );
  const bootstrap = { project: applicationProject(), ...read(NAMESPACE) };
  const keys = Object.keys(all);
  return parseBootstrapConfig(pulumi.getStack(), {
    bootstrap,
    aws: read("aws"),
    keys,
    encrypted: encryptedKeys(keys, [NAMESPACE, "aws"]),
  });
}

/** The name in the application's `Pulumi.yaml`, with which all names of its stacks begin. */
function applicationProject(): unknown {
  const project = parse(readFileSync(join(__dirname, "..", "Pulumi.yaml"), "utf8")) as { name?: unknown };
  return project.name;
}

/** @throws RunError that lists every problem, if there is one. */
export function parseBootstrapConfig(
  stack: string,
  raw: Pick<RawConfig, "keys" | "encrypted"> & { readonly bootstrap: Json; readonly aws: Json },
): BootstrapConfig {
  const bootstrap = schema.safeParse(raw.bootstrap, { reportInput: true });
  const aws = awsSchema.safeParse(raw.aws, { reportInput: true });
  const { keys = [], encrypted = [] } = raw;
  const problems = [
    ...namespaceProblems(keys, { [NAMESPACE]: Object.keys(schema.shape), aws: Object.keys(awsSchema.shape) }),
    ...encryptionProblems(encrypted, {}),
    ...(bootstrap.success ? [] : problemsOf(NAMESPACE, bootstrap.error, raw.bootstrap)),
    ...(aws.success ? [] : problemsOf("aws", aws.error, raw.aws)),
    ...(bootstrap.success ? problemsBetween(bootstrap.data) : []),
  ];
  const [account] = aws.data?.allowedAccountIds ?? [];
  if (!bootstrap.success || !aws.success || account === undefined || problems.length > 0) {
    throw configurationError(stack, withoutSecrets(problems, encrypted));
  }
  return { ...bootstrap.data, aws: { ...aws.data, defaultTags: aws.data.defaultTags?.tags }, accountId: account };
}

function problemsOf(namespace: string, error: z.ZodError, raw: Json): Problem[] {
  return error.issues
    .flatMap((issue) => fromZodIssue(issue, raw, knownKeys))
    .map((problem) => ({ ...problem, key: problem.key.replace(/^webapp:/, `${namespace}:`) }));
}

function knownKeys(path: string): readonly string[] {
  const shapes: Readonly<Record<string, object>> = {
    "": schema.shape,
    github: gitHubSchema.shape,
    serviceLinkedRoles: schema.shape.serviceLinkedRoles.unwrap().shape,
  };
  return Object.keys(shapes[path] ?? {});
}

/** The CLI hands objects and lists over as JSON and everything else as a string. */
function parseValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : text;
  } catch {
    return text;
  }
}

import { z } from "zod";

import { DEPLOYMENT_STRATEGIES } from "../../../components/compute/deployment";
import { LIFECYCLE_STAGES } from "../../../components/compute/lifecycle-stages";
import { RELEASE_NAME } from "../../../components/edge/site-release";
import { permissionSchema } from "./permissions";
import { environmentName, percent, scheduleExpression, timezone } from "./values";

const path = z.string().min(1);

/** Paths are from the folder of Pulumi.yaml. */
const buildSchema = z.strictObject({
  build: path,
  dockerfile: path.optional(),
  target: z
    .string()
    .regex(/^\w[\w.-]*$/, "the name of a stage of the Dockerfile")
    .optional(),
  args: z.record(z.string().regex(/^[A-Za-z_]\w*$/, "the name of a build argument"), z.string()).optional(),
  context: path.optional(),
  ignore: path.optional(),
});

/** Where an image comes from: built from a folder and pushed, or pushed by CI and named here. */
export const imageSchema = z.union(
  [
    buildSchema,
    z.strictObject({
      uri: z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9.-]*(:\d+(?=\/))?(\/[a-z0-9._-]+)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/,
          "an image such as <repository>@sha256:<64 hex digits>",
        ),
    }),
  ],
  "{ build: <folder> } or { uri: <repository>@sha256:<digest> }",
);

/** Settings of an image that is built, which one by its uri has not. */
export const BUILD_SETTINGS = Object.keys(buildSchema.shape);

const secretSource = z
  .string()
  .regex(
    /^(create|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}(:[\w-]*:[\w-]*:[\w-]*)?)$/,
    "create, or the full ARN of a Secrets Manager secret, with the six characters at its end",
  );

const floorSchema = z.strictObject({
  schedule: scheduleExpression,
  timezone,
  minTasks: z.int().min(0).max(1000),
});

const burstSchema = z.union(
  [
    z.boolean(),
    z.strictObject({
      inFlight: z.int().min(1).max(1000),
    }),
  ],
  "true, false, or { inFlight: requests in flight from which a task has too many, 1 to 1000 }",
);

const scalingSchema = z.strictObject({
  cpuPercent: percent.describe("Average CPU that target tracking holds"),
  requestsPerTarget: z.int().min(1).max(1_000_000).describe("Requests per task and minute that target tracking holds"),
  floors: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,20}$/, "a short lower-case name"), floorSchema)
    .describe("Scheduled minimum task counts by name: { schedule, timezone, minTasks }"),
  burst: burstSchema.describe(
    "Steps out within a minute for a load that multiplies, by what the application publishes (your-app.md): true, from 3 requests in flight for each task, or { inFlight }",
  ),
});

const minutes = z.int().min(0).max(1440);

const strategy = z.enum(DEPLOYMENT_STRATEGIES);

const hookSchema = z.strictObject({
  function: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(:[\w$-]+)?$/,
      "the ARN of a Lambda function, of a version or of an alias",
    ),
  stages: z.array(z.enum(LIFECYCLE_STAGES)).min(1),
});

const deploymentSchema = z.union(
  [
    strategy,
    z.strictObject({
      strategy,
      percent: z.number().min(0.1).max(99).optional(),
      canaryMinutes: minutes.optional(),
      stepPercent: z.number().min(3).max(100).optional(),
      stepMinutes: minutes.optional(),
      bakeMinutes: minutes.optional(),
      twoTargetGroups: z.boolean().optional(),
      hooks: z.array(hookSchema).min(1).optional(),
    }),
  ],
  "rolling, canary, linear, blueGreen, or { strategy, … } with the settings of docs/gradual.md",
);

export const serviceFields = {
  image: imageSchema.describe("A folder to build, by paths from that of Pulumi.yaml, or repository@sha256:…"),
  port: z.int().min(1024).max(65535).describe("Port the container listens on"),
  healthCheckPath: z
    .string()
    .max(1024)
    .regex(/^\/[\w.~!$&'()*+,;=:@%/-]*$/, "a path that starts with /, without a query or spaces")
    .describe("Path that answers 200 when the process is well"),
  cpu: z.int().min(256).max(16384).describe("CPU units of a task, 1024 are one vCPU"),
  memory: z.int().min(512).max(122_880).describe("Memory of a task in MiB"),
  architecture: z.enum(["arm64", "amd64"]).describe("CPU architecture of image and task"),
  capacity: z.enum(["fargate", "fargateSpot", "ec2Spot"]).describe("Where tasks run"),
  onDemandBase: z.int().min(0).max(100).describe("Tasks (ec2Spot: instances) that never run on Spot"),
  minTasks: z.int().min(0).max(1000).describe("Fewest tasks"),
  maxTasks: z.int().min(1).max(1000).describe("Most tasks"),
  scaling: scalingSchema,
  environment: z.record(environmentName, z.string()).describe("Plain environment variables"),
  secrets: z.record(environmentName, secretSource).describe("Environment variables from secrets: create, or an ARN"),
  uses: z
    .array(z.string())
    .describe("What of this stack its tasks use, by name: each gives them its variables, rights and way there"),
  permissions: z
    .array(permissionSchema)
    .describe(
      "What its tasks may call: IAM statements, { sid, actions, resources, conditions, reason for a wildcard }",
    ),
};

const assetFolder = z.strictObject({
  folder: z.string().min(1),
  prefix: z
    .string()
    .max(128)
    .regex(/^(\/[\w~-][\w.~-]*)+$/),
  immutable: z.enum(["hashed", "none"]).default("hashed"),
});

/** What only those have that a load balancer gives requests. */
export const requestFields = {
  deployment: deploymentSchema.describe(
    "How a new version takes over: rolling; canary, linear or blueGreen beside the old one; or { strategy, … } (gradual.md)",
  ),
};

export const ssrSchema = z.strictObject({
  ...serviceFields,
  ...requestFields,
  assets: z
    .union(
      [z.string().min(1), assetFolder, z.array(assetFolder).min(1).max(5)],
      "a folder, { folder, prefix: /path, immutable: hashed | none }, or a list of one to five of those",
    )
    .describe("Folder of the built client, whose assets/ goes to S3; or which folder is served under which path"),
});

export const spaSchema = z.strictObject({
  content: z.string().min(1).describe("Folder of the built site that goes to S3"),
  keepReleases: z
    .int()
    .min(0)
    .max(100)
    .describe("Releases of the pages to keep, each under its own prefix; 0: pages are replaced in place"),
  release: z
    .string()
    .regex(RELEASE_NAME, "the name of a release, r and 15 hexadecimal digits, as npm run rollback writes it")
    .optional()
    .describe("Release that viewers get; by default the newest"),
});

/** A path, or all below one, by which the edge and load balancers find a service. */
export const publicPath = z
  .string()
  .max(128)
  .regex(/^(\/[\w~-][\w.~-]*)+(\/\*)?$/, "a path such as /graphql, or /api/* for all below it");

export const backendSchema = z.strictObject({
  ...serviceFields,
  ...requestFields,
  public: z.boolean().describe("Serve its paths at the edge in ssr too (spa always does)"),
  paths: z.array(publicPath).min(1).max(10).describe("Paths that browsers reach it by"),
  migrate: z
    .array(z.string().min(1))
    .describe(
      "Command of its image that changes the schema, one task before a release serves (deploy.md#migrations); [] for none",
    ),
  seed: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(20)
    .optional()
    .describe("Command of its image that fills an empty database with samples; review stacks run it"),
});

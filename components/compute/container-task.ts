import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type AccountContext } from "../account";
import { refuse } from "../errors";
import { logGroupArgs, type LogSettings } from "../log-settings";
import { createServiceRole, type PolicyStatement } from "../security/iam";
import { type Architecture, ARCHITECTURES } from "./architecture";
import { containerDefinition, type Environment, environmentProblems, WRITABLE_VOLUME } from "./container-definition";
import { fargateSizeProblem } from "./fargate-sizes";
import { agentStatements, createAgentRole, FAULT_INJECTION, faultAgent, faultAgentProblems } from "./fault-agent";
import { execStatements, executionStatements, type ExecSessions } from "./task-statements";

/** A log group made elsewhere. */
export interface LogGroupRef {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

export interface ContainerTaskArgs {
  readonly account: AccountContext;
  /** Image with tag or digest. */
  readonly image: pulumi.Input<string>;
  /** Repository that the image is pulled from. @default none, for public images */
  readonly pullRepositoryArn?: pulumi.Input<string> | undefined;
  /** Replaces the image's command. @default the image's own */
  readonly command?: readonly string[] | undefined;
  /** Port that the container listens on. @default none */
  readonly port?: number | undefined;
  /** Plain environment. @default none */
  readonly environment?: Environment | undefined;
  /** Variable → `valueFrom`, e.g. `<secret ARN>:password::`. @default none */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Exact ARNs of the secrets that `secrets` refers to. @default none */
  readonly secretArns?: readonly pulumi.Input<string>[] | undefined;
  /** Customer-managed keys of those secrets. @default none */
  readonly secretKeyArns?: readonly pulumi.Input<string>[] | undefined;
  /** CPU units; 1024 are one vCPU. */
  readonly cpu: number;
  /** Memory in MiB. */
  readonly memory: number;
  readonly architecture: Architecture;
  /** Launch type that the definition is checked against. @default "FARGATE" */
  readonly compatibility?: "FARGATE" | "EC2" | undefined;
  /** Log group made here; not read when `logGroup` is given. @default 30 days, CloudWatch's own encryption */
  readonly logs?: LogSettings | undefined;
  /** Log group that outlives this task. @default one made here, `/<prefix>/<name>` */
  readonly logGroup?: LogGroupRef | undefined;
  /** What the application itself may do. @default nothing */
  readonly taskPolicyStatements?: readonly PolicyStatement[] | undefined;
  /** Allow ECS Exec, which needs a writable root file system. @default off */
  readonly exec?: ExecSessions | undefined;
  /** Let AWS FIS slow the network of the task, which needs a container of AWS's beside the application. @default false */
  readonly faultInjection?: boolean | undefined;
}

/**
 * A task definition of one hardened container with what it needs to start: a log group, an execution role that may
 * pull this image, write these logs and read these secrets, and a task role of its own for the application.
 *
 * Old revisions stay active (`skipDestroy`), so a rollback finds them. It costs nothing until something runs it.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * </cost>
 *
 * @example
 * ```ts
 * const task = new ContainerTask("report", {
 *   account,
 *   image: "public.ecr.aws/amazonlinux/amazonlinux:2023",
 *   command: ["sh", "-c", "date"],
 *   architecture: "arm64",
 *   cpu: 256,
 *   memory: 512,
 * });
 * ```
 */
export class ContainerTask extends pulumi.ComponentResource {
  readonly definition: aws.ecs.TaskDefinition;
  /** ARN of this revision. */
  readonly arn: pulumi.Output<string>;
  /** ARN of the family, which always means its newest revision. */
  readonly arnWithoutRevision: pulumi.Output<string>;
  /** Name of the container, for load balancers and overrides. */
  readonly containerName: string;
  readonly executionRole: aws.iam.Role;
  readonly taskRole: aws.iam.Role;
  readonly logGroupName: pulumi.Output<string>;
  readonly logGroupArn: pulumi.Output<string>;
  /** Policies of both roles: whatever starts the task waits for them. */
  readonly grants: readonly pulumi.Resource[];

  constructor(name: string, args: ContainerTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:compute:ContainerTask", name, {}, opts);
    const { compatibility = "FARGATE", taskPolicyStatements = [], exec, faultInjection = false } = args;
    const { account } = args;
    refuse(name, taskProblems({ ...args, compatibility }));

    const logs = args.logGroup ?? this.createLogGroup(name, args);
    const service = "ecs-tasks.amazonaws.com";
    // ECS names no cluster when it assumes a role, so the source is all of ECS in this account and region.
    const sourceArn = arn(account, "ecs", "*");
    const execution = createServiceRole(
      `${name}-execution`,
      { account, service, sourceArn, statements: executionStatements({ ...args, logGroupArn: logs.arn }) },
      { parent: this },
    );
    const agent = faultInjection ? createAgentRole(`${name}-agent`, account, { parent: this }) : undefined;
    const task = createServiceRole(
      `${name}-task`,
      {
        account,
        service,
        sourceArn,
        statements: [
          ...taskPolicyStatements,
          ...(exec === undefined ? [] : execStatements(exec)),
          ...(agent === undefined ? [] : agentStatements(agent.role.arn)),
        ],
      },
      { parent: this },
    );
    this.definition = new aws.ecs.TaskDefinition(
      name,
      {
        family: `${account.prefix}-${name}`,
        requiresCompatibilities: [compatibility],
        networkMode: "awsvpc",
        cpu: String(args.cpu),
        memory: String(args.memory),
        runtimePlatform: {
          operatingSystemFamily: "LINUX",
          cpuArchitecture: ARCHITECTURES[args.architecture].cpuArchitecture,
        },
        executionRoleArn: execution.role.arn,
        taskRoleArn: task.role.arn,
        volumes: [{ name: WRITABLE_VOLUME.name }],
        containerDefinitions: pulumi.jsonStringify([
          containerDefinition({
            ...args,
            name,
            logGroupName: logs.name,
            region: account.region,
            exec: exec !== undefined,
          }),
          ...(agent === undefined
            ? []
            : [faultAgent({ roleName: agent.role.name, logGroupName: logs.name, region: account.region })]),
        ]),
        ...(agent === undefined ? {} : FAULT_INJECTION),
        skipDestroy: true,
      },
      { parent: this },
    );

    this.containerName = name;
    this.arn = this.definition.arn;
    this.arnWithoutRevision = this.definition.arnWithoutRevision;
    this.executionRole = execution.role;
    this.taskRole = task.role;
    this.logGroupName = pulumi.output(logs.name);
    this.logGroupArn = pulumi.output(logs.arn);
    this.grants = [...execution.grants, ...task.grants, ...(agent?.grants ?? [])];
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }

  private createLogGroup(name: string, args: ContainerTaskArgs): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      name,
      {
        name: `/${args.account.prefix}/${name}`,
        ...logGroupArgs(args.logs ?? { retentionDays: 30 }),
      },
      { parent: this },
    );
  }
}

/** What is wrong with the size and the variables of a task, one line each. */
function taskProblems(args: ContainerTaskArgs & { readonly compatibility: "FARGATE" | "EC2" }): string[] {
  const size = args.compatibility === "FARGATE" ? fargateSizeProblem(args.cpu, args.memory) : undefined;
  return [
    ...(size === undefined ? [] : [size]),
    ...environmentProblems(args.environment, args.secrets),
    ...(args.faultInjection === true ? faultAgentProblems({ ...args, exec: args.exec !== undefined }) : []),
  ];
}

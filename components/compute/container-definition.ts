import type * as pulumi from "@pulumi/pulumi";
import { withoutUndefined } from "../without-undefined";

/** Longest time in seconds that Fargate waits between SIGTERM and SIGKILL; also the notice of Fargate Spot. */
export const STOP_TIMEOUT_SECONDS = 120;

/** Seconds after SIGTERM in which a container should finish its work, so that it ends before it is killed. */
export const SHUTDOWN_TIMEOUT_SECONDS = 110;

/** Where every container may write. */
export const WRITABLE_VOLUME = { name: "tmp", path: "/tmp" } as const;

/** User and group that every image runs as. */
const USER = "1000:1000";

/** Log lines that may wait in memory while CloudWatch is slow, before the oldest are dropped. */
const LOG_BUFFER = "25m";

/** Plain variables of a container; those that are undefined are left out. */
export type Environment = Readonly<Record<string, pulumi.Input<string> | undefined>>;

export interface ContainerArgs {
  /** Name in the task; load balancers refer to it. */
  readonly name: string;
  /** Image with tag or digest. */
  readonly image: pulumi.Input<string>;
  /** Replaces the image's command. @default the image's own */
  readonly command?: readonly string[] | undefined;
  /** Port that the container listens on. @default none */
  readonly port?: number | undefined;
  /** Plain environment. Nothing secret belongs here. @default none */
  readonly environment?: Environment | undefined;
  /** Variable → `valueFrom`, e.g. `<secret ARN>:password::`. @default none */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Log group that exists before the task starts. */
  readonly logGroupName: pulumi.Input<string>;
  /** Region of the log group. */
  readonly region: string;
  /** Whether ECS Exec is allowed, which needs a writable root file system. @default false */
  readonly exec?: boolean | undefined;
}

/** A container definition as ECS itself writes it back. */
export type ContainerDefinition = Readonly<Record<string, unknown>>;

/**
 * A hardened container definition in the form that ECS returns, with every list present and sorted and nothing
 * undefined, so that an unchanged program never registers a new revision.
 *
 * It runs as user 1000, with a read-only root (except under `exec`), `/tmp` writable, no Linux capabilities, an init
 * process, 120 s to stop, and logs that never block the application.
 */
export function containerDefinition(args: ContainerArgs): ContainerDefinition {
  const { environment = {}, secrets = {}, exec = false } = args;
  const valuesFrom = sorted(secrets).map(([name, valueFrom]) => ({ name, valueFrom }));
  return withoutUndefined({
    name: args.name,
    image: args.image,
    essential: true,
    cpu: 0,
    user: USER,
    readonlyRootFilesystem: !exec,
    command: args.command,
    environment: sorted(withoutUndefined(environment)).map(([name, value]) => ({ name, value })),
    secrets: valuesFrom.length === 0 ? undefined : valuesFrom,
    portMappings: args.port === undefined ? [] : [portMapping(args.port)],
    mountPoints: [{ sourceVolume: WRITABLE_VOLUME.name, containerPath: WRITABLE_VOLUME.path, readOnly: false }],
    volumesFrom: [],
    systemControls: [],
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    stopTimeout: STOP_TIMEOUT_SECONDS,
    logConfiguration: logConfiguration(args),
  });
}

/** Logs of a container, in streams that begin with its name. */
export const logConfiguration = ({
  name,
  logGroupName,
  region,
}: Pick<ContainerArgs, "logGroupName" | "name" | "region">) => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": logGroupName,
    "awslogs-region": region,
    "awslogs-stream-prefix": name,
    "max-buffer-size": LOG_BUFFER,
    mode: "non-blocking",
  },
});

/** What is wrong with the variables of a container, one line each. */
export function environmentProblems(environment: Environment = {}, secrets: object = {}): string[] {
  const plain = Object.keys(withoutUndefined(environment));
  const names = [...plain, ...Object.keys(secrets)];
  const twice = plain.filter((name) => name in secrets);
  return [
    ...names
      .filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      .map((name) => `variable "${name}" is not a name: use letters, digits and _, not starting with a digit.`),
    ...twice.map((name) => `variable "${name}" is in both environment and secrets: keep one.`),
  ];
}

/** With `awsvpc`, ECS sets the host's port to the container's. */
function portMapping(port: number): object {
  return { containerPort: port, hostPort: port, protocol: "tcp" };
}

/** Entries by name in code-point order, which is how ECS sorts them. */
function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

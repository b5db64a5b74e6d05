import { T } from "@toolkit/offline/aws-types";
import type { Account, Resource } from "../aws/account";
import type { Properties } from "../protocol/values";

/** A queue that was made beside Pulumi. */
export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly policy: string;
  readonly messages: { readonly id: string; readonly body: string }[];
}

/** A task that runs, or ran. */
export interface Task {
  readonly arn: string;
  readonly cluster: string;
  readonly definition: string;
  /** Name of the service that started it. @default started by itself */
  readonly service?: string;
  /** What its first container runs in place of the definition's command. @default that one */
  readonly command?: readonly string[];
  stopped: boolean;
  exitCode: number;
}

/** A run of a state machine. */
export interface Execution {
  readonly arn: string;
  readonly machine: string;
  readonly input: Properties;
  /** How it stands, as ListExecutions says it. @default "SUCCEEDED" */
  readonly status?: "FAILED" | "RUNNING" | "SUCCEEDED" | "TIMED_OUT";
  /** When it began, ISO 8601; it takes two minutes. @default noon of the account's day */
  readonly startDate?: string;
}

/** How the newest deployment of a service ended. */
export interface Rollout {
  readonly state: "COMPLETED" | "IN_PROGRESS" | "FAILED";
  readonly reason: string;
}

/** A deployment of a service that takes its time. */
export interface ServiceDeployment {
  readonly arn: string;
  /** ARN of the service. */
  readonly service: string;
  /** Task definitions that it comes from and goes to. */
  readonly source: string;
  readonly target: string;
  readonly strategy: string;
  readonly stage: string;
  /** Gives the version before all requests again. */
  readonly giveBack: () => void;
  status: "IN_PROGRESS" | "ROLLBACK_SUCCESSFUL" | "SUCCESSFUL";
}

/** What an account holds that Pulumi has no resource for. */
export class Runtime {
  readonly queues: Queue[] = [];
  readonly subscriptions: { readonly arn: string; readonly topic: string; readonly endpoint: string }[] = [];
  /** Revisions that were registered beside Pulumi, as they were given. */
  readonly definitions: { readonly arn: string; readonly given: Properties }[] = [];
  readonly tasks: Task[] = [];
  readonly executions: Execution[] = [];
  readonly serviceDeployments: ServiceDeployment[] = [];
  /** By ARN of the service. */
  readonly rollouts = new Map<string, Rollout>();
  /** Lines of logs by group, oldest first. */
  readonly logs: { readonly group: string; readonly stream: string; readonly time: number; readonly line: string }[] =
    [];
  /** Experiments of AWS FIS, as they stand. */
  readonly experiments: {
    readonly id: string;
    readonly templateId: string;
    status: string;
    reason: string | undefined;
  }[] = [];
  /** Changes of state of alarms: `Alarm updated from OK to ALARM`. */
  readonly alarmHistory: { readonly alarm: string; readonly time: number; readonly summary: string }[] = [];
  /** Sums that metrics have, by name of the metric. */
  readonly counted = new Map<string, readonly { readonly time: number; readonly sum: number }[]>();
  /** What the containers of a task do that ends by itself. @default nothing */
  onTask: (definition: Resource, task: Task) => void = () => undefined;
  /** Whether EventBridge, RDS and CloudWatch hand over what they have to tell. @default always */
  delivers: (source: string) => boolean = () => true;
  private count = 0;

  constructor(private readonly account: Account) {}

  /** A number that no other thing of this account has. */
  next(): number {
    return ++this.count;
  }

  /** An ARN in the account's region. */
  arn(service: string, rest: string): string {
    return `arn:aws:${service}:${this.account.region}:${this.account.accountId}:${rest}`;
  }

  /** A service by name or ARN. */
  service(cluster: string, name: string): Resource | undefined {
    const last = name.split("/").at(-1);
    return this.account
      .all(T.service)
      .find(({ inputs, outputs }) => outputs.name === last && nameOf(inputs.cluster) === nameOf(cluster));
  }
}

/** The name in an ARN, or the name itself. */
export const nameOf = (value: unknown): string => (typeof value === "string" ? (value.split("/").at(-1) ?? "") : "");

import { T } from "@toolkit/offline/aws-types";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import type { ServiceDeployment } from "@toolkit/rehearsal/api/runtime";
import { shareWithNext, weightsOf } from "@toolkit/rehearsal/aws/shifts";
import { shown } from "@toolkit/rehearsal/aws/look";
import type { EmulatedAwsCli } from "@toolkit/rehearsal/api/command-line";

import type { Hands } from "../../../tools/daily/hands";
import { emulatedCli } from "../../support/aws/emulated-cli";
import { deployedAccount } from "../../support/deployed-account";

/** Hands in an account where the dev stack of the fixtures stands; every call passes the real AWS CLI. */
export class EmulatedHands implements Hands {
  readonly said: string[] = [];
  readonly attended: string[][] = [];
  readonly pulumiCalls: string[][] = [];
  answer = "yes";
  given = "";
  onSleep: () => Promise<void> = () => Promise.resolve();

  private constructor(
    readonly api: EmulatedApi,
    private readonly cli: EmulatedAwsCli,
    readonly outputs: Readonly<Record<string, unknown>>,
  ) {}

  /** @param set changes of the stack's configuration, as `--set` takes them */
  static async open(set: readonly string[] = []): Promise<EmulatedHands> {
    const { account, outputs } = await deployedAccount("dev", set);
    const api = new EmulatedApi(account);
    return new EmulatedHands(api, emulatedCli(api), outputs);
  }

  readonly aws: Hands["aws"] = (args) => this.cli.run(args);

  async attend(args: readonly string[]): Promise<number> {
    this.attended.push([...args]);
    return Promise.resolve(0);
  }

  pulumi(args: readonly string[]): ReturnType<Hands["pulumi"]> {
    this.pulumiCalls.push([...args]);
    if (args[0] !== "stack") return Promise.resolve({ exitCode: 0, stdout: "", stderr: "" });
    const isThere = args[args.indexOf("--stack") + 1] === "dev";
    return Promise.resolve(
      isThere
        ? { exitCode: 0, stdout: JSON.stringify(this.outputs), stderr: "" }
        : { exitCode: 255, stdout: "", stderr: "error: no stack named 'prod' found\n" },
    );
  }

  say(line: string): void {
    this.said.push(line);
  }

  ask(question: string): Promise<string> {
    this.said.push(question);
    return Promise.resolve(this.answer);
  }

  input(): Promise<string> {
    return Promise.resolve(this.given);
  }

  sleep(): Promise<void> {
    return this.onSleep();
  }

  now(): number {
    return Date.parse("2026-11-26T12:00:00Z");
  }

  /**
   * Somebody deploys a version of a service: another image, and what its environment says.
   *
   * @returns the revision
   */
  deploy(service: string, image: string, environment: Readonly<Record<string, string>> = {}): string {
    const { account } = this.api;
    const running = this.service(service);
    const call = (operation: string, parameters: Record<string, unknown>) =>
      this.api.answer({ service: "ecs", operation, parameters: parameters as never, region: account.region });
    const { taskDefinition } = call("DescribeTaskDefinition", { taskDefinition: running.inputs.taskDefinition }) as {
      taskDefinition: { family: string; containerDefinitions: Record<string, unknown>[] };
    };
    const [container] = taskDefinition.containerDefinitions;
    const given = {
      family: taskDefinition.family,
      containerDefinitions: [
        { ...container, image, environment: Object.entries(environment).map(([name, value]) => ({ name, value })) },
      ],
    };
    const made = call("RegisterTaskDefinition", given) as { taskDefinition: { taskDefinitionArn: string } };
    const arn = made.taskDefinition.taskDefinitionArn;
    account.put({ ...running, inputs: { ...running.inputs, taskDefinition: arn } }, "update");
    return arn;
  }

  /** A gradual deployment of another image, as it stands half way: a share of the requests reaches the new tasks. */
  beginShift(service: string, image: string, percent: number): ServiceDeployment {
    const { account, runtime } = this.api;
    const before = this.service(service);
    const target = this.deploy(service, image);
    const arn = shown(before.outputs.arn);
    const deployment: ServiceDeployment = {
      arn: `${arn.replace(":service/", ":service-deployment/")}/${runtime.next()}`,
      service: arn,
      source: shown(before.inputs.taskDefinition),
      target,
      strategy: "CANARY",
      stage: "PRODUCTION_TRAFFIC_SHIFT",
      giveBack: shareWithNext(account, this.service(service), percent),
      status: "IN_PROGRESS",
    };
    runtime.serviceDeployments.push(deployment);
    runtime.rollouts.set(arn, { state: "IN_PROGRESS", reason: "ECS deployment is in progress." });
    return deployment;
  }

  /** Percent of a service's requests by target group, the first one first. */
  weights(service: string): number[] {
    const named = (type: string, name: string) =>
      this.api.account.all(type).find(({ urn }) => urn.endsWith(`::${name}`));
    const rule = named(T.listenerRule, service);
    const byGroup = rule === undefined ? {} : weightsOf(rule);
    return [service, `${service}-alt`].map((name) => byGroup[shown(named(T.targetGroup, name)?.outputs.arn)] ?? 0);
  }

  /** The revision that a service runs: `webapp-dev-backend:1`. */
  runs(service: string): string {
    return shown(this.service(service).inputs.taskDefinition).split("/").at(-1) ?? "";
  }

  private service(name: string) {
    const found = this.api.account.all(T.service).find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`there is no service ${name}`);
    return found;
  }

  close(): void {
    this.cli.close();
  }
}

/** Opens hands before the tests of a suite, with secrets of a service and of a job; each test finds nothing said yet. */
export function withHands(use: (hands: EmulatedHands) => void): void {
  let hands: EmulatedHands;

  before(async () => {
    hands = await EmulatedHands.open([
      "webapp:backend.secrets.STRIPE_KEY=create",
      'webapp:jobs={ digest: { image: { build: tests/fixtures/app/backend }, schedule: "rate(1 day)", secrets: { SMTP_KEY: create, STRIPE_KEY: create } } }',
    ]);
    use(hands);
  });

  beforeEach(() => {
    for (const list of [hands.said, hands.attended, hands.pulumiCalls]) list.length = 0;
  });

  after(() => {
    hands.close();
  });
}

import { T } from "@toolkit/offline/aws-types";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import type { EmulatedAwsCli } from "@toolkit/rehearsal/api/command-line";
import type { Account } from "@toolkit/rehearsal/aws/account";
import { groupsOf, list } from "@toolkit/rehearsal/aws/look";
import { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { unreachable } from "@toolkit/rehearsal/edge/origins";
import { EdgeWatch } from "@toolkit/rehearsal/edge/watch";
import { openWorld, type World } from "@toolkit/rehearsal/world";
import { rehearsed } from "../../tools/program/rehearsed";
import { Interrupted, type Live, type Visit } from "../../tools/prove/live";
import { STACK } from "../../tools/prove/stack-files";
import { emulatedCli } from "./aws/emulated-cli";

/** An emulated account that claims are walked in, and what people would see of it. */
export class EmulatedLive implements Live {
  readonly showsPulumi = false;
  readonly said: string[] = [];
  readonly asked: string[] = [];
  readonly notThere: string[] = [];
  answer = "yes";
  isStopped = false;
  /** Called with each stack that is opened. */
  onOpen: (stack: Workspace) => void = () => undefined;
  /** What a viewer meets, when it is not what the account gives. */
  meets: (url: string) => Visit | undefined = () => undefined;
  private clock = Date.parse("2026-11-26T12:00:00Z");
  private outages = 0;

  private constructor(
    readonly world: World,
    readonly api: EmulatedApi,
    private readonly cli: EmulatedAwsCli,
    private readonly edge: EdgeWatch,
  ) {}

  static async open(): Promise<EmulatedLive> {
    const world = await openWorld();
    const api = new EmulatedApi(world.account);
    api.runtime.onTask = (definition) => {
      if (definition.id.endsWith("-backup-dump")) leaveDump(world.account);
    };
    return new EmulatedLive(world, api, emulatedCli(api), new EdgeWatch(world.account));
  }

  readonly aws: Live["aws"] = (args) => this.cli.run(args);

  async openStack(folder: string, stackFiles: string): Promise<Workspace> {
    const stack = await Workspace.open({ ...rehearsed, stack: STACK, stackFiles, folder, world: this.world });
    this.onOpen(stack);
    return stack;
  }

  visit(url: string): Promise<Visit> {
    return Promise.resolve(this.meets(url) ?? this.visited(new URL(url)));
  }

  private visited({ hostname }: URL): Visit {
    const { account } = this.world;
    const [balancer] = account.where(T.loadBalancer, "dnsName", hostname);
    if (balancer !== undefined) {
      const rules = groupsOf(balancer).flatMap((group) => account.where(T.ingressRule, "securityGroupId", group));
      return rules.some(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0") ? { status: 403 } : { error: "time-out" };
    }
    const distribution = account
      .all(T.distribution)
      .find(({ inputs, outputs }) => outputs.domainName === hostname || list(inputs.aliases).includes(hostname));
    if (distribution === undefined) return { error: `nobody is ${hostname}` };
    const isOut = this.edge.outages.length > this.outages || unreachable(account, distribution.inputs).length > 0;
    this.outages = this.edge.outages.length;
    return { status: isOut ? 502 : 200 };
  }

  now(): number {
    return this.clock;
  }

  async sleep(milliseconds: number): Promise<void> {
    if (this.isStopped) throw new Interrupted();
    this.clock += milliseconds;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  say(line: string): void {
    this.said.push(line);
  }

  ask(question: string): Promise<string> {
    this.asked.push(question);
    return Promise.resolve(this.answer);
  }

  isInterrupted(): boolean {
    return this.isStopped;
  }

  missing(): Promise<readonly string[]> {
    return Promise.resolve(this.notThere);
  }

  async close(): Promise<void> {
    this.edge.stop();
    this.cli.close();
    await this.world.close();
  }
}

/** What the dump's container does: one more object in the bucket of the dumps. */
function leaveDump(account: Account): void {
  const bucket = account.all(T.bucket).find(({ urn }) => urn.endsWith("::dumps"))?.id ?? "";
  const serial = account.nextSerial();
  account.put(
    {
      type: T.bucketObject,
      id: `${bucket}/dump-${serial}`,
      urn: `made by a task::${serial}`,
      region: account.region,
      serial,
      inputs: { bucket, key: `dump-${serial}.sql.gz` },
      outputs: {},
    },
    "create",
  );
}

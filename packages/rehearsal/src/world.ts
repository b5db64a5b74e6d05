import { FaultPlan } from "./faults/faults";
import { serve, type Listening } from "./protocol/serve";
import { ruleBook } from "./rules";
import type { Rule } from "./rules/rule";
import { Account } from "./aws/account";
import { administrator, type Authorizer } from "./aws/authorizer";
import { awsxProvider, constructAwsx } from "./aws/awsx";
import { EmulatedAws } from "./emulator";
import { EmulatedDockerBuild } from "./aws/images";
import { Latecomers } from "./aws/latecomers";
import { Rolling } from "./aws/rolling";
import { Shifts } from "./aws/shifts";
import { EmulatedOther } from "./aws/other";

/** An emulated AWS that listens for the Pulumi engine. */
export interface World {
  readonly account: Account;
  readonly faults: FaultPlan;
  readonly latecomers: Latecomers;
  readonly shifts: Shifts;
  readonly rolling: Rolling;
  /** The value for `PULUMI_DEBUG_PROVIDERS`. */
  readonly attach: string;
  close(): Promise<void>;
}

/** What a world starts with. */
export interface WorldOptions {
  /** @default an empty account in us-east-1 */
  readonly account?: Account;
  /** @default the whole rule book */
  readonly rules?: readonly Rule[];
  /** Whose rights count. @default an administrator's */
  readonly authorizer?: Authorizer;
}

/** Packages of Pulumi that programs for AWS use beside it; `pulumi-nodejs` makes dynamic resources. */
const COMMON = ["archive", "cloudinit", "command", "docker", "local", "null", "pulumi-nodejs", "std", "time", "tls"];

/** Opens an emulated AWS: provider packages on ports of their own, over one account. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const account = options.account ?? new Account();
  const faults = new FaultPlan();
  const latecomers = new Latecomers(account);
  const shifts = new Shifts(account);
  const rolling = new Rolling(account);
  const { rules = ruleBook, authorizer = administrator } = options;
  const listening: Listening = await serve({
    aws: { provider: new EmulatedAws(account, rules, faults, latecomers, authorizer, shifts, rolling) },
    awsx: { provider: awsxProvider, construct: constructAwsx },
    random: { provider: new EmulatedOther(account, "4.21.2") },
    ...Object.fromEntries(COMMON.map((name) => [name, { provider: new EmulatedOther(account) }])),
    "docker-build": { provider: new EmulatedDockerBuild(account, faults, authorizer) },
  });
  return { account, faults, latecomers, shifts, rolling, attach: listening.attach, close: () => listening.close() };
}

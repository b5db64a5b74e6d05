import type { Account, JournalEntry } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { unreachable } from "./origins";

/** A moment at which viewers of some edge location met no origin. */
export interface Outage {
  /** The change after which it began: `delete aws:lb/loadBalancer:LoadBalancer public`. */
  readonly after: string;
  /** What an edge location needed and did not find. */
  readonly missing: readonly string[];
}

/**
 * Watches the edge of an account while stacks are changed.
 *
 * A changed distribution propagates: from the change on, some edge locations have the new configuration while others
 * still have the old one, and both must find their origins. When the distribution waits for its deployment, Pulumi
 * deletes nothing before every location has left the old configuration; otherwise locations keep the old one until the
 * command has ended.
 */
export class EdgeWatch {
  readonly outages: Outage[] = [];
  /** By distribution: the configurations that edge locations have, newest last. */
  private readonly deployed = new Map<string, readonly Properties[]>();
  private missing = "";

  /** Starts with every location at what is configured now. */
  constructor(private readonly account: Account) {
    this.settle();
    account.onChange = (entry) => {
      this.follow(entry);
    };
  }

  /** The command has ended, and every location has followed. */
  settle(): void {
    this.deployed.clear();
    for (const { id, inputs } of this.account.all(T.distribution)) this.deployed.set(id, [inputs]);
  }

  stop(): void {
    this.account.onChange = undefined;
  }

  private follow(entry: JournalEntry): void {
    if (entry.type === T.distribution) this.propagate(entry);
    else if (entry.action === "delete") this.leaveOld();
    this.check(entry);
  }

  private propagate({ action, id }: JournalEntry): void {
    const current = this.account.get(T.distribution, id);
    const before = this.deployed.get(id) ?? [];
    if (current !== undefined) this.deployed.set(id, [...before, current.inputs]);
    else if (action === "delete") this.deployed.set(id, []);
  }

  private leaveOld(): void {
    for (const [id, configurations] of this.deployed) {
      const newest = configurations.at(-1);
      if (newest !== undefined && newest.waitForDeployment !== false) this.deployed.set(id, [newest]);
    }
  }

  private check(entry: JournalEntry): void {
    const missing = [
      ...new Set(
        [...this.deployed.values()].flatMap((configurations) =>
          configurations.length === 0
            ? ["the distribution"]
            : configurations.flatMap((configuration) => unreachable(this.account, configuration)),
        ),
      ),
    ];
    // One outage lasts over many changes; it is told once for what is missing.
    const told = missing.join();
    if (missing.length > 0 && told !== this.missing) {
      this.outages.push({ after: `${entry.action} ${entry.type} ${entry.urn.split("::").at(-1) ?? ""}`, missing });
    }
    this.missing = told;
  }
}

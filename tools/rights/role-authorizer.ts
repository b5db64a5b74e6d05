import { accessDenied } from "@toolkit/iam/denial";
import { evaluate, type Request } from "@toolkit/iam/evaluate";
import type { Account } from "@toolkit/rehearsal/aws/account";
import type { Authorizer, Change } from "@toolkit/rehearsal/aws/authorizer";
import type { InvokeCall } from "@toolkit/rehearsal/protocol/provider";
import { AccountInventory, thingOf } from "./account-inventory";
import { askedBy } from "./asked";
import { callsFor, callsTo, type Kind, tagged } from "./calls";
import type { Home } from "./inventory";
import { callOfLookUp } from "./look-ups";
import { whyNotNeeded } from "./not-needed";
import { requestBy, type Role } from "./role";

/** What makes, changes and deletes. */
const VERBS: Readonly<Record<Kind, RegExp>> = {
  create: /:(Allocate|Create|Put|Register|Request|Run|Set)/,
  update: /:(Change|Modify|Put|Set|Update)/,
  delete: /:(Delete|Deregister|Release|Schedule|Terminate)/,
};

/** AWS is asked for the thing itself first, then for what belongs to it, then for tags and the rest. */
function rank(action: string, kind: Kind, type: string): number {
  if (!VERBS[kind].test(action)) return 2;
  const noun = /:[A-Z][a-z]+(\w+)$/.exec(action)?.[1];
  return type.endsWith(`:${noun ?? ""}`) ? 0 : 1;
}

/**
 * An account in which the caller has a role of CI: each change stands for the actions that AWS's schemas name, judged
 * against the policies and the boundary of the role. Policies of resources are not asked, and calls whose target the inputs
 * do not tell are not judged.
 */
export class RoleAuthorizer implements Authorizer {
  /** Types of which nobody knows what they need; nothing was refused there. */
  readonly unjudged = new Set<string>();

  constructor(readonly role: Role) {}

  refuseChange(change: Change): string | undefined {
    const { moment, account, resource, current } = change;
    if (!/^(awsx?|docker-build):/.test(resource.type)) return undefined;
    const inventory = new AccountInventory(account, resource.inputs, homeIn(account));
    const thing = thingOf(resource, current);
    const exists = current !== undefined;
    const named = callsFor(thing, inventory, { kinds: [moment], exists });
    if (named === undefined) this.unjudged.add(resource.type);
    const asked = askedBy(change).flatMap((action) => callsTo(action, thing, { inventory, exists }));
    const needed = (named ?? []).filter(({ action }) => whyNotNeeded(action, resource.type) === undefined);
    const order = ({ action }: Pick<Request, "action">): number => rank(action, moment, resource.type);
    return this.#refusal([...asked, ...needed.sort((a, b) => order(a) - order(b))]);
  }

  refuseLookUp({ token, args }: InvokeCall, account: Account): string | undefined {
    const call = callOfLookUp(token, args, account);
    if (call === undefined) return undefined;
    const { accountId: owner, region } = account;
    const found = new AccountInventory(account, args, homeIn(account)).things.find(({ arn }) => arn === call.resource);
    const context = {
      "aws:RequestedRegion": region,
      "aws:PrincipalAccount": owner,
      ...tagged("aws:ResourceTag", found?.tags ?? {}),
    };
    return this.#refusal([{ ...call, context }]);
  }

  #refusal(calls: readonly Omit<Request, "caller">[]): string | undefined {
    for (const call of calls) {
      const request = requestBy(this.role, call);
      const decision = evaluate(request, this.role.policies);
      if (!decision.isAllowed) return accessDenied(request, decision);
    }
    return undefined;
  }
}

/** Tags come from what stands in the account, and a role without a boundary has none. */
const homeIn = ({ accountId, region }: Account): Home => ({ accountId, region, partition: "aws", defaultTags: {} });

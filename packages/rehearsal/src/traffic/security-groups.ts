import { T } from "@toolkit/offline/aws-types";
import type { Account } from "../aws/account";
import { number } from "../aws/look";
import type { Properties } from "../protocol/values";

/** Whoever asks from outside the VPC: its rules are those of networks and prefix lists. */
export const OUTSIDE = "outside";

type Groups = readonly string[] | typeof OUTSIDE;

/** Whether new connections pass from one to the other: what the one may send, and what the other admits. */
export function passes(account: Account, from: Groups, to: readonly string[], port: number): boolean {
  const sent = from === OUTSIDE || rules(account, T.egressRule, from, port).some((rule) => isFor(rule, to));
  return sent && rules(account, T.ingressRule, to, port).some((rule) => isFor(rule, from));
}

function rules(account: Account, type: string, groups: readonly string[], port: number): Properties[] {
  return account
    .all(type)
    .map(({ inputs }) => inputs)
    .filter(({ securityGroupId, ipProtocol, fromPort, toPort }) => {
      const covers = ipProtocol === "-1" || ((number(fromPort) ?? 0) <= port && port <= (number(toPort) ?? 65_535));
      return covers && typeof securityGroupId === "string" && groups.includes(securityGroupId);
    });
}

function isFor({ referencedSecurityGroupId: group }: Properties, groups: Groups): boolean {
  if (typeof group !== "string") return true;
  return groups !== OUTSIDE && groups.includes(group);
}

import type { DiffCall } from "../protocol/provider";
import { record, text } from "./look";
import type { Account } from "./account";
import { T } from "@toolkit/offline/aws-types";

/**
 * Inputs that the provider sets back to a default of its own although the program never set them.
 *
 * An instance whose interface is given reads its `sourceDestCheck` from that interface, and where the check is off the
 * next update turns it on (hashicorp/terraform-provider-aws#44768).
 */
export function changedByProvider(account: Account, { type, news, ignoreChanges }: DiffCall): string[] {
  if (type !== T.instance || news.sourceDestCheck !== undefined || ignoreChanges.includes("sourceDestCheck")) return [];
  const id = text(record(news.primaryNetworkInterface).networkInterfaceId);
  const owner = id === undefined ? undefined : account.get(T.networkInterface, id);
  return owner?.inputs.sourceDestCheck === false ? ["sourceDestCheck"] : [];
}

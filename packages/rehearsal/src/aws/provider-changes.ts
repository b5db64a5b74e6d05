import type { DiffCall, UpdateCall } from "../protocol/provider";
import { type Properties, sameValue } from "../protocol/values";
import { record, text } from "./look";
import type { Account, Resource } from "./account";
import { allTags } from "./outputs";
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

/**
 * The inputs that a state has, for the provider: of a service's revision it asks what it answered last, not what the
 * program asked for.
 *
 * A deployment that ECS takes back fails the update, and an update that fails leaves in the state what was asked for as an
 * answer beside the old inputs. So the next update finds nothing to change and only reads the service; the one after that
 * finds the revision that serves.
 *
 * Source: pulumi/pulumi, `OnResourceStepPost`, https://github.com/pulumi/pulumi/blob/master/pkg/engine/update.go; AWS
 * provider for Terraform, `resourceServiceUpdate`,
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 */
export const asAnswered = ({ type, oldInputs, oldOutputs }: DiffCall | UpdateCall): Properties =>
  type === T.service && oldOutputs.taskDefinition !== undefined
    ? { ...oldInputs, taskDefinition: oldOutputs.taskDefinition }
    : oldInputs;

/** Whether an update of a service only reads it. */
export const onlyReads = (call: UpdateCall): boolean =>
  call.type === T.service &&
  sameValue(asAnswered(call), call.news) &&
  sameValue(call.oldOutputs.tagsAll, allTags(call, call.news));

/**
 * The inputs of an update as they arrive at AWS: the actions of a listener rule are sent only when the program changes
 * them, so that weights which somebody else has set stay.
 *
 * Source: AWS provider for Terraform, `resourceListenerRuleUpdate`,
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/listener_rule.go
 */
export function withKept({ type, oldInputs, news }: UpdateCall, current: Resource): Properties {
  if (type !== T.listenerRule || !sameValue(oldInputs.actions, news.actions)) return news;
  return { ...news, actions: current.inputs.actions ?? null };
}

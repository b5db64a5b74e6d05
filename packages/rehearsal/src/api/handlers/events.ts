import { T } from "@toolkit/offline/aws-types";
import { shown, text } from "../../aws/look";
import { ApiError, type Handler } from "../handler";

/** Rules and what they start. */
export const events: Readonly<Record<string, Handler>> = {
  "events.ListTargetsByRule": ({ Rule: rule }, { account }) => {
    if (account.where(T.eventRule, "name", shown(rule)).length === 0)
      throw new ApiError("ResourceNotFoundException", `Rule ${shown(rule)} does not exist on EventBus default.`);
    const targets = account.where(T.eventTarget, "rule", shown(rule));
    return { Targets: targets.map(({ inputs, outputs }) => ({ Id: text(outputs.targetId), Arn: text(inputs.arn) })) };
  },
};

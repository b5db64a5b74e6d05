import { EDGE_REGION } from "../components/account";
import { AlarmTopic } from "../components/operations";
import { type Keys, type StackContext, type Topics } from "./context";
import { emailOf } from "./encrypted";

/** The topic of the stack's region, and with the full set of alarms one in us-east-1. */
export function createTopics({ config, account, opts }: StackContext, keys: Keys): Topics {
  const email = emailOf(config);
  const regional = new AlarmTopic("alarms", { account, email, keyArn: keys.alarms }, opts);
  if (config.alerts.alarms === "essential") return { regional: regional.arn };
  const edge = new AlarmTopic("edge-alarms", { account, email, region: EDGE_REGION, keyArn: keys.edge }, opts);
  return { regional: regional.arn, edge: edge.arn };
}

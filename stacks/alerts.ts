import type * as pulumi from "@pulumi/pulumi";

import { AlarmTopic } from "../components/operations";
import { type StackContext } from "./foundation";
import { EDGE_REGION, type Keys } from "./keys";

/** Topics that alarms notify; an alarm can only notify a topic of its own region. */
export interface Topics {
  readonly regional: pulumi.Output<string>;
  /** In us-east-1, for alarms on the distribution and its firewall; absent where none exists. */
  readonly edge?: pulumi.Output<string>;
}

/** The topic of the stack's region, and with the full set of alarms one in us-east-1. */
export function createTopics({ config, account, opts }: StackContext, keys: Keys): Topics {
  const email = config.alerts.email === undefined ? {} : { email: config.alerts.email };
  const regional = new AlarmTopic(
    "alarms",
    { account, ...email, ...(keys.alarms === undefined ? {} : { keyArn: keys.alarms }) },
    opts,
  );
  if (config.alerts.alarms === "essential") return { regional: regional.arn };
  const edge = new AlarmTopic(
    "edge-alarms",
    { account, ...email, region: EDGE_REGION, ...(keys.edge === undefined ? {} : { keyArn: keys.edge }) },
    opts,
  );
  return { regional: regional.arn, edge: edge.arn };
}

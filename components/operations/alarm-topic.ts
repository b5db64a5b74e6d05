import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { policyDocument, type PolicyStatement, statement, topicNeedsTls } from "../security/iam";

export interface AlarmTopicArgs {
  readonly account: AccountContext;
  /** Subscriber by e-mail, who must confirm once. @default nobody */
  readonly email?: pulumi.Input<string> | undefined;
  /**
   * Customer-managed key. @default unencrypted: under `alias/aws/sns` services cannot publish, and alarms are lost
   * without an error.
   */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** Alarms only notify topics of their own region. @default the provider's region */
  readonly region?: string | undefined;
}

/**
 * The topic that alarms, database events, backups, budgets and EventBridge rules of this account notify.
 *
 * Creates the topic, its policy (services of this account only, TLS only) and one e-mail subscription.
 * Costs nothing below 1,000 e-mails a month.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Messages published: 0.50 per 1M after 1M free
 * - Deliveries by email: 2.00 per 100k after 1k free
 * </cost>
 *
 * @example
 * ```ts
 * const topic = new AlarmTopic("alarms", { account, email: "ops@example.com" });
 * ```
 */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN for `alarmActions`; known once the topic's policy lets alarms publish. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:operations:AlarmTopic", name, {}, opts);
    const { region } = args;
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: args.keyArn, region }, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: policyDocument(statements(topic.arn, args)), region },
      { parent: this },
    );
    if (args.email !== undefined) {
      new aws.sns.TopicSubscription(
        name,
        { topic: topic.arn, protocol: "email", endpoint: args.email, region },
        { parent: this, dependsOn: [policy] },
      );
    }
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Who may publish, on behalf of this account where the service says so; Amazon SNS developer guide, "Example cases for access control". */
function statements(topicArn: pulumi.Output<string>, { account, region }: AlarmTopicArgs): PolicyStatement[] {
  const bySource = { StringEquals: { "aws:SourceAccount": account.accountId } };
  const publish = (sid: string, service: string, sourceArn?: pulumi.Input<string>) =>
    statement({
      sid,
      principal: { Service: service },
      actions: ["sns:Publish"],
      resources: [topicArn],
      conditions: { ...bySource, ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }) },
    });
  return [
    publish("Alarms", "cloudwatch.amazonaws.com", arn(account, "cloudwatch", "alarm:*", { region })),
    publish("DatabaseEvents", "events.rds.amazonaws.com", arn(account, "rds", "*", { region })),
    publish("Backups", "backup.amazonaws.com"),
    publish("Budgets", "budgets.amazonaws.com"),
    // Without a condition: EventBridge does not support any in the policy of a topic, and would publish nothing
    // (EventBridge user guide, "Using resource-based policies", note under Amazon SNS,
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions).
    statement({
      sid: "Events",
      principal: { Service: "events.amazonaws.com" },
      actions: ["sns:Publish"],
      resources: [topicArn],
    }),
    topicNeedsTls(topicArn),
  ];
}

import { expect } from "chai";

import { AlarmTopic, type AlarmTopicArgs } from "../../components/operations";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { KEY, typesAndNames } from "./compute-support";
import { account, statements } from "./infrastructure-support";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const topic = (change: Partial<AlarmTopicArgs> = {}) =>
  new AlarmTopic("alarms", { account: { ...account, region: "eu-west-1" }, ...change });

describe("AlarmTopic", () => {
  it("makes a topic and its policy, and nobody is subscribed", async () => {
    const deployment = await deploy(() => topic());
    expect(typesAndNames(deployment)).to.deep.equal([`${TOPIC}::alarms`, `${POLICY}::alarms`]);
    expect(deployment.inputs(TOPIC)).to.deep.equal({});
  });

  it("uses a key of its own or none, never SNS's, under which alarms are lost", async () => {
    const deployment = await deploy(() => topic({ keyArn: KEY }));
    expect(deployment.inputs(TOPIC)).to.deep.equal({ kmsMasterKeyId: KEY });
  });

  it("subscribes one address, once the policy stands", async () => {
    const deployment = await deploy(() => topic({ email: "ops@example.com" }));
    const subscription = deployment.only(SUBSCRIPTION);
    expect(subscription.inputs).to.deep.equal({
      topic: deployment.only(TOPIC).id,
      protocol: "email",
      endpoint: "ops@example.com",
    });
    expect(deployment.waitsFor(subscription, POLICY)).to.equal(true);
  });

  it("lets this account's services publish, and nobody without TLS", async () => {
    const deployment = await deploy(() => topic());
    const resource = deployment.only(TOPIC).id;
    const publish = (Sid: string, Service: string, Condition?: object) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: "sns:Publish",
      Resource: resource,
      ...(Condition && { Condition }),
    });
    const ours = { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } };
    const from = (source: string) => ({ ArnLike: { "aws:SourceArn": source } });
    expect(statements(deployment.inputs(POLICY).policy)).to.deep.equal([
      publish("Alarms", "cloudwatch.amazonaws.com", {
        ...ours,
        ...from(`arn:aws:cloudwatch:eu-west-1:${ACCOUNT_ID}:alarm:*`),
      }),
      publish("DatabaseEvents", "events.rds.amazonaws.com", {
        ...ours,
        ...from(`arn:aws:rds:eu-west-1:${ACCOUNT_ID}:*`),
      }),
      publish("Backups", "backup.amazonaws.com", ours),
      publish("Budgets", "budgets.amazonaws.com", ours),
      // EventBridge supports no condition here (EventBridge user guide, "Using resource-based policies", Amazon SNS).
      publish("Events", "events.amazonaws.com"),
      {
        Sid: "DenyInsecurePublish",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("lives in another region where it is told to, with all that belongs to it", async () => {
    const deployment = await deploy(() => topic({ region: "us-east-1", email: "ops@example.com" }));
    expect(deployment.graph.managed.map(({ inputs }) => inputs.region)).to.deep.equal(Array(3).fill("us-east-1"));
    const sources = statements(deployment.inputs(POLICY).policy).flatMap(({ Condition }) => {
      const conditions = Condition as { ArnLike?: Record<string, string> } | undefined;
      return conditions?.ArnLike?.["aws:SourceArn"]?.split(":")[3] ?? [];
    });
    expect(sources).to.deep.equal(["us-east-1", "us-east-1"]);
  });
});

import { expect } from "chai";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { receiveStatements, sendStatements, WorkQueue, type WorkQueueArgs } from "../../components/messaging";
import { account, failure, KEY, typesAndNames } from "./compute-support";

const QUEUE = "aws:sqs/queue:Queue";
const rules = { visibilitySeconds: 120, maxReceives: 5, retentionDays: 4, fifo: false };
const nameOf = ({ id }: { readonly id: string }): string => id.slice(id.lastIndexOf("/") + 1);
const queue = (change: Partial<WorkQueueArgs> = {}) => new WorkQueue("thumbnails", { account, ...rules, ...change });

describe("WorkQueue", () => {
  it("makes these resources and no other", async () => {
    expect(typesAndNames(await deploy(() => queue()))).to.deep.equal([
      "aws:sqs/queue:Queue::thumbnails",
      "aws:sqs/queue:Queue::thumbnails-dead",
      "aws:sqs/queuePolicy:QueuePolicy::thumbnails",
      "aws:sqs/queuePolicy:QueuePolicy::thumbnails-dead",
      "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy::thumbnails",
    ]);
  });

  it("gives both queues exactly these inputs", async () => {
    const deployment = await deploy(() => queue());
    const dead = deployment.named("thumbnails-dead", QUEUE);
    const made = deployment.named("thumbnails", QUEUE);
    expect(made.inputs).to.deep.equal({
      namePrefix: "webapp-dev-thumbnails-",
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 345_600,
      visibilityTimeoutSeconds: 120,
      receiveWaitTimeSeconds: 20,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${nameOf(dead)}`,
        maxReceiveCount: 5,
      }),
    });
    expect(nameOf(made)).to.match(/^webapp-dev-thumbnails-[0-9a-f]{26}$/);
    expect(dead.inputs).to.deep.equal({
      namePrefix: "webapp-dev-thumbnails-dead-",
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
  });

  it("lets the dead-letter queue take messages of this queue only", async () => {
    const deployment = await deploy(() => queue());
    const { queueUrl, redriveAllowPolicy } = deployment.only("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs;
    expect(queueUrl).to.equal(deployment.named("thumbnails-dead", QUEUE).id);
    expect(JSON.parse(String(redriveAllowPolicy))).to.deep.equal({
      redrivePermission: "byQueue",
      sourceQueueArns: [`arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${nameOf(deployment.named("thumbnails", QUEUE))}`],
    });
  });

  it("refuses plain HTTP on both", async () => {
    const policies = (await deploy(() => queue())).all("aws:sqs/queuePolicy:QueuePolicy");
    expect(policies).to.have.length(2);
    for (const { inputs } of policies) {
      expect(inputs.policy).to.match(/"Effect":"Deny".*"sqs:\*".*"aws:SecureTransport":"false"/);
    }
  });

  it("encrypts both with a key of one's own", async () => {
    const queues = (await deploy(() => queue({ keyArn: KEY }))).all(QUEUE);
    expect(queues.map(({ inputs }) => [inputs.kmsMasterKeyId, inputs.sqsManagedSseEnabled])).to.deep.equal([
      [KEY, undefined],
      [KEY, undefined],
    ]);
  });

  it("makes both of one kind, whose names end as AWS wants", async () => {
    const queues = (await deploy(() => queue({ fifo: true }))).all(QUEUE);
    expect(queues.map(({ inputs }) => inputs.fifoQueue)).to.deep.equal([true, true]);
    for (const { id } of queues) expect(id).to.match(/\.fifo$/);
  });

  it("refuses what SQS refuses, all at once", async () => {
    const { message } = await failure(() => queue({ visibilitySeconds: 43_201, maxReceives: 0, retentionDays: 15 }));
    expect(message).to.contain("visibilitySeconds is 43201: use a whole number from 30 to 43200.");
    expect(message).to.contain("maxReceives is 0: use a whole number from 1 to 1000.");
    expect(message).to.contain("retentionDays is 15: use a whole number from 1 to 14.");
  });

  it("gives senders and its worker exactly these rights", () => {
    const named = { queueArn: "arn" };
    const who = { sid: "Uses", region: "us-east-1" };
    expect(sendStatements(named, who)).to.deep.equal([
      { Sid: "UsesSend", Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn" },
    ]);
    expect(receiveStatements({ ...named, keyArn: KEY }, who)).to.deep.equal([
      {
        Sid: "UsesReceive",
        Effect: "Allow",
        Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
        Resource: "arn",
      },
      {
        Sid: "UsesKey",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } },
      },
    ]);
    expect(sendStatements({ ...named, keyArn: KEY }, who)[1]?.Action).to.deep.equal([
      "kms:Decrypt",
      "kms:GenerateDataKey",
    ]);
  });
});

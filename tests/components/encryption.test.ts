import { expect } from "chai";

import {
  Encryption,
  type EncryptionArgs,
  logsUse,
  publishersUse,
  statement,
  trailUses,
} from "../../components/security";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { typesAndNames } from "./compute-support";
import { account, statements } from "./infrastructure-support";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const ADMINISTERS = {
  Sid: "AccountAdministers",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
  Action: "kms:*",
  Resource: "*",
};

const encryption = (change: Partial<EncryptionArgs> = {}) =>
  new Encryption("encryption", { account, keys: { data: { description: "the data" } }, ...change });

describe("Encryption", () => {
  it("makes a key with yearly rotation and an alias, and protects the key", async () => {
    const deployment = await deploy(() => encryption());
    expect(typesAndNames(deployment)).to.deep.equal([`${ALIAS}::encryption-data`, `${KEY}::encryption-data`]);
    const key = deployment.only(KEY);
    const { policy, ...inputs } = key.inputs;
    expect(inputs).to.deep.equal({
      description: "the data",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    });
    expect(statements(policy)).to.deep.equal([ADMINISTERS]);
    expect(key.protect).to.equal(true);
    expect(deployment.inputs(ALIAS)).to.deep.equal({ name: "alias/webapp-dev-data", targetKeyId: key.id });
  });

  it("waits and protects as it is told", async () => {
    const deployment = await deploy(() => encryption({ deletionWindowDays: 7, protect: false }));
    expect(deployment.inputs(KEY).deletionWindowInDays).to.equal(7);
    expect(deployment.only(KEY).protect).to.equal(false);
  });

  it("adds the statements of a key to that key, and puts it in its region with its alias", async () => {
    const extra = statement({
      sid: "Extra",
      principal: { Service: "a.amazonaws.com" },
      actions: ["kms:Decrypt"],
      resources: ["*"],
    });
    const deployment = await deploy(() =>
      encryption({
        keys: { data: { description: "one" }, edge: { description: "two", region: "eu-west-1", statements: [extra] } },
      }),
    );
    expect(statements(deployment.named("encryption-data", KEY).inputs.policy)).to.deep.equal([ADMINISTERS]);
    expect(statements(deployment.named("encryption-edge", KEY).inputs.policy)).to.deep.equal([ADMINISTERS, extra]);
    expect(deployment.named("encryption-edge", KEY).inputs.region).to.equal("eu-west-1");
    expect(deployment.named("encryption-edge", ALIAS).inputs.region).to.equal("eu-west-1");
    expect(deployment.named("encryption-data", KEY).inputs).not.to.have.property("region");
  });
});

/** Statements as the key's policy holds them. */
async function written(build: () => EncryptionArgs["keys"][string]["statements"]) {
  const deployment = await deploy(() =>
    encryption({ keys: { data: { description: "d", statements: build() ?? [] } } }),
  );
  return statements(deployment.inputs(KEY).policy).slice(1);
}

describe("key statements", () => {
  it("let CloudWatch Logs of one region use the key for named groups only", async () => {
    expect(await written(() => [logsUse(account, "eu-west-1", ["/webapp-dev/*", "other"])])).to.deep.equal([
      {
        Sid: "CloudWatchLogs",
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              `arn:aws:logs:eu-west-1:${ACCOUNT_ID}:log-group:/webapp-dev/*`,
              `arn:aws:logs:eu-west-1:${ACCOUNT_ID}:log-group:other`,
            ],
          },
        },
      },
    ]);
  });

  it("let publishers of this account use an encrypted topic, EventBridge without a condition it cannot meet", async () => {
    const publisher = (Sid: string, Service: string, condition: object) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      ...condition,
    });
    const ours = { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } } };
    expect(await written(() => publishersUse(account))).to.deep.equal([
      publisher("Alarms", "cloudwatch.amazonaws.com", ours),
      publisher("DatabaseEvents", "events.rds.amazonaws.com", ours),
      publisher("Backups", "backup.amazonaws.com", ours),
      publisher("Budgets", "budgets.amazonaws.com", ours),
      publisher("Events", "events.amazonaws.com", {}),
    ]);
  });

  it("let one trail encrypt its files and announce them", async () => {
    const trailArn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT_ID}:trail/webapp-dev-audit`;
    const trailStatement = (Sid: string, Action: string, condition: object = {}) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action,
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trailArn }, ...condition },
    });
    expect(await written(() => trailUses(account, trailArn))).to.deep.equal([
      trailStatement("TrailEncrypts", "kms:GenerateDataKey*", {
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT_ID}:trail/*` },
      }),
      trailStatement("TrailDescribes", "kms:DescribeKey"),
      trailStatement("TrailDecrypts", "kms:Decrypt"),
      trailStatement("TrailAnnounces", "kms:GenerateDataKey*", {
        StringLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:us-east-1:${ACCOUNT_ID}:*` },
      }),
    ]);
  });
});

import { expect } from "chai";

import { accessOf, lessOf } from "../support/access";
import { deployGrown } from "../support/grown";
import { officeHours } from "../support/off-hours";
import { connectionsOf, firstProvider, scheduledInput } from "../support/service-inputs";
import { deployStack, type StackDeployment } from "../support/deploy-stack";

const WORKER = "workers={ thumbnails: { image: { build: tests/fixtures/app/backend } } }";
const NOTHING = { variables: [], statements: [], egress: [], admitted: [] };

const alarmsOf = (made: StackDeployment): string[] =>
  made
    .all("aws:cloudwatch/metricAlarm:MetricAlarm")
    .map(({ name }) => name)
    .filter((name) => name.startsWith("thumbnails"));

const statementsOf = (made: StackDeployment, role: string) =>
  (
    JSON.parse(String(made.named(role, "aws:iam/rolePolicy:RolePolicy").inputs.policy)) as {
      Statement: { Sid: string; Action: unknown; Resource: unknown }[];
    }
  ).Statement;

describe("a stack with a worker", () => {
  it("gives its user where to put messages and the right to, and takes both away with the name", async () => {
    const used = await deployStack("dev", { set: [WORKER, "backend.uses=[database, thumbnails]"], mode: "both" });
    const unused = await deployStack("dev", { set: [WORKER], mode: "both" });
    expect(lessOf(accessOf(used, "backend"), accessOf(unused, "backend"))).to.deep.equal({
      ...NOTHING,
      variables: ["THUMBNAILS_QUEUE_URL"],
      statements: ["UsesThumbnailsSend"],
    });
    expect(lessOf(accessOf(unused, "backend"), accessOf(used, "backend"))).to.deep.equal(NOTHING);
    expect(accessOf(used, "frontend")).to.deep.equal(accessOf(unused, "frontend"));
    expect(accessOf(used, "thumbnails")).to.deep.equal(accessOf(unused, "thumbnails"));
  });

  it("gives the worker its queue, its way out and what it uses, and nobody a way to it", async () => {
    const made = await deployStack("dev", { set: [WORKER], mode: "both" });
    expect(accessOf(made, "thumbnails")).to.deep.include({
      variables: ["AWS_REGION", "QUEUE_URL", "QUEUE_VISIBILITY_SECONDS", "SHUTDOWN_TIMEOUT_SECONDS"],
      egress: ["security-thumbnails-to-s3-egress", "security-thumbnails-to-internet-egress"],
    });
    expect(accessOf(made, "thumbnails").statements.slice(0, 2)).to.deep.equal(["QueueReceive", "ScaleInProtection"]);
    const ingress = made.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ name }) => name);
    expect(ingress.filter((name) => name.includes("to-thumbnails"))).to.deep.equal([]);
    const grown = await deployGrown("grown");
    const { variables, egress, statements } = accessOf(grown, "thumbnails");
    expect(variables).to.include.members(["DATABASE_HOST", "UPLOADS_BUCKET", "LONGEST_SIDE", "THUMBNAILS_TOKEN"]);
    expect(variables).not.to.include("THUMBNAILS_QUEUE_URL");
    expect(egress).to.include("security-thumbnails-to-database-egress");
    expect(statements).to.include.members(["UsesUploadsObjects", "DatabaseSecret"]);
  });

  it("names the queue and nothing else in the rights of both sides, with the key in prod", async () => {
    const grown = await deployGrown("grown-prod");
    const queue = grown.named("thumbnails", "aws:sqs/queue:Queue").id.split("/").at(-1);
    const send = statementsOf(grown, "backend-task").filter(({ Sid }) => Sid.startsWith("UsesThumbnails"));
    expect(send.map(({ Sid }) => Sid)).to.deep.equal(["UsesThumbnailsSend", "UsesThumbnailsKey"]);
    expect(send[0]).to.deep.include({ Action: "sqs:SendMessage" });
    expect(String(send[0]?.Resource)).to.match(new RegExp(`:${queue ?? ""}$`));
    const receive = statementsOf(grown, "thumbnails-task").filter(({ Sid }) => Sid.startsWith("Queue"));
    expect(receive.map(({ Sid }) => Sid)).to.deep.equal(["QueueReceive", "QueueKey"]);
    const key = grown.named("encryption-data", "aws:kms/key:Key").id;
    for (const { inputs } of grown.all("aws:sqs/queue:Queue").filter(({ name }) => name.startsWith("thumbnails"))) {
      expect(inputs.kmsMasterKeyId).to.match(new RegExp(`${key}$`));
    }
  });

  it("watches it: two alarms in dev, three in prod, beside the one that wakes it", async () => {
    expect(alarmsOf(await deployGrown("grown"))).to.have.members([
      "thumbnails-wake",
      "thumbnails-oldest-message",
      "thumbnails-dead-letters",
    ]);
    expect(alarmsOf(await deployGrown("grown-prod"))).to.include.members([
      "thumbnails-wake",
      "thumbnails-oldest-message",
      "thumbnails-dead-letters",
      "thumbnails-at-maximum",
    ]);
  });

  it("restarts it on new secrets, tells of it in the outputs, and keeps its images", async () => {
    const grown = await deployGrown("grown");
    const { eventPattern } = grown.named("thumbnails-redeploy", "aws:cloudwatch/eventRule:EventRule").inputs;
    const token = grown.all("aws:secretsmanager/secret:Secret").find(({ name }) => name.includes("thumbnails-token"));
    // The rights of bootstrap/ tell secrets by the start of their names.
    expect(token?.id).to.contain(":secret:webapp-grown-thumbnails-secrets-thumbnails-token-");
    expect(String(eventPattern)).to.contain(token?.id).and.to.contain(grown.outputs.databaseSecretArn);
    expect(grown.outputs).to.include.keys("thumbnailsServiceName", "thumbnailsTaskDefinitionArn");
    expect(grown.outputs.queues).to.have.all.keys("thumbnails");
    expect(grown.outputs.repositoryUrls).to.include.keys("backend", "frontend", "backup", "thumbnails");
    const plain = await deployStack("dev");
    expect(plain.outputs).not.to.have.any.keys("queues", "thumbnailsServiceName");
  });

  it("stops it at night and starts it again, and leaves its bounds to the schedules", async () => {
    const set = [WORKER, ...officeHours()];
    const made = await deployStack("dev", { set, mode: "both" });
    expect(scheduledInput(made, "stop-thumbnails")).to.include({ MinCapacity: 0, MaxCapacity: 0 });
    expect(scheduledInput(made, "start-thumbnails")).to.include({ MinCapacity: 0, MaxCapacity: 10 });
    expect(String(scheduledInput(made, "mute-alarms").AlarmNames)).to.contain("thumbnails-oldest-message");
    const target = made.named("thumbnails", "aws:appautoscaling/target:Target");
    expect(target.ignoreChanges).to.deep.equal(["minCapacity", "maxCapacity"]);
  });

  it("runs on instances too, and shares the database's connections with all who use it", async () => {
    const worker = "{ image: { build: tests/fixtures/app/backend }, capacity: ec2Spot, maxTasks: 3, uses: [database] }";
    const made = await deployStack("dev", { set: [`workers={ thumbnails: ${worker} }`], mode: "both" });
    expect(firstProvider(made, "thumbnails")).to.match(/^cluster-arm64/);
    // Nine tenths of them, for five tasks and as many while they are deployed.
    expect(connectionsOf(made, "backend")).to.equal("5");
  });
});

import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { exec } from "../../../tools/daily/exec";
import { logs } from "../../../tools/daily/logs";
import { restart } from "../../../tools/daily/restart";
import { secret } from "../../../tools/daily/secret";
import { settle } from "../../../tools/daily/settle";
import { deployedStack } from "../../../tools/daily/stack";
import { status } from "../../../tools/daily/status";
import { tunnel } from "../../../tools/daily/tunnel";
import { refusal } from "../../support/refusal";
import { EmulatedHands } from "./hands";

describe("daily commands on a deployed stack", function () {
  this.timeout(60_000);

  let hands: EmulatedHands;

  before(async () => {
    hands = await EmulatedHands.open([
      "webapp:backend.secrets.STRIPE_KEY=create",
      'webapp:jobs={ digest: { image: { build: tests/fixtures/app/backend }, schedule: "rate(1 day)", secrets: { SMTP_KEY: create, STRIPE_KEY: create } } }',
    ]);
  });

  beforeEach(() => {
    for (const list of [hands.said, hands.attended, hands.pulumiCalls]) list.length = 0;
  });

  after(() => {
    hands.close();
  });

  it("status: tasks, deployments, images, database and alarms", async () => {
    await status(hands, "dev");
    const text = hands.said.join("\n");
    expect(text).to.match(
      /^dev \(ssr, us-east-1\) https:\/\/\w+\.cloudfront\.net\n\nservice +tasks +deployment +revision +image\n/,
    );
    expect(text).to.match(/\nbackend +1 of 1 +complete +webapp-dev-backend:1 +[0-9a-f]{12}\n/);
    expect(text).to.match(
      /\ndatabase {2}available, db\.t4g\.micro, webapp-dev-database-\w+\nalarms {4}none fires in this region$/,
    );
  });

  it("status: a revision that Pulumi did not deploy is said to be none", async () => {
    hands.deploy("frontend", "public.ecr.aws/nginx/nginx:1.27");
    await status(hands, "dev");
    expect(hands.said.join("\n")).to.match(
      /\nfrontend .*complete, not the revision that Pulumi deployed +webapp-dev-frontend:2 +nginx:1\.27\n/,
    );
  });

  it("status: the last runs of a job and how they ended", async () => {
    const { runtime } = hands.api;
    const jobs = (): string => hands.said[hands.said.findIndex((line) => line.startsWith("job"))] ?? "";
    await status(hands, "dev");
    expect(jobs()).to.equal("job     last run  ended  before that\ndigest  none yet");

    const machine = (hands.outputs.jobs as { digest: { stateMachineArn: string } }).digest.stateMachineArn;
    const ran = (day: number, state: "FAILED" | "RUNNING" | "SUCCEEDED" | "TIMED_OUT"): void => {
      const startDate = `2026-11-${day}T06:00:00Z`;
      const arn = `${machine.replace(":stateMachine:", ":execution:")}:${day}`;
      runtime.executions.push({ arn, machine, input: {}, status: state, startDate });
    };
    ran(19, "FAILED");
    for (const day of [20, 21, 22]) ran(day, "SUCCEEDED");
    ran(23, "TIMED_OUT");
    ran(24, "SUCCEEDED");
    hands.said.length = 0;
    await status(hands, "dev");
    expect(jobs()).to.equal(
      "job     last run              ended                  before that\n" +
        "digest  2026-11-24 06:00 UTC  succeeded after 2 min  timed out, succeeded, succeeded, succeeded",
    );
    ran(25, "RUNNING");
    hands.said.length = 0;
    await status(hands, "dev");
    expect(jobs().split("\n")[1]).to.equal(
      "digest  2026-11-25 06:00 UTC  running  succeeded, timed out, succeeded, succeeded",
    );
    runtime.executions.length = 0;
  });

  it("logs: of a job, which no service runs", async () => {
    const time = hands.now() - 60_000;
    hands.api.runtime.logs.push({ group: "/webapp-dev/digest", stream: "digest/digest/1", time, line: "sent 12" });
    await logs(hands, "dev", "digest", { since: 600, follow: false });
    expect(hands.said).to.deep.equal(["2026-11-26T11:59:00.000Z sent 12"]);
    expect(await refusal(logs(hands, "dev", "digst", { since: 600, follow: false }))).to.contain(
      "dev has no service or job digst; did you mean digest? There is: ",
    );
  });

  it("logs: what fits, with its time, and what comes later once", async () => {
    const { runtime } = hands.api;
    const write = (line: string, secondsAgo: number): void => {
      const time = hands.now() - secondsAgo * 1000;
      runtime.logs.push({ group: "/webapp-dev/backend", stream: "backend/backend/1", time, line });
    };
    write("too old", 700);
    write("listening", 60);
    await logs(hands, "dev", "backend", { since: 600, follow: false });
    expect(hands.said).to.deep.equal(["2026-11-26T11:59:00.000Z listening"]);

    hands.said.length = 0;
    const stop = new Error("Ctrl-C");
    let looks = 0;
    hands.onSleep = () => {
      write(`ERROR ${looks}`, 5);
      return ++looks === 3 ? Promise.reject(stop) : Promise.resolve();
    };
    expect(await refusal(logs(hands, "dev", "backend", { since: 600, filter: "ERROR", follow: true }))).to.equal(
      "Ctrl-C",
    );
    hands.onSleep = () => Promise.resolve();
    expect(hands.said).to.deep.equal(["2026-11-26T11:59:55.000Z ERROR 0", "2026-11-26T11:59:55.000Z ERROR 1"]);
  });

  it("names the nearest service, and those that there are", async () => {
    expect(await refusal(logs(hands, "dev", "bakend", { since: 600, follow: false }))).to.equal(
      "dev has no service or job bakend; did you mean backend? There is: backend, frontend, digest.",
    );
    expect(await refusal(restart(hands, "dev", "cron"))).to.equal(
      "dev has no service cron. There is: backend, frontend.",
    );
  });

  it("exec: a running task of the service", async () => {
    expect(await exec(hands, "dev", "backend", "/bin/sh")).to.equal(0);
    const [args = []] = hands.attended;
    expect(args.join(" ")).to.match(
      /^ecs execute-command --region us-east-1 --cluster webapp-dev-cluster --task [0-9a-f]{32} --container backend --interactive --command \/bin\/sh$/,
    );
  });

  it("tunnel: through a task of the backend to the database", async () => {
    expect(await tunnel(hands, "dev", 13_306)).to.equal(0);
    const [args = []] = hands.attended;
    const option = (name: string): string => args[args.indexOf(name) + 1] ?? "";
    expect(args.slice(0, 2)).to.deep.equal(["ssm", "start-session"]);
    expect(option("--target")).to.match(/^ecs:webapp-dev-cluster_[0-9a-f]{32}_[0-9a-f]{32}-\d+$/);
    expect(option("--document-name")).to.equal("AWS-StartPortForwardingSessionToRemoteHost");
    expect(JSON.parse(option("--parameters"))).to.deep.equal({
      host: [hands.outputs.databaseAddress],
      portNumber: ["3306"],
      localPortNumber: ["13306"],
    });
    expect(hands.said[0]).to.contain(`127.0.0.1:13306 is ${String(hands.outputs.databaseAddress)}`);
  });

  it("exec and tunnel: a task without sessions is said to have none, with the fix", async () => {
    hands.api.own["ecs.DescribeTasks"] = () => ({
      tasks: [
        {
          taskArn: "arn:aws:ecs:us-east-1:123456789012:task/webapp-dev-cluster/1",
          taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/webapp-dev-backend:1",
          enableExecuteCommand: false,
          containers: [{ name: "backend" }],
        },
      ],
    });
    const message = "Task 1 of backend lets nobody in: set webapp:access.exec in Pulumi.dev.yaml and run pulumi up";
    expect(await refusal(exec(hands, "dev", "backend", "/bin/sh"))).to.contain(message);
    expect(await refusal(tunnel(hands, "dev", 3306))).to.contain(message);
    delete hands.api.own["ecs.DescribeTasks"];
    expect(hands.attended).to.deep.equal([]);
  });

  it("restart and rollback: a deployment that fails is told by the look that sees it", async () => {
    const stack = await deployedStack(hands, "dev");
    const taskDefinition = "arn:aws:ecs:us-east-1:123456789012:task-definition/webapp-dev-backend:2";
    const failed = { status: "PRIMARY", taskDefinition, rolloutState: "FAILED", rolloutStateReason: "Tasks stopped." };
    hands.api.own["ecs.DescribeServices"] = () => ({
      services: [{ desiredCount: 1, runningCount: 0, deployments: [failed] }],
      failures: [],
    });
    const before = hands.api.calls.length;
    expect(await refusal(settle(hands, stack, stack.services))).to.equal(
      "The deployment of backend is not complete: Tasks stopped. See docs/runbooks/services.md#deployment-failed",
    );
    expect(hands.api.calls.slice(before).map(({ operation }) => operation)).to.deep.equal(["DescribeServices"]);
    delete hands.api.own["ecs.DescribeServices"];
  });

  it("exec: a service whose tasks do not run is said so", async () => {
    hands.api.own["ecs.ListTasks"] = () => ({ taskArns: [] });
    expect(await refusal(exec(hands, "dev", "backend", "/bin/sh"))).to.equal(
      "No task of backend runs: npm run status tells why.",
    );
    delete hands.api.own["ecs.ListTasks"];
  });

  it("restart: one service, or all", async () => {
    hands.api.calls.length = 0;
    await restart(hands, "dev", "backend");
    await restart(hands, "dev");
    const updates = hands.api.calls
      .filter(({ operation }) => operation === "UpdateService")
      .map(({ parameters }) => parameters);
    expect(updates).to.have.lengthOf(3);
    expect(updates[0]).to.deep.equal({
      cluster: "webapp-dev-cluster",
      service: hands.outputs.backendServiceName,
      forceNewDeployment: true,
    });
    expect(hands.said).to.deep.equal([
      "Restarting backend.",
      "backend runs webapp-dev-backend:1.",
      "Restarting backend, frontend.",
      "backend runs webapp-dev-backend:1.",
      "frontend runs webapp-dev-frontend:2.",
    ]);
  });

  it("secret: a list that says whose they are, and no value", async () => {
    await secret(hands, "dev");
    expect(hands.said.join("\n"), hands.said.join("\n")).to.match(
      /^variable +service or job +secret\nDATABASE_PASSWORD +backend +set by RDS\nDATABASE_USERNAME +backend +set by RDS\nSTRIPE_KEY +backend +backend-secrets-stripe-key-\S+\nSMTP_KEY +digest +\S*digest-secrets-smtp-key-\S+\nSTRIPE_KEY +digest +\S*digest-secrets-stripe-key-\S+$/,
    );
  });

  it("secret: set from standard input, by a file that only we can read and that is gone", async () => {
    hands.given = "sk_live_1\n";
    hands.api.calls.length = 0;
    await secret(hands, "dev", "backend/STRIPE_KEY");
    const [put] = hands.api.calls.filter(({ operation }) => operation === "PutSecretValue");
    expect(put?.parameters.SecretString).to.equal("sk_live_1");
    expect(hands.said.join("\n")).to.contain("STRIPE_KEY is set; backend restarts with it").and.not.contain("sk_live");
    const restarts = hands.api.account.all(T.stateMachine).filter(({ urn }) => urn.endsWith("-redeploy"));
    expect(hands.api.runtime.executions.map((execution) => execution.machine)).to.deep.equal(
      restarts.map(({ outputs }) => outputs.arn),
    );
  });

  it("secret: a job's, which its next run reads", async () => {
    hands.given = "mail";
    hands.api.calls.length = 0;
    hands.api.runtime.executions.length = 0;
    await secret(hands, "dev", "SMTP_KEY");
    const [put] = hands.api.calls.filter(({ operation }) => operation === "PutSecretValue");
    expect(put?.parameters.SecretId).to.contain("digest-secrets-smtp-key");
    expect(hands.said).to.deep.equal(["SMTP_KEY is set; digest reads it at its next run (docs/runbooks/rotation.md)."]);
    expect(hands.api.runtime.executions).to.deep.equal([]);
  });

  it("secret: one that several have is asked whose it is", async () => {
    hands.given = "sk_live_2";
    hands.api.calls.length = 0;
    expect(await refusal(secret(hands, "dev", "STRIPE_KEY"))).to.equal(
      "STRIPE_KEY is a secret of each of backend, digest: say whose, such as backend/STRIPE_KEY.",
    );
    expect(hands.api.calls.filter(({ operation }) => operation === "PutSecretValue")).to.deep.equal([]);
    expect(await refusal(secret(hands, "dev", "digst/STRIPE_KEY"))).to.contain("did you mean digest/STRIPE_KEY?");
    await secret(hands, "dev", "digest/STRIPE_KEY");
    expect(hands.said.at(-1)).to.contain("STRIPE_KEY is set; digest reads it");
  });

  it("secret: nothing, the database's and one that there is not are refused", async () => {
    hands.given = "\n";
    expect(await refusal(secret(hands, "dev", "SMTP_KEY"))).to.contain("The value of SMTP_KEY is empty");
    expect(await refusal(secret(hands, "dev", "DATABASE_PASSWORD"))).to.contain(
      "DATABASE_PASSWORD is the database's, and RDS sets it",
    );
    expect(await refusal(secret(hands, "dev", "STRIPEKEY"))).to.contain(
      "dev has no secret STRIPEKEY; did you mean STRIPE_KEY?",
    );
  });

  it("say what AWS or Pulumi refuse, and what is missing", async () => {
    expect(await refusal(status(hands, "prod"))).to.equal(
      "The outputs of prod cannot be read: error: no stack named 'prod' found",
    );
    hands.api.own["ecs.DescribeServices"] = () => ({ services: [], failures: [] });
    expect(await refusal(status(hands, "dev"))).to.match(
      /^The cluster webapp-dev-cluster has no service backend-\w+: pulumi up makes it again\.$/,
    );
    delete hands.api.own["ecs.DescribeServices"];
  });
});

import { expect } from "chai";

import { logs } from "../../../tools/daily/logs";
import { restart } from "../../../tools/daily/restart";
import { status } from "../../../tools/daily/status";
import { refusal } from "../../support/refusal";
import { withHands, type EmulatedHands } from "./hands";

describe("daily commands that watch a deployed stack", () => {
  let hands: EmulatedHands;

  withHands((opened) => {
    hands = opened;
  });

  it("status: tasks, deployments, images, database and alarms", async () => {
    await status(hands, "dev");
    const text = hands.said.join("\n");
    expect(text).to.match(
      /^dev \(ssr, us-east-1\) https:\/\/\w+\.cloudfront\.net\n\nservice +tasks +deployment +revision +image +since\n/,
    );
    expect(text).to.match(/\nbackend +1 of 1 +complete +webapp-dev-backend:1 +[0-9a-f]{12} +2026-11-26 12:00 UTC\n/);
    expect(text).to.match(
      /\ndatabase {2}available, db\.t4g\.micro, webapp-dev-database-\w+\nalarms {4}none fires in this region$/,
    );
  });

  it("status: a revision that Pulumi did not deploy is said to be none", async () => {
    hands.deploy("frontend", "public.ecr.aws/nginx/nginx:1.27");
    await status(hands, "dev");
    expect(hands.said.join("\n")).to.match(
      /\nfrontend .*complete, not the revision that Pulumi deployed +webapp-dev-frontend:2 +nginx:1\.27 +2026-11-26 12:00 UTC\n/,
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

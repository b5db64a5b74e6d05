import { expect } from "chai";

import { exec } from "../../../tools/daily/exec";
import { restart } from "../../../tools/daily/restart";
import { settle } from "../../../tools/daily/settle";
import { deployedStack } from "../../../tools/daily/stack";
import { tunnel } from "../../../tools/daily/tunnel";
import { refusal } from "../../support/refusal";
import { withHands, type EmulatedHands } from "./hands";

describe("daily commands on tasks of a deployed stack", () => {
  let hands: EmulatedHands;

  withHands((opened) => {
    hands = opened;
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
      "frontend runs webapp-dev-frontend:1.",
    ]);
  });
});

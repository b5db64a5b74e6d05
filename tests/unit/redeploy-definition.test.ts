import { expect } from "chai";

import { redeployDefinition } from "../../components/data/redeploy-definition";
import { runStateMachine, ServiceError, type Services } from "../support/state-machine";

interface Deployment {
  readonly Id: string;
  readonly Status: string;
  readonly RolloutState: string;
}

type Look = (
  minute: number,
  deployment: Deployment,
) => { DesiredCount?: number; Deployments: Deployment[] } | undefined;

const mine = (service: string): Deployment => ({
  Id: `ecs-svc/${service}`,
  Status: "PRIMARY",
  RolloutState: "IN_PROGRESS",
});
const earlier: Deployment = { Id: "ecs-svc/earlier", Status: "ACTIVE", RolloutState: "COMPLETED" };

/** ECS with services whose deployments go on as `looks` says, by service. */
function ecs(looks: Readonly<Record<string, Look>>) {
  const updates: Record<string, unknown>[] = [];
  const services: Services = (call, args, clock) => {
    if (call === "ecs:updateService") {
      updates.push(args);
      return { Service: { Deployments: [earlier, mine(String(args.Service))] } };
    }
    expect(call).to.equal("ecs:describeServices");
    const [name = ""] = args.Services as string[];
    const found = looks[name]?.(clock.seconds / 60, mine(name));
    return { Services: found === undefined ? [] : [found], Failures: [] };
  };
  return { updates, services };
}

const completesAfter =
  (minutes: number): Look =>
  (minute, deployment) => ({
    DesiredCount: 2,
    Deployments: [
      minute < minutes ? deployment : { ...deployment, RolloutState: "COMPLETED" },
      ...(minute < minutes ? [earlier] : []),
    ],
  });

const run = (looks: Readonly<Record<string, Look>>, services = ecs(looks).services) =>
  runStateMachine(
    redeployDefinition(
      "aws",
      Object.keys(looks).map((service) => ({ cluster: "webapp-dev", service })),
    ),
    { source: "aws.secretsmanager" },
    services,
  );

describe("redeployment of the consumers of a secret", () => {
  it("forces a new deployment of each service and ends when all are complete", async () => {
    const looks = { backend: completesAfter(4), frontend: completesAfter(2) };
    const { updates, services } = ecs(looks);
    expect(await run(looks, services)).to.deep.equal({
      status: "SUCCEEDED",
      output: [
        { service: "backend", outcome: "done" },
        { service: "frontend", outcome: "done" },
      ],
      seconds: 240,
    });
    expect(updates).to.deep.equal([
      { Cluster: "webapp-dev", Service: "backend", ForceNewDeployment: true },
      { Cluster: "webapp-dev", Service: "frontend", ForceNewDeployment: true },
    ]);
  });

  it("fails at once when the deployment failed", async () => {
    const failed: Look = (_minute, deployment) => ({
      DesiredCount: 2,
      Deployments: [{ ...deployment, RolloutState: "FAILED" }, earlier],
    });
    expect(await run({ backend: failed })).to.deep.equal({
      status: "FAILED",
      error: "RedeployFailed",
      cause: "backend: the deployment failed",
      seconds: 60,
    });
  });

  it("fails when ECS rolled back: another deployment is primary", async () => {
    const rolledBack: Look = (minute, deployment) => ({
      DesiredCount: 2,
      Deployments:
        minute < 3
          ? [deployment]
          : [
              { ...earlier, Status: "PRIMARY" },
              { ...deployment, Status: "ACTIVE" },
            ],
    });
    expect(await run({ backend: rolledBack })).to.include({
      status: "FAILED",
      cause: "backend: rolled back, or replaced by another deployment",
      seconds: 180,
    });
  });

  it("fails when the deployment is gone, or the service", async () => {
    const gone: Look = () => ({ DesiredCount: 1, Deployments: [{ ...earlier, Status: "PRIMARY" }] });
    const cause = "backend: rolled back, or replaced by another deployment";
    expect(await run({ backend: gone })).to.include({ status: "FAILED", cause });
    expect(await run({ backend: () => undefined })).to.include({ status: "FAILED", cause });
  });

  it("gives up after 30 minutes, not before", async () => {
    expect(await run({ backend: completesAfter(30) })).to.include({ status: "SUCCEEDED", seconds: 1800 });
    expect(await run({ backend: completesAfter(31) })).to.deep.equal({
      status: "FAILED",
      error: "RedeployFailed",
      cause: "backend: not complete after 30 minutes",
      seconds: 1800,
    });
  });

  it("is done with a service that should run no tasks", async () => {
    const stopped: Look = (_minute, deployment) => ({ DesiredCount: 0, Deployments: [deployment, earlier] });
    expect(await run({ backend: stopped })).to.include({ status: "SUCCEEDED", seconds: 60 });
  });

  it("restarts the other services when ECS refuses one, and names it", async () => {
    const looks = { backend: completesAfter(2), frontend: completesAfter(5) };
    const { services, updates } = ecs(looks);
    const refusing: Services = (call, args, clock) => {
      if (args.Service === "backend") throw new ServiceError("Ecs.ServiceNotFoundException");
      return services(call, args, clock);
    };
    expect(await run(looks, refusing)).to.deep.equal({
      status: "FAILED",
      error: "RedeployFailed",
      cause: "backend: ECS refused to redeploy it: Ecs.ServiceNotFoundException",
      seconds: 300,
    });
    expect(updates).to.have.length(1);
  });

  it("tries again what ECS failed at, and gives up after four tries", async () => {
    const failing = (times: number): Services => {
      const { services } = ecs({ backend: completesAfter(1) });
      let left = times;
      return (call, args, clock) => {
        if (call === "ecs:describeServices" && left-- > 0) throw new ServiceError("Ecs.ServerException");
        return services(call, args, clock);
      };
    };
    const looks = { backend: completesAfter(1) };
    expect(await run(looks, failing(3))).to.include({ status: "SUCCEEDED", seconds: 60 + 5 + 15 + 45 });
    expect(await run(looks, failing(4))).to.include({
      status: "FAILED",
      cause: "backend: ECS refused to look at it: Ecs.ServerException",
    });
  });
});

import { expect } from "chai";

import { strandedServices } from "../../../tools/ci/guard/capacity";
import type { PreviewStep } from "../../../tools/ci/guard/preview-document";
import { runSubcommand } from "./run-script";

describe("guard of capacity providers", () => {
  const urn = (type: string, name: string): string => `urn:pulumi:dev::webapp::${type}::${name}`;
  const leave = (provider: string, kept: readonly string[]): PreviewStep[] => [
    {
      op: "update",
      urn: urn("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "cluster"),
      oldState: { inputs: { capacityProviders: ["FARGATE", "arm64-1"] } },
      newState: { inputs: { capacityProviders: ["FARGATE", ...kept] } },
    },
    {
      op: "update",
      urn: urn("aws:ecs/service:Service", "backend"),
      oldState: { inputs: { capacityProviderStrategies: [{ capacityProvider: provider, weight: 1 }] } },
      newState: { inputs: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] } },
    },
  ];

  it("are not taken from a cluster before its services have left them", () => {
    expect(strandedServices(leave("arm64-1", []))).to.deep.equal(["backend (arm64-1)"]);
    expect(strandedServices(leave("arm64-1", ["arm64-1"]))).to.deep.equal([]);
    expect(strandedServices(leave("FARGATE", []))).to.deep.equal([]);
    expect(strandedServices(leave("arm64-1", []).slice(0, 1))).to.deep.equal([]);
  });

  it("are refused as a command, with the way out", async () => {
    const input = JSON.stringify({ steps: leave("arm64-1", []), changeSummary: { update: 2 } });
    const { exitCode, stderr } = await runSubcommand("guard", [], { input });
    expect([exitCode, stderr]).to.deep.equal([
      1,
      "backend (arm64-1) would lose the instances it runs on before it has left them, which AWS refuses. Keep them for one deployment with webapp:ec2Spot.keep. See docs/runbooks/services.md#leave-ec2-spot\n",
    ]);
  });
});

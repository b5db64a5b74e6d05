import type * as pulumi from "@pulumi/pulumi";

/** Where the tasks of a service run. */
export type CapacityStrategy =
  /** Fargate on demand. */
  | { readonly kind: "fargate" }
  /**
   * Fargate Spot. With an `onDemandBase`, so many tasks and a fifth of the others run on demand: they stay when AWS has
   * no Spot capacity.
   */
  | { readonly kind: "fargateSpot"; readonly onDemandBase: number }
  /** Instances of an Auto Scaling group; its own on-demand base is the fallback. */
  | { readonly kind: "ec2Spot"; readonly capacityProvider: pulumi.Input<string> };

/** One row of an ECS capacity provider strategy. */
export interface CapacityProviderShare {
  readonly capacityProvider: pulumi.Input<string>;
  /** Tasks that go here before any other. Only one row of a strategy may have a base. */
  readonly base?: number | undefined;
  /** Share of the tasks above the base. */
  readonly weight: number;
}

/** What ECS must be told about one kind of capacity. */
export interface CapacityPlacement {
  readonly strategy: readonly CapacityProviderShare[];
  /** Launch type that the task definition is checked against. */
  readonly compatibility: "FARGATE" | "EC2";
  /** Platform version; instances have none. */
  readonly platformVersion?: "LATEST" | undefined;
  /** Rules for choosing an instance; Fargate spreads over Availability Zones by itself. */
  readonly placement: readonly { readonly type: string; readonly field: string }[];
}

/** A provider of weight 0 "can't be used to place tasks", so the one that holds the base also takes a fifth of the rest. */
const ON_DEMAND_WEIGHT = 1;
const SPOT_WEIGHT = 4;

/**
 * The capacity provider strategy of a service. AWS does not allow Fargate and EC2 providers in one strategy,
 * so each kind stays with its own.
 */
export function capacityPlacement(capacity: CapacityStrategy): CapacityPlacement {
  switch (capacity.kind) {
    case "fargate":
      return fargate([{ capacityProvider: "FARGATE", weight: 1 }]);
    case "fargateSpot":
      return fargate([
        ...(capacity.onDemandBase > 0
          ? [{ capacityProvider: "FARGATE", base: capacity.onDemandBase, weight: ON_DEMAND_WEIGHT }]
          : []),
        { capacityProvider: "FARGATE_SPOT", weight: SPOT_WEIGHT },
      ]);
    case "ec2Spot":
      return {
        strategy: [{ capacityProvider: capacity.capacityProvider, weight: 1 }],
        compatibility: "EC2",
        // Zones come first because AZ rebalancing requires it; filling instances comes second to need fewer of them.
        placement: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "memory" },
        ],
      };
  }
}

/** What is wrong with the capacity of a service; nothing when it is sound. */
export function capacityProblem(capacity: CapacityStrategy): string | undefined {
  if (capacity.kind !== "fargateSpot") {
    return undefined;
  }
  const { onDemandBase } = capacity;
  return Number.isInteger(onDemandBase) && onDemandBase >= 0 && onDemandBase <= 100_000
    ? undefined
    : `the on-demand base is ${onDemandBase}: use a whole number from 0 to 100000.`;
}

function fargate(strategy: readonly CapacityProviderShare[]): CapacityPlacement {
  return { strategy, compatibility: "FARGATE", platformVersion: "LATEST", placement: [] };
}

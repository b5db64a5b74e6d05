import { type StackConfig } from "../../../stacks/config";
import { missingEndpoints } from "../../../components/network/egress-plan";
import { HOURS_PER_MONTH } from "@toolkit/cost/formulas/time";
import { type PriceBook } from "@toolkit/cost/prices";

/** When interface endpoints are cheaper than the data they take from NAT gateways. */
export interface NatBreakEven {
  /** GB a month and zone from which one more endpoint pays for itself. */
  readonly endpointGb: number;
  /** Endpoints that tasks need when there is no NAT. */
  readonly endpoints: number;
  readonly zones: number;
  /** USD a month of all of them, without data. */
  readonly endpointsFixed: number;
  /** USD a month of the gateways and their addresses, without data. */
  readonly gatewaysFixed: number;
  /** GB a month from which endpoints alone are cheaper than gateways; 0 when they always are. */
  readonly replaceGb: number;
}

const PRICES = ["nat.hour", "nat.gb", "vpce.interface.hour", "vpce.interface.gb", "ipv4.public.hour"];

/** Nothing for a stack without NAT gateways (an instance does not charge by the GB) and in a region without prices. */
export function natBreakEven(
  { network, access }: Pick<StackConfig, "network" | "access">,
  prices: PriceBook,
  region: string,
): NatBreakEven | undefined {
  const { nat, workloadAzs } = network;
  if (nat !== "single" && nat !== "perAz") return undefined;
  if (PRICES.some((key) => !prices.has(key, region))) return undefined;
  const usd = (key: string) => prices.price(key, region).usd;
  const gateways = nat === "perAz" ? workloadAzs.length : 1;
  const zones = workloadAzs.length;
  const missing = missingEndpoints({ ...network, nat: "none", natAz: "", workloadAzKeys: workloadAzs, ...access });
  const endpoints = network.endpoints.length + missing.length;
  const savedPerGb = usd("nat.gb") - usd("vpce.interface.gb");
  const endpointsFixed = endpoints * zones * HOURS_PER_MONTH * usd("vpce.interface.hour");
  const gatewaysFixed = gateways * HOURS_PER_MONTH * (usd("nat.hour") + usd("ipv4.public.hour"));
  return {
    endpointGb: (HOURS_PER_MONTH * usd("vpce.interface.hour")) / savedPerGb,
    endpoints,
    zones,
    endpointsFixed,
    gatewaysFixed,
    replaceGb: Math.max(0, endpointsFixed - gatewaysFixed) / savedPerGb,
  };
}

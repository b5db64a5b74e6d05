import { cidrsOverlap, parseCidr } from "../../../components/network/cidr";
import { missingEndpoints } from "../../../components/network/egress-plan";
import { servicesCalled } from "../../uses/plan";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

const FEWEST_ADDRESSES = 22;
const MOST_ADDRESSES = 16;
/** This network, loopback, link-local and multicast; EC2 API reference, CreateVpc, InvalidVpc.Range. */
const SPECIAL_RANGES = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

export function networkProblems(config: WebappConfig): Problem[] {
  return [...cidrProblems(config), ...zoneProblems(config), ...natProblems(config)];
}

function cidrProblems({ network }: WebappConfig): Problem[] {
  const problems: Problem[] = [];
  const vpc = parseCidr(network.cidr);
  if (vpc.prefix < MOST_ADDRESSES || vpc.prefix > FEWEST_ADDRESSES) {
    problems.push({
      key: "webapp:network.cidr",
      value: network.cidr,
      fix: "must be between /16 and /22, so that three tiers fit in three zones",
    });
  }
  const special = SPECIAL_RANGES.find((range) => cidrsOverlap(vpc, parseCidr(range)));
  if (special !== undefined) {
    problems.push({
      key: "webapp:network.cidr",
      value: network.cidr,
      fix: `must not be in ${special}, which AWS takes for no VPC: use 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16`,
    });
  }
  for (const reserved of network.reservedCidrs.filter((other) => cidrsOverlap(vpc, parseCidr(other)))) {
    problems.push({
      key: "webapp:network.cidr",
      value: network.cidr,
      fix: `overlaps the reserved network ${reserved} (webapp:network.reservedCidrs)`,
    });
  }
  return problems;
}

function zoneProblems({ network }: WebappConfig): Problem[] {
  const problems: Problem[] = [];
  const { azs, workloadAzs } = network;
  if (new Set(azs).size !== azs.length) {
    problems.push({ key: "webapp:network.azs", value: azs, fix: "names a zone twice" });
  }
  if (azs.some((az) => az.length === 1) && azs.some((az) => az.length > 1)) {
    problems.push({
      key: "webapp:network.azs",
      value: azs,
      fix: "mixes letters and zone ids, which may name one zone twice: use one form",
    });
  }
  const strangers = workloadAzs.filter((az) => !azs.includes(az));
  if (strangers.length > 0) {
    problems.push({
      key: "webapp:network.workloadAzs",
      value: workloadAzs,
      fix: `must be among webapp:network.azs (${azs.join(", ")})`,
    });
  }
  if (new Set(workloadAzs).size !== workloadAzs.length) {
    problems.push({ key: "webapp:network.workloadAzs", value: workloadAzs, fix: "names a zone twice" });
  }
  return problems;
}

function natProblems(config: WebappConfig): Problem[] {
  const { nat, natAz, azs, endpoints } = config.network;
  const problems: Problem[] = [];
  if (natAz !== undefined && !azs.includes(natAz)) {
    problems.push({
      key: "webapp:network.natAz",
      value: natAz,
      fix: `must be among webapp:network.azs (${azs.join(", ")})`,
    });
  }
  if (natAz !== undefined && (nat === "none" || nat === "perAz")) {
    problems.push({
      key: "webapp:network.natAz",
      value: natAz,
      fix: `has no meaning with nat: ${nat}; remove it, or use nat: single or instance`,
    });
  }
  if (new Set(endpoints).size !== endpoints.length) {
    problems.push({ key: "webapp:network.endpoints", value: endpoints, fix: "names a service twice" });
  }
  const plan = {
    nat,
    natAz: natAz ?? "",
    workloadAzKeys: config.network.workloadAzs,
    endpoints,
    exec: config.access.exec,
    called: servicesCalled(config),
  };
  const missing = missingEndpoints(plan);
  if (missing.length > 0) {
    problems.push({
      key: "webapp:network.endpoints",
      value: endpoints,
      fix: `must also hold ${missing.join(", ")} when nat is none: tasks have no other way to them`,
    });
  }
  return problems;
}

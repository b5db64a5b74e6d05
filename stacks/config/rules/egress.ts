import { cidrContains, parseCidr } from "../../../components/network/cidr";
import { goesThroughNat, isPrefixList } from "../../../components/security/destinations";
import { GROUP_DESCRIPTIONS, OUTSIDE_PEERS } from "../../../components/security/traffic-rules";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Peers that the table of traffic knows by itself: see components/security/traffic-rules.ts. */
const TAKEN: readonly string[] = [...Object.keys(GROUP_DESCRIPTIONS), ...OUTSIDE_PEERS];

const EVERYWHERE = "0.0.0.0/0";
const HTTPS = 443;

type Egress = WebappConfig["network"]["egress"];

export function egressProblems({ network }: WebappConfig): Problem[] {
  return [
    ...Object.entries(network.egress).flatMap(([name, destination]) =>
      fixesOf(network, name, destination).map((fix) => ({
        key: `webapp:network.egress.${name}`,
        value: destination,
        fix,
      })),
    ),
    ...twice(network),
  ];
}

function fixesOf({ cidr, nat }: WebappConfig["network"], name: string, { to, port }: Egress[string]): string[] {
  const isInVpc = !isPrefixList(to) && cidrContains(parseCidr(cidr), parseCidr(to));
  const hasNoWay = nat === "none" && !isPrefixList(to) && goesThroughNat({ to });
  return [
    ...(TAKEN.includes(name) ? ["is the name of a part of this stack: choose another"] : []),
    ...(isInVpc ? [`lies in the VPC (${cidr}), whose own traffic stands in components/security/traffic-rules.ts`] : []),
    ...(hasNoWay ? ["has no way out when nat is none"] : []),
    ...(nat !== "none" && to === EVERYWHERE && port === HTTPS ? ["is open already: remove it"] : []),
  ];
}

const sendersOf = (destinations: readonly Egress[string][]): string[] => [
  ...new Set(destinations.flatMap(({ from }) => from)),
];

/** AWS refuses the same rule a second time; a NAT instance has one for what it forwards, whoever's tasks send it. */
function twice({ egress, nat }: WebappConfig["network"]): Problem[] {
  const all = Object.entries(egress);
  return all.flatMap(([name, destination], index): Problem[] => {
    const same = all.slice(0, index).filter(([, { to, port }]) => to === destination.to && port === destination.port);
    const problem = (first: string, whose: string, fix: string): Problem => ({
      key: `webapp:network.egress.${name}`,
      fix: `opens for ${whose} what ${first} opens: ${fix}`,
    });
    const again = [...new Set(destination.from)].flatMap((service) => {
      const [first] = same.find(([, { from }]) => from.includes(service)) ?? [];
      return first === undefined ? [] : [problem(first, service, "remove one")];
    });
    const [forwarded] = same[0] ?? [];
    const isForwarded = nat === "instance" && goesThroughNat(destination);
    if (again.length > 0 || forwarded === undefined || !isForwarded) return again;
    return [
      problem(
        forwarded,
        "the NAT instance",
        `name it once, from: [${sendersOf([...same.map(([, first]) => first), destination]).join(", ")}]`,
      ),
    ];
  });
}

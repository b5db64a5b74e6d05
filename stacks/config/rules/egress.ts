import { cidrContains, parseCidr } from "../../../components/network/cidr";
import { goesThroughNat, isPrefixList } from "../../../components/security/destinations";
import { GROUP_DESCRIPTIONS } from "../../../components/security/traffic-rules";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Peers that the table of traffic knows by itself: see components/security/traffic-rules.ts. */
const TAKEN = [...Object.keys(GROUP_DESCRIPTIONS), "cloudfront", "s3", "internet", "privateSubnets"];

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
    ...twice(network.egress),
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

/** AWS refuses the same rule a second time. */
function twice(egress: Egress): Problem[] {
  const seen = new Map<string, string>();
  return Object.entries(egress).flatMap(([name, { to, port, from }]) =>
    [...new Set(from)].flatMap((service): Problem[] => {
      const rule = [service, to, port].join(" ");
      const first = seen.get(rule);
      seen.set(rule, first ?? name);
      if (first === undefined) return [];
      return [{ key: `webapp:network.egress.${name}`, fix: `opens for ${service} what ${first} opens: remove one` }];
    }),
  );
}

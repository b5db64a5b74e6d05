import type { Settings } from "./rehearsal";

/** A stack with options that live through everything. */
export interface Combination {
  readonly stack: "dev" | "prod";
  readonly frontend: "ssr" | "spa";
  /** In words, for people. */
  readonly options: string;
  readonly settings: Settings;
  /** Accepted by name in these settings. */
  readonly risks: readonly string[];
}

interface Option {
  readonly name: string;
  readonly settings: Settings;
  /** What prod asks to be accepted by name. */
  readonly risks?: readonly string[];
  readonly only?: "dev" | "prod";
}

const domain = { name: "dev.example.com", zoneId: "Z0123456789EXAMPLE" };

const options = {
  natNone: {
    name: "no NAT, interface endpoints",
    settings: {
      "webapp:network.nat": "none",
      "webapp:network.endpoints": ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"],
    },
  },
  natInstance: { name: "NAT instance", settings: { "webapp:network.nat": "instance" }, risks: ["natInstance"] },
  natSingle: { name: "one NAT gateway", settings: { "webapp:network.nat": "single" } },
  natPerAz: { name: "a NAT gateway in each zone", settings: { "webapp:network.nat": "perAz" } },
  singleAz: {
    name: "tasks in one zone",
    settings: { "webapp:network.workloadAzs": ["a"] },
    risks: ["singleAzWorkload"],
  },
  threeAzs: { name: "three zones", settings: { "webapp:network.azs": ["a", "b", "c"] } },
  ec2Spot: {
    name: "EC2 Spot",
    settings: { "webapp:backend.capacity": "ec2Spot", "webapp:ssr.capacity": "ec2Spot" },
  },
  domain: { name: "a domain", settings: { "webapp:domain": domain }, only: "dev" },
  noDomain: {
    name: "no domain",
    settings: { "webapp:domain": undefined },
    risks: ["plainHttp"],
    only: "prod",
  },
  firewall: { name: "WAF", settings: { "webapp:protection.waf": true }, only: "dev" },
  noFirewall: { name: "no WAF", settings: { "webapp:protection.waf": false }, risks: ["noFirewall"], only: "prod" },
} satisfies Record<string, Option>;

type OptionName = keyof typeof options;

function combine(stack: "dev" | "prod", frontend: "ssr" | "spa", ...names: readonly OptionName[]): Combination {
  const chosen: readonly Option[] = names.map((name) => options[name]);
  const risks = stack === "prod" ? chosen.flatMap(({ risks = [] }) => risks) : [];
  return {
    stack,
    frontend,
    risks,
    options: chosen.length === 0 ? "defaults" : chosen.map(({ name }) => name).join(", "),
    settings: {
      "webapp:frontend": frontend,
      ...Object.fromEntries(chosen.flatMap(({ settings }) => Object.entries(settings))),
      // The emulated dumps stay locked while the stack is destroyed.
      ...(stack === "prod" ? { "webapp:backup.objectLockDays": 30 } : {}),
      ...(risks.length === 0 ? {} : { "webapp:acceptedRisks": risks }),
    },
  };
}

/** Every stack and variant, and each option at least once (a NAT gateway in each zone is prod's default). */
export const covering: readonly Combination[] = [
  combine("dev", "ssr"),
  combine("dev", "spa", "natSingle", "singleAz", "firewall", "ec2Spot"),
  combine("dev", "ssr", "natNone", "domain", "threeAzs"),
  combine("prod", "ssr"),
  combine("prod", "spa", "natInstance", "ec2Spot", "noDomain", "noFirewall"),
];

/** Every stack and variant with its defaults, and with each option alone. */
export const matrix: readonly Combination[] = (["dev", "prod"] as const).flatMap((stack) =>
  (["ssr", "spa"] as const).flatMap((frontend) => [
    combine(stack, frontend),
    ...(Object.keys(options) as OptionName[])
      .filter((name) => {
        const option: Option = options[name];
        return option.only === undefined || option.only === stack;
      })
      .map((name) => combine(stack, frontend, name)),
  ]),
);

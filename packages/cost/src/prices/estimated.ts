import { BASE_REGION } from "./regions";
import { type PriceTable } from "./schema";

/** How a price is estimated from us-east-1's. */
export interface EstimatedPrice {
  readonly factor: number;
  /**
   * What the factor is the median of: known rows of the same family in the region (`family`), other known rows of the
   * region (`region`), or nothing, and then it is 1.
   */
  readonly by: "family" | "region" | "nothing";
  /** How far known prices lie from what the rule says of them unseen: -0.12 to 0.3 is -12 to +30 %. */
  readonly spread: Spread;
}

export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** Families with one price in the world, so that they tell nothing of a region and take no factor from it. */
const GLOBAL = new Set(["cloudfront", "waf", "shield", "route53", "ipv4", "kms", "secrets", "fis"]);

type Ratios = ReadonlyMap<string, number>;

/** Factors of regions, from the rows that are known there and in us-east-1. Derived rows tell nothing. */
export class RegionEstimates {
  private readonly ratios: ReadonlyMap<string, Ratios>;
  private readonly spreads = new Map<boolean, Measured>();

  constructor(private readonly table: PriceTable) {
    const others = Object.keys(table.regions).filter((region) => region !== BASE_REGION);
    this.ratios = new Map(others.map((region) => [region, this.ratiosOf(region)]));
  }

  of(key: string, region: string): EstimatedPrice {
    const found = factorOf(key, this.ratios.get(region) ?? new Map<string, number>());
    if (GLOBAL.has(familyOf(key))) return { ...found, spread: { low: 0, high: 0 } };
    const measured = this.spreads.get(isTransfer(key)) ?? this.measure(isTransfer(key));
    this.spreads.set(isTransfer(key), measured);
    return { ...found, spread: found.by === "nothing" ? measured.blind : measured.informed };
  }

  private ratiosOf(region: string): Ratios {
    const base = this.table.regions[BASE_REGION] ?? {};
    return new Map(
      Object.entries(this.table.regions[region] ?? {}).flatMap(([key, { usd, confidence }]): [string, number][] => {
        const there = base[key]?.usd ?? 0;
        return there > 0 && confidence !== "D" && !GLOBAL.has(familyOf(key)) ? [[key, usd / there]] : [];
      }),
    );
  }

  /** Each known row against what the rule says without the row, without its family, and without its region. */
  private measure(ofTransfer: boolean): Measured {
    const informed = [0];
    const blind = [0];
    for (const ratios of this.ratios.values()) {
      for (const [key, ratio] of ratios) {
        if (isTransfer(key) !== ofTransfer) continue;
        const others = without(ratios, (other) => other === key);
        const strangers = without(ratios, (other) => familyOf(other) === familyOf(key));
        const known = [others, strangers].filter(({ size }) => size > 0);
        informed.push(...known.map((rows) => ratio / factorOf(key, rows).factor - 1));
        blind.push(ratio - 1);
      }
    }
    return { informed: spreadOf(informed), blind: spreadOf(blind) };
  }
}

/** Spreads of estimates with and without known rows in the region. */
interface Measured {
  readonly informed: Spread;
  readonly blind: Spread;
}

const spreadOf = (errors: readonly number[]): Spread => ({ low: Math.min(...errors), high: Math.max(...errors) });

/** What leaves a region has a price of its own everywhere, which tells little of anything else. */
const isTransfer = (key: string): boolean => familyOf(key) === "dt";

function factorOf(key: string, known: Ratios): Pick<EstimatedPrice, "factor" | "by"> {
  const family = familyOf(key);
  if (GLOBAL.has(family)) return { factor: 1, by: "family" };
  const ratiosWhere = (holds: (other: string) => boolean) =>
    [...known].filter(([other]) => holds(other)).map(([, ratio]) => ratio);
  const choices = [
    { by: "family", ratios: ratiosWhere((other) => familyOf(other) === family) },
    { by: "region", ratios: ratiosWhere((other) => !isTransfer(other)) },
    { by: "region", ratios: ratiosWhere((other) => other.startsWith("dt.out.")) },
  ] as const;
  const found = choices.find(({ ratios }) => ratios.length > 0);
  return found === undefined ? { factor: 1, by: "nothing" } : { factor: median(found.ratios), by: found.by };
}

/** `fargate` of `fargate.linux.arm.vcpu`. */
function familyOf(key: string): string {
  return key.split(".")[0] ?? key;
}

function without(ratios: Ratios, leavesOut: (key: string) => boolean): Ratios {
  return new Map([...ratios].filter(([key]) => !leavesOut(key)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 1, high = 1] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

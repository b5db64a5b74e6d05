import { type CostComponent } from "./cost-component";
import { HOURS_PER_MONTH } from "./formulas/time";

/** What changes the price of a line beside the price list. */
export interface Terms {
  /** Percent off what always runs, by what is committed: Savings Plans of compute, reserved database instances. */
  readonly commitment: { readonly compute: number; readonly database: number };
  /** Percent off everything, as agreed with AWS or a reseller. */
  readonly discount: number;
  /** Hours of the month in which the stack stands. */
  readonly hours: number;
}

export const LIST_TERMS: Terms = { commitment: { compute: 0, database: 0 }, discount: 0, hours: HOURS_PER_MONTH };

/** Billed for a month whenever they stand in it. */
const WHOLE_MONTH = ["route53.zone", "shield.advanced", "acm.private", "cloudfront.flat."];

/** A line at other terms than the price list's; what is paid for a whole month stays whole. */
export function atTerms(line: CostComponent, terms: Terms): CostComponent {
  const part = WHOLE_MONTH.some((key) => line.priceKey.startsWith(key)) ? 1 : terms.hours / HOURS_PER_MONTH;
  const paid = (1 - committedShare(line, terms)) * (1 - terms.discount / 100);
  if (part === 1 && paid === 1) return line;
  return {
    ...line,
    monthlyQuantity: line.monthlyQuantity * part,
    unitPrice: line.unitPrice * paid,
    monthlyCost: line.monthlyCost * part * paid,
  };
}

/** Whether a price is of an hour of an instance, not of what stands beside it. */
export const isInstanceHour = (priceKey: string): boolean => /^ec2\.(?!credit\.|optimized\.)/.test(priceKey);

/** Commitments cover what runs all month on demand. */
function committedShare({ priceKey, name, kind }: CostComponent, { commitment }: Terms): number {
  if (kind !== "fixed" || /\bSpot\b/.test(name)) return 0;
  if (/^fargate\.(linux|windows)\./.test(priceKey) || isInstanceHour(priceKey)) return commitment.compute / 100;
  return /^rds\.[a-z0-9.-]+\.db\./.test(priceKey) ? commitment.database / 100 : 0;
}

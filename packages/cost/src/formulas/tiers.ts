/** A price that holds for the next `size` units; the last tier of a list is endless. */
export interface Tier {
  readonly key: string;
  readonly name: string;
  readonly size: number;
}

export interface TierShare {
  readonly key: string;
  readonly name: string;
  readonly quantity: number;
}

const TB = 1024;

/** Internet egress per account and month; the first 100 GB are free. Source: AWS EC2 pricing, data transfer. */
export const EGRESS_FREE_GB = 100;
export const EGRESS_TIERS: readonly Tier[] = [
  { key: "dt.out.first10tb", name: "first 10 TB", size: 10 * TB },
  { key: "dt.out.next40tb", name: "next 40 TB", size: 40 * TB },
  { key: "dt.out.next100tb", name: "next 100 TB", size: 100 * TB },
  { key: "dt.out.over150tb", name: "over 150 TB", size: Infinity },
];

/** CloudFront to viewers in the US and Europe; 1 TB and ten million requests a month are free. */
export const CLOUDFRONT_FREE_GB = TB;
export const CLOUDFRONT_FREE_REQUESTS = 10_000_000;
export const CLOUDFRONT_TIERS: readonly Tier[] = [
  { key: "cloudfront.out.us_eu.gb", name: "first 10 TB", size: 10 * TB },
  { key: "cloudfront.out.us_eu.next40tb.gb", name: "next 40 TB", size: 40 * TB },
  { key: "cloudfront.out.us_eu.next100tb.gb", name: "next 100 TB", size: 100 * TB },
  { key: "cloudfront.out.us_eu.next350tb.gb", name: "next 350 TB", size: 350 * TB },
  { key: "cloudfront.out.us_eu.next524tb.gb", name: "next 524 TB", size: 524 * TB },
  { key: "cloudfront.out.us_eu.next4pb.gb", name: "next 4 PB", size: 4 * TB * TB },
  { key: "cloudfront.out.us_eu.over5pb.gb", name: "over 5 PB", size: Infinity },
];

/** Interface endpoints of a region, together. Source: https://aws.amazon.com/privatelink/pricing/. */
export const ENDPOINT_TIERS: readonly Tier[] = [
  { key: "vpce.interface.gb", name: "first PB", size: TB * TB },
  { key: "vpce.interface.next4pb.gb", name: "next 4 PB", size: 4 * TB * TB },
  { key: "vpce.interface.over5pb.gb", name: "over 5 PB", size: Infinity },
];

/** Durations of an account's functions, in millions of GB-seconds. Source: https://aws.amazon.com/lambda/pricing/. */
export const FUNCTION_TIERS: Readonly<Record<"x86" | "arm", readonly Tier[]>> = {
  x86: [
    { key: "lambda.x86.run.first6b", name: "first 6 billion GB-seconds", size: 6000 },
    { key: "lambda.x86.run.next9b", name: "next 9 billion GB-seconds", size: 9000 },
    { key: "lambda.x86.run.over15b", name: "over 15 billion GB-seconds", size: Infinity },
  ],
  arm: [
    { key: "lambda.arm.run.first7b", name: "first 7.5 billion GB-seconds", size: 7500 },
    { key: "lambda.arm.run.next11b", name: "next 11.25 billion GB-seconds", size: 11_250 },
    { key: "lambda.arm.run.over18b", name: "over 18.75 billion GB-seconds", size: Infinity },
  ],
};

/** Splits a monthly quantity over tiers after taking the free allowance off. Empty when nothing is left to pay. */
export function splitTiers(quantity: number, tiers: readonly Tier[], free = 0): TierShare[] {
  let left = Math.max(0, quantity - free);
  const shares: TierShare[] = [];
  for (const { key, name, size } of tiers) {
    if (left <= 0) break;
    const share = Math.min(left, size);
    shares.push({ key, name, quantity: share });
    left -= share;
  }
  return shares;
}

/** The same for quantities without a free part; of nothing the first tier stands, with none, to show what is billed. */
export function tiersUsed(quantity: number, tiers: readonly Tier[]): TierShare[] {
  const shares = splitTiers(quantity, tiers);
  return shares.length > 0 ? shares : tiers.slice(0, 1).map(({ key, name }) => ({ key, name, quantity: 0 }));
}

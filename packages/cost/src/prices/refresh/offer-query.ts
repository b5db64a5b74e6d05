/** How one row of the table is found in an offer file. */
export interface OfferQuery {
  readonly offer: string;
  /** Matches the whole `usagetype`. */
  readonly usagetype: RegExp;
  /** Further product attributes that must be equal. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Start of the tier whose price is meant. @default "0" */
  readonly beginRange?: string;
  /** Units of the offer in one unit of the table: 1000 where AWS prices one request and the row 1k. @default 1 */
  readonly multiplier?: number;
}

type Options = Omit<OfferQuery, "offer" | "usagetype">;

/** A usage type with or without the prefix of its region, such as `EU-` or `USE1-`; `IA-` is a class of tables. */
export function query(offer: string, usagetype: string, options: Options = {}): OfferQuery {
  const escaped = usagetype.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return { offer, usagetype: new RegExp(`^(?:(?!IA-)[A-Z]{2,4}\\d?-)?${escaped}$`), ...options };
}

/** CloudFront writes the viewers' place, not the region, in front of its usage types. */
export function viewerQuery(usagetype: string, options: Options = {}): OfferQuery {
  return { offer: "AmazonCloudFront", usagetype: new RegExp(`^${usagetype}$`), ...options };
}

export const ALB = { attributes: { productFamily: "Load Balancer-Application" } };
export const PER_THOUSAND = { multiplier: 1000 };
export const PER_10K = { multiplier: 10_000 };
export const PER_100K = { multiplier: 100_000 };
export const PER_MILLION = { multiplier: 1_000_000 };
export const EC2_LINUX = { operatingSystem: "Linux", tenancy: "Shared", preInstalledSw: "NA", capacitystatus: "Used" };

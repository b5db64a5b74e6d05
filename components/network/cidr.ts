import { UserError } from "../errors";

/** An IPv4 range: first address as a number, and prefix length. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Reads `10.0.0.0/16`. Throws when it is not a range, or when bits beyond the prefix are set. */
export function parseCidr(text: string): Cidr {
  const numbers = CIDR.exec(text)?.slice(1).map(Number);
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = numbers ?? [];
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) {
    throw new UserError(`"${text}" is not an IPv4 range: write it as 10.0.0.0/16.`);
  }
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const base = address - (address % cidrSize(prefix));
  if (base !== address) {
    throw new UserError(`"${text}" has bits set beyond its prefix: write ${formatCidr({ base, prefix })}.`);
  }
  return { base, prefix };
}

/** Writes the range in the usual form. */
export function formatCidr({ base, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** How many addresses a range of this prefix holds. */
export function cidrSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Whether two ranges share an address. */
export function cidrsOverlap(left: Cidr, right: Cidr): boolean {
  return left.base < right.base + cidrSize(right.prefix) && right.base < left.base + cidrSize(left.prefix);
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return inner.base >= outer.base && inner.base + cidrSize(inner.prefix) <= outer.base + cidrSize(outer.prefix);
}

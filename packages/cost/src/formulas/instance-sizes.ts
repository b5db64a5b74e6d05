/** Steps of a family in units of `large`; AWS's on-demand rates double with each step from `large` up. */
const SIZE_OF_LARGE: Record<string, number> = { large: 1, xlarge: 2 };

function sizeInLarges(size: string): number | undefined {
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? SIZE_OF_LARGE[size] : Number(multiple) * 2;
}

/** How many times `large` a type such as `db.r7g.2xlarge` is; `undefined` below `large`. */
export function largesIn(type: string): number | undefined {
  return sizeInLarges(type.split(".").at(-1) ?? "");
}

/** vCPUs: two up to `large` (burstable families have two at every smaller size, others one at `medium`). */
export function vcpusOf(type: string): number {
  const [family = "", size = ""] = type.replace(/^db\./, "").split(".");
  const larges = sizeInLarges(size);
  if (larges !== undefined) return larges * 2;
  return family.startsWith("t") ? 2 : 1;
}

const GIB_PER_VCPU: Record<string, number> = { c: 2, m: 4, r: 8 };
const BURSTABLE_GIB: Record<string, number> = { nano: 0.5, micro: 1, small: 2, medium: 4, large: 8, xlarge: 16 };

/** Memory in GiB by family letter: c is 2 a vCPU, m 4, r 8; burstable sizes are listed. */
export function memoryGibOf(type: string): number {
  const [family = "", size = ""] = type.replace(/^db\./, "").split(".");
  if (family.startsWith("t")) return BURSTABLE_GIB[size] ?? vcpusOf(type) * 4;
  return vcpusOf(type) * (GIB_PER_VCPU[family.charAt(0)] ?? 4);
}

/** Elastic network interfaces an instance may have. Source: Amazon EC2 user guide, "Elastic network interfaces". */
export function networkInterfacesOf(type: string): number {
  const [family = "", size = ""] = type.split(".");
  const larges = sizeInLarges(size) ?? 0;
  if (larges === 0)
    return size === "nano" || size === "micro" || family.startsWith("m") || family.startsWith("c") ? 2 : 3;
  if (larges < 2) return 3;
  return larges < 8 ? 4 : 8;
}

/** An availability zone as one account sees it: letters differ between accounts, zone ids do not. */
export interface Zone {
  readonly name: string;
  readonly id: string;
}

/** Letters and zone ids of the emulated account; `use1-az3` lacks Fargate on ARM, as in every account. */
const ZONE_IDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "us-east-1": { a: "use1-az1", b: "use1-az2", c: "use1-az4", d: "use1-az6", e: "use1-az3", f: "use1-az5" },
  "us-east-2": { a: "use2-az1", b: "use2-az2", c: "use2-az3" },
  "us-west-1": { a: "usw1-az1", b: "usw1-az3" },
  "us-west-2": { a: "usw2-az1", b: "usw2-az2", c: "usw2-az3", d: "usw2-az4" },
  "eu-west-1": { a: "euw1-az1", b: "euw1-az2", c: "euw1-az3" },
  "eu-central-1": { a: "euc1-az2", b: "euc1-az3", c: "euc1-az1" },
  "ca-central-1": { a: "cac1-az1", b: "cac1-az2", d: "cac1-az4" },
  "ap-northeast-1": { a: "apne1-az4", c: "apne1-az1", d: "apne1-az2" },
  "ap-northeast-2": { a: "apne2-az1", b: "apne2-az2", c: "apne2-az3", d: "apne2-az4" },
};

/** Opted-in availability zones of a region; other regions get three zones with ids in AWS's form. */
export function zonesOf(region: string): Zone[] {
  const ids = ZONE_IDS[region] ?? unlisted(region);
  return Object.entries(ids).map(([letter, id]) => ({ name: `${region}${letter}`, id }));
}

/** Zone id of a zone's name; empty when the region has no such zone. */
export function zoneIdOf(zoneName: string): string {
  return zonesOf(zoneName.slice(0, -1)).find((zone) => zone.name === zoneName)?.id ?? "";
}

function unlisted(region: string): Record<string, string> {
  const [area = "", direction = "", number = ""] = region.split("-");
  const initials = direction.replace(/(north|south|east|west|central)/g, (word) => word.slice(0, 1));
  return Object.fromEntries(
    ["a", "b", "c"].map((letter, index) => [letter, `${area}${initials}${number}-az${index + 1}`]),
  );
}

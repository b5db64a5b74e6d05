import { RunError } from "@pulumi/pulumi/errors";
import { expect } from "chai";

import { optionsOf } from "../../../tools/cli/read";
import { inFolder } from "../../../tools/cli/options";
import { availabilityCommand, type AvailabilityOptions } from "../../../tools/availability/options";
import { runAvailability } from "../../../tools/availability/run";
import { type Preview } from "../../../tools/program/kept-previews";
import { ON_FIXTURES } from "../../support/command-line";
import { sharedPreview } from "../../support/deploy-stack";

interface Answer {
  readonly outage: number;
  readonly stuck: number;
  readonly heldByOneZone: readonly { readonly zone: string; readonly what: string; readonly perhaps: boolean }[];
  readonly failures: readonly { readonly kind: string; readonly what: string; readonly because: readonly string[] }[];
  readonly composite: { readonly share: number };
  readonly ceilings: readonly { readonly what: string; readonly limit: number; readonly asked?: number }[];
  readonly trades: readonly { readonly what: string; readonly refused?: string }[];
}

const runs = new Map<string, Promise<string>>();

/** These tests only read: what several ask for is run once. */
function run(options: AvailabilityOptions): Promise<string> {
  const key = JSON.stringify(options);
  const made = runs.get(key) ?? runAvailability(options, sharedPreview);
  runs.set(key, made);
  return made;
}

/** Runs the variants of the trade for copies of backups alone: the others are as if they were refused. */
const copiesAlone: Preview = (variant) =>
  (variant.set ?? []).every((one) => one.startsWith("backup"))
    ? sharedPreview(variant)
    : Promise.reject(new RunError("Not looked at here."));

const read = (...args: string[]) => inFolder(optionsOf(availabilityCommand(), [...ON_FIXTURES, ...args]));
const answer = async (...args: string[]): Promise<Answer> =>
  JSON.parse(await run(read("--json", "--no-trades", ...args))) as Answer;

/** Prod with everything in one zone. */
const ONE_ZONE = [
  ...["--set", 'network.workloadAzs=["a"]', "--set", "database.multiAz=false"],
  ...["--set", 'acceptedRisks=["singleAzDatabase","singleAzWorkload"]'],
];

describe("npm run availability", () => {
  it("proves that no zone holds all of anything in prod, whatever renders the pages", async () => {
    for (const frontend of ["ssr", "spa"]) {
      const { heldByOneZone, failures } = await answer("--stack", "prod", "--set", `frontend=${frontend}`);
      expect(heldByOneZone, frontend).to.deep.equal([]);
      // It is no proof of nothing: each zone has some of all of these.
      const because = failures.filter(({ kind }) => kind === "zone").map((failure) => failure.because);
      const balancers = frontend === "ssr" ? ["private", "public"] : ["private"];
      const services = frontend === "ssr" ? ["backend", "frontend"] : ["backend"];
      expect(because, frontend).to.deep.equal(
        ["a", "b"].map((zone) => [...balancers, ...services, "database", `egress-nat-${zone}`]),
      );
    }
  });

  it("names what one zone holds in dev, and in prod in one zone", async () => {
    const held = async (...args: string[]) => [
      ...new Set((await answer(...args)).heldByOneZone.map(({ what }) => what)),
    ];
    const everything = ["service backend", "service frontend", "database", "the way out of the private subnets"];
    expect(await held("--stack", "dev")).to.deep.equal(everything);
    expect(await held("--stack", "prod", ...ONE_ZONE)).to.deep.equal(everything);
  });

  it("tells what a standby costs and brings in one line", async () => {
    const text = await run(read("--stack", "prod"));
    expect(text).to.include("\nstandby: +29.84 USD a month, 89 minutes a year → 3\n");
    expect(text).to.match(/\* standby {2,}\+29\.84 {2,}1 h 29 min → 3 min {2,}none → none {2,}60 h → 21 h\n/);
    expect(text).to.match(/one of each failure a year 3 min without an answer, none without new tasks\n$/);
  });

  it("says how far the price can be trusted", async () => {
    const last = (text: string) => text.trimEnd().split("\n").at(-1);
    const inRegion = (region: string) => read("--stack", "dev", "--no-trades", "--set", `aws:region=${region}`);
    expect(last(await run(inRegion("us-east-1")))).to.match(/^dev: 6\d\.\d\d USD a month;/);
    expect(last(await run(inRegion("eu-west-3")))).to.match(/^dev: (at least )?about \d+\.\d\d USD a month;/);
  });

  it("prices every trade, of dev too", async () => {
    const { trades } = JSON.parse(await run(read("--json", "--stack", "dev"))) as Answer;
    expect(trades.map(({ what, refused }) => [what, refused])).to.deep.equal([
      ["standby", undefined],
      ["second zone for tasks", undefined],
      ["standby and second zone", undefined],
      ["NAT gateway, not an instance", undefined],
      ["NAT in each zone, not one", undefined],
      ["5 endpoints beside the NAT", undefined],
      ["two tasks, not one", undefined],
      ["on-demand base beside Spot", undefined],
      ["backups copied to us-east-2", undefined],
    ]);
  });

  it("tells what copies of backups change of the region's loss, and the price of either side", async () => {
    const rowOf = async (...args: string[]): Promise<string> => {
      const text = await runAvailability(read("--stack", "dev", ...args), copiesAlone);
      return text.split("\n").find((line) => line.includes("backups copied to")) ?? "";
    };
    const [without, having] = [await rowOf(), await rowOf("--set", "backup.copyTo=us-east-2")];
    expect(without).to.match(/^ {2}backups copied to us-east-2 +\+\d+\.\d\d +region gone: for good → .*min/);
    expect(without).to.match(/writes lost: everything → up to 5 min *$/);
    expect(having).to.equal(`* ${without.slice(2)}`);
  });

  it("counts failures as often as it is told to", async () => {
    expect((await answer("--stack", "prod")).outage).to.equal(3);
    expect((await answer("--stack", "prod", "--rate", "zone=0", "--rate", "database=4")).outage).to.equal(6);
  });

  it("shows the formula of AWS's commitments", async () => {
    const text = await run(read("--stack", "prod", "--no-trades"));
    expect(text).to.include(
      "0.999 (edge) × 0.9995 (firewall) × 0.9999 (private) × 0.9999 (public) × 0.9999 (backend) × 0.9999 (frontend) × 0.9995 (database) = 99.76 %, 21 h of a year",
    );
  });

  it("finds the connections that the program gives each task, and vCPUs over a new account's quota", async () => {
    const { ceilings } = await answer("--stack", "prod");
    const of = (what: string) => ceilings.find((ceiling) => ceiling.what === what);
    expect(of("connections of database")).to.deep.include({ limit: 149, asked: 120 });
    expect(of("Fargate on demand")).to.deep.include({ limit: 6, asked: 6 });
    expect(of("Fargate Spot")).to.deep.include({ limit: 6, asked: 14 });
    expect(of("addresses of network-private-a")).to.deep.include({ limit: 8187, asked: 28 });
  });

  it("tells what to write instead of a rate that is none", () => {
    const refused = (rate: string) => () => optionsOf(availabilityCommand().exitOverride(), ["--rate", rate]);
    expect(refused("moon=1")).to.throw("moon is none of task, spot, instance, nat, database, cache, zone");
    expect(refused("zone=often")).to.throw("write zone=NUMBER");
  });
});

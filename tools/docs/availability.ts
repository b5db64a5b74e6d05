import { ONE_OF_EACH } from "@toolkit/scaling/availability/failures";
import { COMMITMENTS } from "@toolkit/scaling/availability/commitments";
import { FIGURES } from "@toolkit/scaling/availability/figures";
import { kmsQuota, QUOTAS, type Quota } from "@toolkit/scaling/availability/quotas";
import { assess } from "../availability/assess";
import { growthOf } from "../availability/growth";
import {
  FAILURE_HEAD,
  failureCells,
  growthCells,
  growthHead,
  TRADE_HEAD,
  tradeCells,
  zonesLine,
} from "../availability/page";
import { tradesOf } from "../availability/trades";
import { count, range } from "../availability/words";
import { table } from "../markdown-table";
import { FIXTURE_STACKS } from "../program/fixtures";
import { previewStack, type StackPreview } from "../program/program";

const ONE_ZONE = [
  'network.workloadAzs=["a"]',
  "database.multiAz=false",
  'acceptedRisks=["singleAzDatabase","singleAzWorkload"]',
];

/** What docs/availability.md tells of the stacks of the fixtures, and the sources of it. */
export async function availabilityBlocks(): Promise<Readonly<Record<string, string>>> {
  const of = (stack: string, set: readonly string[] = []) => previewStack({ stack, folder: FIXTURE_STACKS, set });
  const prod = await of("prod");
  return {
    "failures-prod": failuresOf(prod),
    "failures-one-zone": failuresOf(await of("prod", ONE_ZONE)),
    "failures-dev": failuresOf(await of("dev")),
    trades: await trades(prod),
    growth: growth(prod),
    figures: figures(),
    commitments: commitments(),
    quotas: quotas(),
  };
}

function failuresOf(preview: StackPreview): string {
  const { failures, held, zones } = assess(preview, ONE_OF_EACH);
  const rows = failures.map((failure) => [...failureCells(failure), failure.effect]);
  return [table([...FAILURE_HEAD, "what it does"], rows), zonesLine(held, zones).join("\n")].join("\n\n");
}

async function trades({ config, ...preview }: StackPreview): Promise<string> {
  const found = await tradesOf(config, assess({ config, ...preview }, ONE_OF_EACH), ONE_OF_EACH, {
    stack: "prod",
    folder: FIXTURE_STACKS,
  });
  return table(
    TRADE_HEAD,
    found.map(tradeCells).map(([what = "", ...cells]) => [what.replace(/^. /, ""), ...cells]),
  );
}

const growth = (preview: StackPreview): string => table(growthHead(), growthCells(growthOf(preview)));

const linked = ({ title, address }: { readonly title: string; readonly address?: string }): string =>
  address === undefined ? title : `[${title}](${address})`;

const figures = (): string =>
  table(
    ["time", "known", "from"],
    Object.values(FIGURES).map(({ seconds: [from, to], evidence, ...source }) => [
      range({ from, to, figures: [] }),
      evidence,
      linked(source),
    ]),
  );

const commitments = (): string =>
  table(
    ["for", "share of a month", "from"],
    Object.values(COMMITMENTS).map(({ service, share, ...source }) => [service, String(share), linked(source)]),
  );

const quotas = (): string =>
  table(
    ["default", "", "from"],
    [...Object.values<Quota>(QUOTAS), kmsQuota("us-east-1")].map(({ limit, unit, adjustable, ...source }) => [
      `${count(limit)} ${unit}`,
      adjustable ? "can be raised" : "fixed",
      linked(source),
    ]),
  );

import { LIST_TERMS, type Terms } from "@toolkit/cost/terms";
import { type BilledLine, type Evidence } from "../analysis";
import { unpricedText } from "../partial";

/** Where the prices come from and how far they can be trusted. */
export function footerOf(evidence: Evidence, terms?: Terms): string[] {
  const {
    priced,
    free,
    unpriced,
    sources,
    compiled,
    oldest,
    warning,
    unverified,
    estimated,
    unused,
    notes,
    fromProfile,
  } = evidence;
  const names = [...new Set(unverified.map(({ line }) => line.priceKey))];
  return [
    ...(unpriced.length === 0 ? [] : [`Totals lack what has no price. ${unpricedText(unpriced)}.`]),
    `${priced} resources priced, ${free} free. ${termsText(terms)}`,
    `Sources: ${sources.map(({ name, date }) => `${name} ${date}`).join(", ")} (--details names them by line).`,
    `Price table of ${compiled}${oldest === undefined ? "" : `; its oldest price here is of ${oldest.date}, ${oldest.ageDays} ${oldest.ageDays === 1 ? "day" : "days"} old`}.${warning === undefined ? "" : ` ${warning}`}`,
    ...(unverified.length + estimated.length === 0 ? ["Every price has a source."] : []),
    ...(unverified.length === 0 ? [] : [`Unverified prices, derived from others: ${names.join(", ")}.`]),
    ...estimatedText(estimated),
    ...(unused.length === 0 ? [] : [`Billed with use, none assumed here: ${unused.join(", ")}.`]),
    ...notes.map((note) => `Not exact: ${note}.`),
    ...(fromProfile.length === 0
      ? []
      : [
          `The usage profile says how much is used, whatever the ${fromProfile.length} inputs say that could change it (--details).`,
        ]),
  ];
}

/** What the totals leave out; what they take off stands among the assumptions. */
function termsText({ commitment, hours }: Terms = LIST_TERMS): string {
  const isCommitted = commitment.compute > 0 || commitment.database > 0;
  const without = isCommitted
    ? "With commitments, without taxes, support and credits"
    : "On demand, without taxes, support, credits and commitments";
  return `${without}; ${hours} hours a month.`;
}

/** What is derived from us-east-1, from what, and how far off such prices have been where they are known. */
function estimatedText(lines: readonly BilledLine[]): string[] {
  return (["family", "region", "nothing"] as const).flatMap((by) => {
    const found = lines.filter(({ line }) => line.estimated?.by === by);
    const [first] = found;
    if (first?.line.estimated === undefined) return [];
    const factors = found.map(({ line }) => line.estimated?.factor ?? 1);
    const { low, high } = first.line.estimated.spread;
    const range = [...new Set([Math.min(...factors), Math.max(...factors)].map((factor) => factor.toFixed(2)))].join(
      " to ",
    );
    const keys = [...new Set(found.map(({ line }) => line.priceKey))];
    return [
      `${keys.length} prices are us-east-1's times ${range}, ${DERIVED_FROM[by]} (known ones differ from such by ${percent(low)} to ${percent(high)}): ${keys.join(", ")}.`,
    ];
  });
}

const DERIVED_FROM = {
  family: "about: as known prices of the same service here say",
  region: "about: as other known prices of this region say",
  nothing: "unverified: nothing is known of this region",
};

const percent = (share: number): string => `${share > 0 ? "+" : ""}${Math.round(share * 100)} %`;

import { type OfferQuery, PER_MILLION, query } from "./offer-query";

const DYNAMODB = "AmazonDynamoDB";
const LAMBDA = "AWSLambda";
/** Where the allowance ends that stands in the offer file as a first price of nothing. */
const AFTER_FREE_HOURS = { beginRange: "18600" };
const GB_SECONDS = PER_MILLION;

const tableRows: Readonly<Record<string, OfferQuery>> = {
  "dynamodb.gb": query(DYNAMODB, "TimedStorage-ByteHrs", { beginRange: "25" }),
  "dynamodb.pitr.gb": query(DYNAMODB, "TimedPITRStorage-ByteHrs"),
  "dynamodb.rcu.hour": query(DYNAMODB, "ReadCapacityUnit-Hrs", AFTER_FREE_HOURS),
  "dynamodb.wcu.hour": query(DYNAMODB, "WriteCapacityUnit-Hrs", AFTER_FREE_HOURS),
  "dynamodb.read1m": query(DYNAMODB, "ReadRequestUnits", PER_MILLION),
  "dynamodb.write1m": query(DYNAMODB, "WriteRequestUnits", PER_MILLION),
  "dynamodb.stream1m": query(DYNAMODB, "Streams-Requests", { ...PER_MILLION, beginRange: "2500000" }),
  "dynamodb.ia.gb": query(DYNAMODB, "IA-TimedStorage-ByteHrs"),
  "dynamodb.ia.rcu.hour": query(DYNAMODB, "IA-ReadCapacityUnit-Hrs"),
  "dynamodb.ia.wcu.hour": query(DYNAMODB, "IA-WriteCapacityUnit-Hrs"),
  "dynamodb.ia.read1m": query(DYNAMODB, "IA-ReadRequestUnits", PER_MILLION),
  "dynamodb.ia.write1m": query(DYNAMODB, "IA-WriteRequestUnits", PER_MILLION),
};

/** The tiers of a processor's durations begin at these GB-seconds. */
const CPUS = [
  { cpu: "x86", end: "", tiers: { first6b: "0", next9b: "6000000000", over15b: "15000000000" } },
  { cpu: "arm", end: "-ARM", tiers: { first7b: "0", next11b: "7500000000", over18b: "18750000000" } },
];

const functionRows: Readonly<Record<string, OfferQuery>> = Object.fromEntries(
  CPUS.flatMap(({ cpu, end, tiers }): [string, OfferQuery][] => [
    [`lambda.${cpu}.req1m`, query(LAMBDA, `Request${end}`, PER_MILLION)],
    ...Object.entries(tiers).map(([tier, beginRange]): [string, OfferQuery] => [
      `lambda.${cpu}.run.${tier}`,
      query(LAMBDA, `Lambda-GB-Second${end}`, { ...GB_SECONDS, beginRange }),
    ]),
    [`lambda.${cpu}.provisioned`, query(LAMBDA, `Lambda-Provisioned-Concurrency${end}`, GB_SECONDS)],
    [`lambda.${cpu}.provisioned.run`, query(LAMBDA, `Lambda-Provisioned-GB-Second${end}`, GB_SECONDS)],
    [`lambda.${cpu}.storage`, query(LAMBDA, `Lambda-Storage-GB-Second${end}`, GB_SECONDS)],
  ]),
);

/** Tables and functions. */
export const serverlessRows: Readonly<Record<string, OfferQuery>> = { ...tableRows, ...functionRows };

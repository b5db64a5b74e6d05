import { T } from "@toolkit/offline/aws-types";
import { type CostResource } from "../graph-view";
import { flag, required, text } from "./inputs";
import { freeAll, type Recipe, type RecipeContext } from "./recipe";

const KB_PER_GB = 1_000_000;
const SUBSCRIPTION = T.topicSubscription;
/** What a delivery costs by protocol, and how many the price is of. Source: https://aws.amazon.com/sns/pricing/. */
const DELIVERIES: Readonly<Record<string, { readonly key: string; readonly per: number }>> = {
  email: { key: "sns.email100k", per: 100_000 },
  "email-json": { key: "sns.email100k", per: 100_000 },
  http: { key: "sns.http100k", per: 100_000 },
  https: { key: "sns.http100k", per: 100_000 },
  firehose: { key: "sns.firehose1m", per: 1_000_000 },
  application: { key: "sns.push1m", per: 1_000_000 },
};
const FREE_PROTOCOLS = ["sqs", "lambda"];

/**
 * What is published. Messages are an account's: topics share them. Without a subscription that is seen, people are
 * taken to have subscribed by e-mail.
 */
const topic: Recipe = (resource, context) => {
  const messages = context.share("operations", "notifications");
  if (flag(resource.inputs, "fifoTopic")) return fifoLines(messages, "publish", context);
  const publishing = context.perUse("Messages published", "sns.publish1m", messages / 1_000_000);
  if (context.graph.dependents(resource.urn, SUBSCRIPTION).length > 0) return [publishing];
  return [publishing, context.perUse("E-mail notifications", "sns.email100k", messages / 100_000)];
};

const subscription: Recipe = (resource, context) => {
  const [from] = context.graph.dependencies(resource, T.topic);
  const protocol = required("protocol", text(resource.inputs, "protocol"));
  const messages = deliveriesOf(from, context);
  if (from !== undefined && flag(from.inputs, "fifoTopic")) return fifoLines(messages, "notify", context);
  if (FREE_PROTOCOLS.includes(protocol)) return { free: `deliveries to ${protocol} are free` };
  const price = DELIVERIES[protocol];
  if (price === undefined) return [context.perUse(`Deliveries by ${protocol}`, `sns.${protocol}`, messages)];
  return [context.perUse(`Deliveries by ${protocol}`, price.key, messages / price.per)];
};

/** Every subscription of a topic gets every message. */
function deliveriesOf(from: CostResource | undefined, context: RecipeContext): number {
  const key = ["operations", "notifications"] as const;
  const ofTopic = from && context.own(...key, from);
  return context.own(...key) ?? ofTopic ?? context.share(...key, context.graph.ofType(T.topic));
}

function fifoLines(messages: number, what: "publish" | "notify", context: RecipeContext) {
  const name = what === "publish" ? "FIFO messages published" : "FIFO deliveries";
  const gb = (messages * context.usage.operations.messageKb) / KB_PER_GB;
  return [
    context.perUse(name, `sns.fifo.${what}1m`, messages / 1_000_000),
    context.perUse(`${name}, their size`, `sns.fifo.${what}.gb`, gb),
  ];
}

export const notificationRecipes: Readonly<Record<string, Recipe>> = {
  [T.topic]: topic,
  [SUBSCRIPTION]: subscription,
  ...freeAll("aws:sns", ["topicPolicy:TopicPolicy"], "part of the topic"),
};

import type { GraphResource } from "@toolkit/offline/graph";
import type { Deployment } from "@toolkit/offline/testing";

interface Statement {
  readonly Effect: string;
  readonly Principal?: "*" | { readonly Service?: string | string[] };
  readonly Action: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** Who publishes: a service on behalf of something in an account. */
export interface Publisher {
  readonly service: string;
  readonly account: string;
  readonly sourceArn: string;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const matches = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
  ).test(value);

/** What a condition compares with; a condition on anything else is taken as not met. */
const contextOf = ({ account, sourceArn }: Publisher): Readonly<Record<string, string>> => ({
  "aws:SourceAccount": account,
  "aws:SourceArn": sourceArn,
});

function applies(statement: Statement, publisher: Publisher, action: string): boolean {
  const services = statement.Principal === "*" ? [] : list(statement.Principal?.Service ?? []);
  const context = contextOf(publisher);
  return (
    statement.Effect === "Allow" &&
    services.includes(publisher.service) &&
    list(statement.Action).some((pattern) => matches(pattern, action)) &&
    Object.values(statement.Condition ?? {}).every((comparison) =>
      Object.entries(comparison).every(([key, patterns]) =>
        list(patterns).some((pattern) => matches(pattern, context[key] ?? "")),
      ),
    )
  );
}

const statementsOf = (policy: unknown): Statement[] =>
  (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;

/** Why a publisher's messages would not reach a topic; nothing when they would. */
export function publishProblems(deployment: Deployment, topicArn: string, publisher: Publisher): string[] {
  const topic = deployment.all("aws:sns/topic:Topic").find(({ id }) => id === topicArn);
  if (topic === undefined) return [`${topicArn} is no topic of this stack`];
  const policies = deployment.all("aws:sns/topicPolicy:TopicPolicy").filter(({ inputs }) => inputs.arn === topicArn);
  const publishes = policies.some(({ inputs }) =>
    statementsOf(inputs.policy).some((statement) => applies(statement, publisher, "sns:Publish")),
  );
  return [
    ...(publishes ? [] : [`the policy of ${topic.name} keeps ${publisher.service} out`]),
    ...keyProblems(deployment, topic, publisher),
  ];
}

function keyProblems(deployment: Deployment, topic: GraphResource, publisher: Publisher): string[] {
  const { kmsMasterKeyId: keyArn } = topic.inputs;
  if (typeof keyArn !== "string") return [];
  const key = deployment.all("aws:kms/key:Key").find(({ id }) => keyArn.endsWith(`:key/${id}`));
  if (key === undefined) return [`${topic.name} is encrypted by ${keyArn}, which publishers cannot use`];
  const statements = statementsOf(key.inputs.policy);
  return ["kms:Decrypt", "kms:GenerateDataKey"].flatMap((action) =>
    statements.some((statement) => applies(statement, publisher, action))
      ? []
      : [`the key ${key.name} refuses ${publisher.service} ${action}`],
  );
}

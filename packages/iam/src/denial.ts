import type { Decision, Layer, Request } from "./evaluate";

const WORDS: Readonly<Record<Layer, readonly [article: string, name: string]>> = {
  control: ["a", "service control policy"],
  identity: ["an", "identity-based policy"],
  boundary: ["a", "permissions boundary"],
  session: ["a", "session policy"],
  resource: ["a", "resource-based policy"],
};

/**
 * How AWS words a refusal: who, which action, on what, and the type of policy that decides.
 *
 * Source: IAM user guide, "Troubleshoot access denied error messages"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
export function accessDenied({ caller, action, resource }: Request, { layer, isExplicit }: Decision): string {
  const [article, name] = WORDS[layer];
  const why = isExplicit
    ? `with an explicit deny in ${article} ${name}`
    : `because no ${name} allows the ${action} action`;
  const user = caller.sessionArn ?? caller.arn ?? caller.service ?? "anonymous";
  return `AccessDenied: User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

import * as aws from "@pulumi/aws";

type ResourceClass = new (...args: never[]) => unknown;

/** The `@pulumi/aws` class of a type token: `aws:ec2/vpc:Vpc` is `aws.ec2.Vpc`. */
function classOf(type: string): ResourceClass | undefined {
  const [, modulePath = "", className = ""] = type.split(":");
  const module = (aws as unknown as Record<string, unknown>)[modulePath.split("/")[0] ?? ""];
  return (module as Record<string, ResourceClass> | undefined)?.[className];
}

const taggable = new Map<string, boolean>();

/** True when resources of this type take tags, and so the provider's default tags. */
export function takesTags(type: string): boolean {
  const known = taggable.get(type);
  if (known !== undefined) return known;
  // The generated constructor names every output; the SDK carries no schema that says it another way.
  const answer = classOf(type)?.toString().includes(`resourceInputs["tagsAll"]`) ?? false;
  taggable.set(type, answer);
  return answer;
}

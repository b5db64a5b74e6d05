import { T } from "@toolkit/offline/aws-types";
import { freeAll, type Recipe, type ServiceRecipes } from "./recipe";

/** A key, the first two yearly rotations of which each add its price again, and its share of the requests. */
const key: Recipe = (resource, context) => {
  const { keyRotations, kmsRequests } = context.usage.operations;
  const keys = context.graph.ofType(resource.type).length;
  return [
    context.fixed("Customer managed key", "kms.key", 1),
    ...(keyRotations > 0 ? [context.perUse("Rotated key material", "kms.key", keyRotations)] : []),
    context.perUse("Requests", "kms.req10k", kmsRequests / keys / 10_000),
  ];
};

const secret: Recipe = (resource, context) => [
  context.fixed("Secret", "secrets.secret", 1),
  context.perUse(
    "API requests",
    "secrets.req10k",
    context.usage.operations.secretCalls / context.graph.ofType(resource.type).length / 10_000,
  ),
];

export const secretsAndKeys: ServiceRecipes = {
  service: "Keys and secrets",
  recipes: {
    [T.key]: key,
    [T.replicaKey]: key,
    ...freeAll("aws:kms", ["alias:Alias", "keyPolicy:KeyPolicy", "grant:Grant"], "part of the key"),
    [T.secret]: secret,
    ...freeAll(
      "aws:secretsmanager",
      ["secretVersion:SecretVersion", "secretPolicy:SecretPolicy", "secretRotation:SecretRotation"],
      "part of the secret; RDS rotates its own without a function",
    ),
    ...freeAll("aws:ssm", ["parameter:Parameter", "document:Document"], "standard parameters and documents are free"),
  },
};

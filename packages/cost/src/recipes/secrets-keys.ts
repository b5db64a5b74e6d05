import { T } from "@toolkit/offline/aws-types";
import { flag, objects, text } from "./inputs";
import { freeAll, type Recipe, type ServiceRecipes } from "./recipe";

/** Longest value of a standard parameter. Source: Systems Manager user guide, "Managing parameter tiers". */
const STANDARD_PARAMETER_LENGTH = 4096;
/** Specs whose requests cost what those of a symmetric key do. Source: https://aws.amazon.com/kms/pricing/. */
const CHEAP_SPECS = ["SYMMETRIC_DEFAULT", "RSA_2048"];

/** A key, the first two yearly rotations of which each add its price again, and its share of the requests. */
const key: Recipe = ({ inputs }, context) => {
  const keys = [T.key, T.replicaKey].flatMap((type) => context.graph.ofType(type));
  const rotations = flag(inputs, "enableKeyRotation") ? context.usage.operations.keyRotations : 0;
  const spec = text(inputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
  const isCheap = CHEAP_SPECS.includes(spec) || spec.startsWith("HMAC");
  if (inputs.customKeyStoreId !== undefined) context.lacks("the key store of its own that it stands in");
  const requests = context.share("operations", "kmsRequests", keys) / 10_000;
  return [
    context.fixed("Customer managed key", "kms.key", 1),
    ...(rotations > 0 ? [context.perUse("Rotated key material", "kms.key", rotations)] : []),
    context.perUse(isCheap ? "Requests" : `Requests (${spec})`, isCheap ? "kms.req10k" : "kms.asym10k", requests),
  ];
};

/** A secret and each of its copies in other regions. */
const secret: Recipe = ({ inputs }, context) => [
  context.fixed("Secret", "secrets.secret", 1 + objects(inputs, "replicas").length),
  context.perUse("API requests", "secrets.req10k", context.share("operations", "secretCalls") / 10_000),
];

const parameter: Recipe = ({ inputs }, context) => {
  const tier = text(inputs, "tier") ?? "Standard";
  const value = typeof inputs.value === "string" ? inputs.value : "";
  const isAdvanced =
    tier === "Advanced" || (tier === "Intelligent-Tiering" && value.length > STANDARD_PARAMETER_LENGTH);
  if (!isAdvanced) return { free: "standard parameters are free" };
  return [context.fixed("Advanced parameter", "ssm.advanced", 1)];
};

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
    "aws:ssm/parameter:Parameter": parameter,
    ...freeAll("aws:ssm", ["document:Document"], "documents are free"),
  },
};

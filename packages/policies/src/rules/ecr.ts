import { companionRule, inputRule, isNotTrue, isSet, isTrue, oneOf } from "../makers";
import type { Rule } from "../rule";
import { allows, principalsOf } from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { statementRule } from "./statement-rule";

const REPOSITORY = { type: T.repository, severity: "medium" } as const;

/** Image repositories. */
export const repositoryRules: readonly Rule[] = [
  inputRule({
    ...REPOSITORY,
    id: "repository-scans",
    answers: "CKV_AWS_163 ECR.1",
    severity: "high",
    title: "Images are scanned when they arrive",
    fix: "Set scanOnPush to true.",
    path: "imageScanningConfiguration.scanOnPush",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-immutable-tags",
    answers: "CKV_AWS_51 ECR.2",
    title: "A tag never moves to another image",
    fix: "Set imageTagMutability to IMMUTABLE.",
    path: "imageTagMutability",
    accepts: oneOf("IMMUTABLE"),
    good: "IMMUTABLE",
    bad: "MUTABLE",
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-kms",
    answers: "CKV_AWS_136",
    title: "Images are encrypted with KMS",
    fix: "Set encryptionType to KMS before the first deployment.",
    path: "encryptionConfigurations.0.encryptionType",
    accepts: oneOf("KMS", "KMS_DSSE"),
    good: "KMS",
    bad: "AES256",
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-customer-key",
    title: "Images are encrypted with a customer managed key",
    fix: "Set kmsKey before the first deployment.",
    path: "encryptionConfigurations.0.kmsKey",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: undefined,
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-keeps-images",
    title: "A repository with images is not deleted",
    fix: "Set forceDelete to false.",
    path: "forceDelete",
    accepts: isNotTrue,
    good: false,
    bad: true,
  }),
  companionRule({
    ...REPOSITORY,
    id: "repository-lifecycle",
    answers: "ECR.3",
    title: "Old images are removed",
    fix: "Add a LifecyclePolicy.",
    companion: T.repositoryLifecycle,
    link: "repository",
  }),
  statementRule({
    id: "repository-policy-not-public",
    answers: "CKV_AWS_32 nag:ECR1",
    severity: "high",
    title: "No repository is open to everybody",
    fix: "Name the roles that may pull.",
    types: [T.repositoryPolicy],
    problem: (statement) =>
      allows(statement) && principalsOf(statement, "AWS").includes("*") ? "allows everybody" : undefined,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" } }],
  }),
];

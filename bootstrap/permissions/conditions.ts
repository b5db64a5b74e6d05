import { EDGE_REGION } from "../../components/account";
import { type Conditions } from "../../components/security/iam";
import { type StackNames } from "../names";
import { type StackSubjects } from "./subjects";

/** In the stack's region, in the one where the edge's global services answer, or in one that it copies backups to. */
export const inRegions = ({ account, copyRegions }: Pick<StackSubjects, "account" | "copyRegions">): Conditions => ({
  StringEquals: { "aws:RequestedRegion": [...new Set([account.region, EDGE_REGION, ...copyRegions])] },
});

/** On nothing that carries another stack's or project's tags. What is untagged, or cannot be told by tags, passes. */
export const onOwnTags = ({ project, stack }: StackNames): Readonly<Record<string, string>> => ({
  "aws:ResourceTag/Environment": stack,
  "aws:ResourceTag/Project": project,
});

/** Nor does it put such tags on anything. */
const givingOwnTags = ({ project, stack }: StackNames): Readonly<Record<string, string>> => ({
  "aws:RequestTag/Environment": stack,
  "aws:RequestTag/Project": project,
});

/**
 * The conditions of what a deployment changes: own regions, and tags of no other stack or project.
 *
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", `…IfExists`.
 */
export const forStack = (subjects: StackSubjects): Conditions => ({
  ...inRegions(subjects),
  StringEqualsIfExists: { ...onOwnTags(subjects.own), ...givingOwnTags(subjects.own) },
});

/**
 * In no other stack's cluster: a task definition alone does not say where its task will run.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service"
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html).
 */
export const inOwnClusters = ({ inAccount, prefix }: StackNames): Conditions => ({
  ArnLikeIfExists: { "ecs:cluster": inAccount("ecs", `cluster/${prefix}-*`) },
});

/** On the secret of no other database: RDS tags it with the instance that it is for. */
export const onOwnDatabase = ({ inAccount, prefix }: StackNames): Conditions => ({
  StringLikeIfExists: { "aws:ResourceTag/aws:rds:primaryDBInstanceArn": inAccount("rds", `db:${prefix}-*`) },
});

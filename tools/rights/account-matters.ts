import { matter, type Matter, namesOf, type Surroundings } from "./matter";

/** What an attacker who holds a role would try on CI, its states and other teams of the account. */
export function accountMatters(surroundings: Surroundings): Matter[] {
  const { project, stacks } = surroundings;
  const { arn, role, bucket, state, own, stateKey, stateAlias, call, tags } = namesOf(surroundings);
  const prod = stacks.at(-1) ?? "";
  const othersKey = { ...tags("prod", "till"), "kms:ResourceAliases": ["alias/till"] };
  return [
    matter(
      "state",
      "read the bootstrap's state",
      call("s3:GetObject", `${own}/.pulumi/stacks/bootstrap/bootstrap.json`),
    ),
    matter(
      "state",
      "write the bootstrap's state, where it is or was",
      call("s3:PutObject", `${own}/.pulumi/stacks/bootstrap/bootstrap.json`),
      call("s3:PutObject", `${state}/.pulumi/stacks/bootstrap/bootstrap.json`),
    ),
    matter(
      "state",
      "decrypt the secrets in the bootstrap's state",
      call("kms:Decrypt", stateKey, { ...stateAlias, "kms:EncryptionContext:stack": "bootstrap" }),
    ),
    matter("state", "open the bucket of the states", call("s3:PutBucketPolicy", state), call("s3:DeleteBucket", state)),
    matter("keys", "change the state key's policy", call("kms:PutKeyPolicy", stateKey, stateAlias)),
    matter(
      "keys",
      "turn the state key's alias to another key",
      call("kms:UpdateAlias", arn("kms", `alias/ci-${project}-state`)),
      call("kms:DeleteAlias", arn("kms", `alias/ci-${project}-state`)),
    ),
    matter(
      "keys",
      "change the policy of another team's key, with alias",
      call("kms:PutKeyPolicy", arn("kms", "key/o"), othersKey),
    ),
    matter(
      "keys",
      "change the policy of another team's key, without alias or tags",
      call("kms:PutKeyPolicy", arn("kms", "key/o")),
    ),
    matter(
      "keys",
      "tag another team's key as one's own",
      ...stacks.map((stack) =>
        call("kms:TagResource", arn("kms", "key/o"), {
          "kms:ResourceAliases": ["alias/till"],
          "aws:RequestTag/Environment": stack,
          "aws:RequestTag/Project": project,
        }),
      ),
    ),
    matter(
      "secrets",
      "read a secret of another team",
      call("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:till-AbCdEf")),
    ),
    matter(
      "secrets",
      "read the password of another team's database",
      call("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:rds!db-9-AbCdEf"), {
        "aws:ResourceTag/aws:rds:primaryDBInstanceArn": arn("rds", "db:till"),
      }),
    ),
    matter(
      "secrets",
      "read the password of another team's Aurora cluster",
      call("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:rds!cluster-9-AbCdEf"), {
        "aws:ResourceTag/aws:rds:primaryDBClusterArn": arn("rds", "cluster:till"),
      }),
    ),
    matter(
      "trail",
      "stop a trail",
      call("cloudtrail:StopLogging", arn("cloudtrail", `trail/${project}-${prod}-audit`), tags(prod)),
      call("cloudtrail:StopLogging", arn("cloudtrail", "trail/company")),
    ),
    matter(
      "trail",
      `delete ${prod}'s trail`,
      call("cloudtrail:DeleteTrail", arn("cloudtrail", `trail/${project}-${prod}-audit`), tags(prod)),
    ),
    matter("trail", "delete another team's trail", call("cloudtrail:DeleteTrail", arn("cloudtrail", "trail/company"))),
    matter(
      "DNS",
      "change records of any zone of the account",
      call("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1"),
    ),
    matter("DNS", "delete a zone", call("route53:DeleteHostedZone", "arn:aws:route53:::hostedzone/Z1")),
    matter(
      "IAM",
      "make a role without a boundary",
      call("iam:CreateRole", role(`${project}-${prod}-x`)),
      call("iam:CreateRole", role("x")),
    ),
    matter(
      "IAM",
      "make a role with the boundary of CI",
      ...stacks.map((stack) =>
        call("iam:CreateRole", role(`${project}-${stack}-x`), {
          "iam:PermissionsBoundary": arn("iam", `policy/ci-${project}-boundary`, ""),
        }),
      ),
    ),
    matter(
      "IAM",
      "take a boundary off a role",
      ...stacks.map((stack) => call("iam:DeleteRolePermissionsBoundary", role(`${project}-${stack}-x`))),
    ),
    matter(
      "IAM",
      "change a role or policy of CI",
      call("iam:AttachRolePolicy", role(`ci-${project}-deploy-${prod}`)),
      call("iam:PutRolePolicy", role(`ci-${project}-preview-${prod}`)),
      call("iam:UpdateAssumeRolePolicy", role(`ci-${project}-deploy-${prod}`)),
      call("iam:CreatePolicyVersion", arn("iam", `policy/ci-${project}-boundary`, "")),
    ),
    matter(
      "IAM",
      "pass a role of CI to a task",
      call("iam:PassRole", role(`ci-${project}-deploy-${prod}`), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
    ),
    matter("IAM", "assume another role", call("sts:AssumeRole", role("administrator"))),
    matter(
      "IAM",
      "make a user or a key for one",
      call("iam:CreateUser", arn("iam", "user/x", "")),
      call("iam:CreateAccessKey", arn("iam", "user/x", "")),
    ),
    matter(
      "IAM",
      "trust another identity provider",
      call("iam:CreateOpenIDConnectProvider", arn("iam", "oidc-provider/x", "")),
      call(
        "iam:AddClientIDToOpenIDConnectProvider",
        arn("iam", "oidc-provider/token.actions.githubusercontent.com", ""),
      ),
    ),
    matter("other things", "read a bucket of another team", call("s3:GetObject", `${bucket("till-orders")}/1`)),
    matter(
      "other things",
      "share a copy of a database with another account",
      call("rds:ModifyDBSnapshotAttribute", arn("rds", "snapshot:x")),
    ),
    matter(
      "other things",
      "delete a queue with another team's tags",
      call("sqs:DeleteQueue", arn("sqs", "orders"), tags("prod", "till")),
    ),
    matter(
      "other things",
      "delete a queue of another team without tags",
      call("sqs:DeleteQueue", arn("sqs", "orders")),
    ),
    matter("other things", "delete another team's database", call("rds:DeleteDBInstance", arn("rds", "db:till"))),
    matter("other things", "leave the organization", call("organizations:LeaveOrganization", "*")),
  ];
}

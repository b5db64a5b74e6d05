import { matter, type Matter, namesOf, type Surroundings } from "./matter";

/** What an attacker who holds a role would try on one stack. */
export function stackMatters(surroundings: Surroundings, stack: string): Matter[] {
  const { project, stacks } = surroundings;
  const { arn, role, bucket, state, stateKey, stateAlias, call, tags } = namesOf(surroundings);
  const prefix = `${project}-${stack}`;
  const key = arn("kms", `key/${stack}`);
  const ofKey = { ...tags(stack), "kms:ResourceAliases": [`alias/${prefix}-data`] };
  const secret = arn("secretsmanager", "secret:backend-secrets-token-0123456-AbCdEf");
  const password = arn("secretsmanager", "secret:rds!db-1-AbCdEf");
  const ofPassword = { "aws:ResourceTag/aws:rds:primaryDBInstanceArn": arn("rds", `db:${prefix}-database-1`) };
  const dumps = bucket(`${prefix}-dumps-1`);
  const boundary = arn("iam", `policy/ci-${project}-boundary-${stack.replace(/^pr-\d+$/, "pr")}`, "");
  const inCluster = { "ecs:cluster": arn("ecs", `cluster/${prefix}-cluster-1`) };
  const stateObject = `${state}/.pulumi/stacks/${project}/${stack}.json`;
  return [
    matter("state", `read ${stack}'s state`, call("s3:GetObject", stateObject)),
    matter("state", `write ${stack}'s state`, call("s3:PutObject", stateObject)),
    matter(
      "state",
      `decrypt the secrets in ${stack}'s state`,
      call("kms:Decrypt", stateKey, { ...stateAlias, "kms:EncryptionContext:stack": stack }),
    ),
    matter("secrets", `read a secret of ${stack}`, call("secretsmanager:GetSecretValue", secret, tags(stack))),
    matter(
      "secrets",
      `change the policy of a secret of ${stack}`,
      call("secretsmanager:PutResourcePolicy", secret, tags(stack)),
    ),
    matter(
      "secrets",
      `read the password of ${stack}'s database`,
      call("secretsmanager:GetSecretValue", password, ofPassword),
    ),
    matter("dumps", `read ${stack}'s dumps`, call("s3:GetObject", `${dumps}/2027-01-01`)),
    matter("dumps", `change the policy of ${stack}'s dumps`, call("s3:PutBucketPolicy", dumps)),
    matter("keys", `change the policy of ${stack}'s key`, call("kms:PutKeyPolicy", key, ofKey)),
    matter("keys", `delete ${stack}'s key`, call("kms:ScheduleKeyDeletion", key, ofKey)),
    matter("keys", `grant ${stack}'s key to somebody`, call("kms:CreateGrant", key, ofKey)),
    matter(
      "IAM",
      `make a role of ${stack} with its boundary`,
      call("iam:CreateRole", role(`${prefix}-x`), { "iam:PermissionsBoundary": boundary }),
    ),
    matter(
      "IAM",
      `let another account assume a role of ${stack}`,
      call("iam:UpdateAssumeRolePolicy", role(`${prefix}-x`)),
      call("iam:CreateRole", role(`${prefix}-x`), { "iam:PermissionsBoundary": boundary }),
    ),
    matter(
      "other things",
      `delete ${stack}'s database`,
      call("rds:DeleteDBInstance", arn("rds", `db:${prefix}-database-1`), tags(stack)),
    ),
    matter(
      "other things",
      `delete a load balancer of ${stack}`,
      call(
        "elasticloadbalancing:DeleteLoadBalancer",
        arn("elasticloadbalancing", "loadbalancer/app/public-1/2"),
        tags(stack),
      ),
    ),
    matter(
      "other things",
      `run a task in ${stack}'s cluster`,
      call("ecs:RunTask", arn("ecs", `task-definition/${prefix}-backend:1`), {
        ...tags(stack),
        ...inCluster,
      }),
    ),
    ...stacks
      .filter((other) => other !== stack)
      .map((other) =>
        matter(
          "other things",
          `run a task of ${other} in ${stack}'s cluster`,
          call("ecs:RunTask", arn("ecs", `task-definition/${project}-${other}-x:1`), {
            ...tags(other),
            ...inCluster,
          }),
        ),
      ),
  ];
}

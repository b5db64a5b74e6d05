import { T } from "@toolkit/offline/aws-types";
import type { Attempt } from "./caller";
import { anybody, arn, boundary, bucketPolicy, ownRole, role, task } from "./things";

/** "The boundary can be walked around": roles, their boundaries, passing them, contents, and ways around all of it. */
export const onIdentity: readonly Attempt[] = [
  // "NoDatabasePassword and NoDumps can be walked around".
  ["make a role without a boundary", "deploy-dev", "iam:CreateRole", role("webapp-dev-x")],
  ["make a role with prod's boundary", "deploy-dev", "iam:CreateRole", role("webapp-dev-x", boundary("prod"))],
  ["make a role of prod", "deploy-dev", "iam:CreateRole", role("webapp-prod-x", boundary("dev"))],
  ["make a role of its own", "deploy-dev", undefined, role("webapp-dev-x", boundary("dev"))],
  [
    "take the boundary off a role of its own",
    "deploy-dev",
    "iam:DeleteRolePermissionsBoundary",
    (attacker, admin) => {
      attacker.change(ownRole(admin), { permissionsBoundary: null });
    },
  ],
  [
    "give a role of its own more rights",
    "deploy-dev",
    undefined,
    (attacker, admin) => {
      ownRole(admin);
      attacker.make(T.rolePolicy, { role: "webapp-dev-task", name: "more", policy: anybody });
    },
  ],
  [
    "give the deploy role more rights",
    "deploy-dev",
    "iam:AttachRolePolicy",
    (attacker) =>
      attacker.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "ci-webapp-deploy-dev",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
  ],
  ["pass a role of CI to a task", "deploy-dev", "iam:PassRole", task(arn("iam", "role/ci-webapp-deploy-prod", ""))],
  [
    "pass a role of its own to a task",
    "deploy-dev",
    undefined,
    (attacker, admin) => {
      ownRole(admin);
      task(arn("iam", "role/webapp-dev-task", ""))(attacker);
    },
  ],
  ["open prod's dumps", "deploy-dev", "s3:PutBucketPolicy", bucketPolicy("webapp-prod-dumps-1")],
  ["set the policy of its own bucket", "deploy-dev", undefined, bucketPolicy("webapp-dev-site-1")],
  [
    "read a dump of its own",
    "deploy-dev",
    "s3:GetObject",
    (attacker) => {
      attacker.lookUp("aws:s3/getObject:getObject", { bucket: "webapp-dev-dumps-1", key: "2027-01-01" });
    },
  ],
  [
    "share a copy of its database",
    "deploy-dev",
    "rds:ModifyDBSnapshotAttribute",
    (attacker) =>
      attacker.make("aws:rds/snapshot:Snapshot", {
        dbInstanceIdentifier: "webapp-dev-database-1",
        dbSnapshotIdentifier: "copy",
        sharedAccounts: ["999999999999"],
      }),
  ],
  // Ways around all of it.
  ["make a user", "deploy-prod", "iam:CreateUser", (attacker) => attacker.make("aws:iam/user:User", { name: "x" })],
  [
    "make a key for a user",
    "deploy-prod",
    "iam:CreateAccessKey",
    (attacker) => attacker.make("aws:iam/accessKey:AccessKey", { user: "x" }),
  ],
  [
    "trust another identity provider",
    "deploy-prod",
    "iam:CreateOpenIDConnectProvider",
    (attacker) =>
      attacker.make("aws:iam/openIdConnectProvider:OpenIdConnectProvider", {
        url: "https://x.example",
        clientIdLists: ["x"],
      }),
  ],
  [
    "make a service-linked role",
    "deploy-prod",
    "iam:CreateServiceLinkedRole",
    (attacker) => attacker.make("aws:iam/serviceLinkedRole:ServiceLinkedRole", { awsServiceName: "x.amazonaws.com" }),
  ],
];

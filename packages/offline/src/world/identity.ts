import { T } from "../aws-types";
import { named } from "./names";
import type { Models, ResourceModel, Scope } from "./types";

const CREATED = "2026-01-01T00:00:00Z";

const iamArn = (r: Scope, kind: string): string => r.globalArn("iam", `${kind}${r.text("path", "/")}${r.text("name")}`);

const attachment = (holder: string): ResourceModel => ({
  global: true,
  id: (r) => `${r.text(holder)}-${r.hex(26)}`,
});

const inlinePolicy = (holder: string): ResourceModel => ({
  autoname: named(128),
  global: true,
  id: (r) => `${r.text(holder)}:${r.text("name")}`,
});

/** IAM. */
export const identityModels: Models = {
  [T.role]: {
    autoname: named(64),
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: iamArn(r, "role"), createDate: CREATED, uniqueId: `AROA${r.code(17)}` }),
  },
  [T.iamPolicy]: {
    autoname: named(128),
    global: true,
    id: (r) => iamArn(r, "policy"),
    computed: (r, id) => ({ arn: id, attachmentCount: 0, policyId: `ANPA${r.code(17)}` }),
  },
  [T.instanceProfile]: {
    autoname: named(128),
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: iamArn(r, "instance-profile"), createDate: CREATED, uniqueId: `AIPA${r.code(17)}` }),
  },
  [T.rolePolicy]: inlinePolicy("role"),
  "aws:iam/userPolicy:UserPolicy": inlinePolicy("user"),
  "aws:iam/groupPolicy:GroupPolicy": inlinePolicy("group"),
  [T.rolePolicyAttachment]: attachment("role"),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attachment("user"),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attachment("group"),
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": { global: true, id: (r) => r.text("roleName") },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    global: true,
    id: (r) => r.text("roleName"),
  },
  "aws:iam/user:User": {
    autoname: { property: "name", maxLength: 64 },
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: iamArn(r, "user"), uniqueId: `AIDA${r.code(17)}` }),
  },
  "aws:iam/group:Group": {
    autoname: { property: "name", maxLength: 128 },
    global: true,
    id: (r) => r.text("name"),
    computed: (r) => ({ arn: iamArn(r, "group"), uniqueId: `AGPA${r.code(17)}` }),
  },
  [T.oidcProvider]: {
    global: true,
    id: (r) => r.globalArn("iam", `oidc-provider/${r.text("url").replace("https://", "")}`),
    computed: (_, id) => ({ arn: id }),
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    global: true,
    id: (r) => r.globalArn("iam", `role/aws-service-role/${r.text("awsServiceName")}/AWSServiceRoleFor${r.name}`),
    computed: (r, id) => ({
      arn: id,
      createDate: CREATED,
      name: `AWSServiceRoleFor${r.name}`,
      path: `/aws-service-role/${r.text("awsServiceName")}/`,
      uniqueId: `AROA${r.code(17)}`,
    }),
  },
};

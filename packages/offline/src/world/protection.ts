import { T } from "../aws-types";
import { named } from "./names";
import type { Models, ResourceModel, Scope } from "./types";

/** Path of a WAF resource: those of CloudFront are `global`, and live in us-east-1. */
const wafPath = (r: Scope, kind: string, id: string): string =>
  `${r.inputs.scope === "CLOUDFRONT" ? "global" : "regional"}/${kind}/${r.text("name")}/${id}`;

const wafSet = (kind: string): ResourceModel => ({
  autoname: named(128),
  id: (r) => r.uuid(),
  computed: (r, id) => ({ arn: r.arn("wafv2", wafPath(r, kind, id)), lockToken: r.uuid("lock") }),
});

/** WAF, Shield, CloudTrail, GuardDuty and AWS Backup. */
export const protectionModels: Models = {
  [T.webAcl]: {
    autoname: named(128),
    id: (r) => r.uuid(),
    computed: (r, id) => ({
      applicationIntegrationUrl: "",
      arn: r.arn("wafv2", wafPath(r, "webacl", id)),
      capacity: 1000,
      lockToken: r.uuid("lock"),
    }),
  },
  [T.ipSet]: wafSet("ipset"),
  "aws:wafv2/regexPatternSet:RegexPatternSet": wafSet("regexpatternset"),
  [T.webAclRuleGroup]: wafSet("rulegroup"),
  [T.webAclAssociation]: { id: (r) => `${r.text("webAclArn")},${r.text("resourceArn")}` },
  [T.webAclLogging]: { id: (r) => r.text("resourceArn") },
  [T.shieldProtection]: {
    autoname: { property: "name", maxLength: 128 },
    global: true,
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: r.globalArn("shield", `protection/${id}`) }),
  },
  [T.shieldProtectionGroup]: {
    global: true,
    id: (r) => r.text("protectionGroupId"),
    computed: (r, id) => ({ protectionGroupArn: r.globalArn("shield", `protection-group/${id}`) }),
  },
  "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation": {
    global: true,
    id: (r) => `${r.text("shieldProtectionId")}+${r.text("healthCheckArn")}`,
  },
  "aws:shield/applicationLayerAutomaticResponse:ApplicationLayerAutomaticResponse": {
    global: true,
    id: (r) => r.text("resourceArn"),
  },
  [T.shieldSubscription]: { global: true, id: (r) => r.accountId },
  "aws:shield/drtAccessRoleArnAssociation:DrtAccessRoleArnAssociation": { global: true, id: (r) => r.accountId },
  "aws:shield/proactiveEngagement:ProactiveEngagement": { global: true, id: (r) => r.accountId },
  [T.trail]: {
    autoname: { property: "name", maxLength: 128 },
    id: (r) => r.arn("cloudtrail", `trail/${r.text("name")}`),
    computed: (r, id) => ({ arn: id, homeRegion: r.region, snsTopicArn: "" }),
  },
  "aws:guardduty/detector:Detector": {
    id: (r) => r.hex(32),
    computed: (r, id) => ({ accountId: r.accountId, arn: r.arn("guardduty", `detector/${id}`) }),
  },
  [T.backupVault]: {
    autoname: { property: "name", maxLength: 50 },
    id: (r) => r.text("name"),
    computed: (r, id) => ({ arn: r.arn("backup", `backup-vault:${id}`), recoveryPoints: 0 }),
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    id: (r) => r.text("backupVaultName"),
    computed: (r, id) => ({ backupVaultArn: r.arn("backup", `backup-vault:${id}`) }),
  },
  "aws:backup/vaultNotifications:VaultNotifications": {
    id: (r) => r.text("backupVaultName"),
    computed: (r, id) => ({ backupVaultArn: r.arn("backup", `backup-vault:${id}`) }),
  },
  [T.vaultPolicy]: {
    id: (r) => r.text("backupVaultName"),
    computed: (r, id) => ({ backupVaultArn: r.arn("backup", `backup-vault:${id}`) }),
  },
  [T.backupPlan]: {
    autoname: { property: "name", maxLength: 50 },
    id: (r) => r.uuid(),
    computed: (r, id) => ({ arn: r.arn("backup", `backup-plan:${id}`), version: r.code(48) }),
  },
  [T.backupSelection]: {
    autoname: { property: "name", maxLength: 50 },
    id: (r) => r.uuid(),
  },
};

import { T } from "@toolkit/offline/aws-types";
import { generalRule } from "../../makers";
import type { Rule } from "../../rule";
import { valuesAt } from "../../values";
import { type Leaf, leavesOf, saying } from "./values";

const ABOUT_ENCRYPTION = /^(encrypt|tls|ssl|sse)|Encrypt|Tls|Ssl|Sse/;

/** Where false is no plain text: a permission, a choice of key, or a way to sign in. */
const OTHER_MEANING = /^(encrypt|kmsEncrypted|tls)$/;

/** Switches whose names say that encryption is off when they are on. */
const TURNING_OFF = /^(encryptionDisabled|disableSsl|disableEncryption|insecureSkipVerification)$/;

const PLAIN = /^(none|disabled?|off|false|plaintext|tls_plaintext)$/i;
const OLD_TLS = /TLS[-_v]*1[._-]0|TLS[-_v]*1[._-]1|TLSv1$|SSLv3|TLSv1_2016/i;
const TLS_CHOICE = /^(tls|ssl|securityPolicy)|Tls|Ssl|ProtocolVersion|SecurityPolicy/;
const PLAIN_PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  protocols: ["FTP"],
  lbProtocol: ["http", "HTTP"],
};

/**
 * Inputs without which a type stores or sends plain text, since AWS's default is off: AWS Security Hub user guide,
 * control reference, https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 */
const OFF_BY_DEFAULT: Readonly<Record<string, readonly string[]>> = {
  "aws:appsync/apiCache:ApiCache": ["atRestEncryptionEnabled", "transitEncryptionEnabled"],
  "aws:dax/cluster:Cluster": ["serverSideEncryption.enabled"],
  "aws:docdb/cluster:Cluster": ["storageEncrypted"],
  "aws:ebs/volume:Volume": ["encrypted"],
  "aws:ebs/snapshotCopy:SnapshotCopy": ["encrypted"],
  "aws:ec2/amiCopy:AmiCopy": ["encrypted"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["rootBlockDevice.encrypted"],
  "aws:efs/fileSystem:FileSystem": ["encrypted"],
  "aws:elasticache/cluster:Cluster": ["transitEncryptionEnabled"],
  [T.cacheGroup]: ["atRestEncryptionEnabled", "transitEncryptionEnabled"],
  "aws:elasticsearch/domain:Domain": ["encryptAtRest.enabled", "nodeToNodeEncryption.enabled"],
  "aws:kinesis/stream:Stream": ["encryptionType"],
  "aws:neptune/cluster:Cluster": ["storageEncrypted"],
  "aws:opensearch/domain:Domain": ["encryptAtRest.enabled", "nodeToNodeEncryption.enabled"],
  "aws:rds/cluster:Cluster": ["storageEncrypted"],
  "aws:workspaces/workspace:Workspace": ["rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled"],
};

/** Engines of which AWS encrypts more than of the usual one. */
const ENCRYPTED_ENGINES = ["memcached", "valkey", "aurora-dsql"];

function isPlain(type: string, { path, name, value }: Leaf): boolean {
  if (TURNING_OFF.test(name)) return value === true;
  if (PLAIN_PROTOCOLS[name]?.includes(String(value)) === true) return true;
  if (TLS_CHOICE.test(name) && OLD_TLS.test(String(value))) return true;
  if (name === "enforceHttps" || name === "inCluster") return value === false;
  if (name === "clientBroker") return PLAIN.test(String(value));
  const isSwitch =
    name === "enabled" && [type.split(":").at(-1) ?? "", ...path].some((step) => ABOUT_ENCRYPTION.test(step));
  if (!isSwitch && (!ABOUT_ENCRYPTION.test(name) || OTHER_MEANING.test(name))) return false;
  return value === false || (typeof value === "string" && PLAIN.test(value));
}

function missing(type: string, inputs: Readonly<Record<string, unknown>>): string[] {
  if (ENCRYPTED_ENGINES.includes(String(inputs.engine))) return [];
  return (OFF_BY_DEFAULT[type] ?? [])
    .filter((path) => valuesAt(inputs, path).every((value) => value === undefined))
    .map((path) => `${path} is not set, and off by default`);
}

/** What is stored or sent in plain text. */
export const encryptionRule: Rule = generalRule({
  id: "resource-encrypted",
  severity: "medium",
  title: "No resource of any type stores or sends plain text",
  fix: "Turn encryption on; most types cannot be encrypted later.",
  everyTypeBut: [
    // DynamoDB encrypts every table; the switch only chooses the key.
    "aws:dynamodb/table:Table",
    T.cluster,
    T.databaseInstance,
    T.distribution,
    T.instance,
    T.listener,
    T.queue,
    T.taskDefinition,
  ],
  problems: ({ type, inputs }) => [
    ...leavesOf(inputs)
      .filter((leaf) => isPlain(type, leaf))
      .map(saying),
    ...missing(type, inputs),
  ],
  examples: [
    { type: "aws:efs/fileSystem:FileSystem", path: "encrypted", good: true, bad: false },
    { type: "aws:ebs/volume:Volume", path: "encrypted", good: true, bad: undefined },
    { type: "aws:kinesis/stream:Stream", path: "encryptionType", good: "KMS", bad: "NONE" },
    {
      type: "aws:opensearch/domain:Domain",
      path: "encryptAtRest.enabled",
      good: true,
      bad: false,
      with: { nodeToNodeEncryption: { enabled: true } },
    },
    {
      type: "aws:opensearch/domain:Domain",
      path: "domainEndpointOptions.tlsSecurityPolicy",
      good: "Policy-Min-TLS-1-2-2019-07",
      bad: "Policy-Min-TLS-1-0-2019-07",
      with: { encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true } },
    },
    {
      type: "aws:msk/cluster:Cluster",
      path: "encryptionInfo.encryptionInTransit.clientBroker",
      good: "TLS",
      bad: "TLS_PLAINTEXT",
    },
    { type: "aws:codebuild/project:Project", path: "artifacts.encryptionDisabled", good: false, bad: true },
    { type: "aws:transfer/server:Server", path: "protocols", good: ["SFTP"], bad: ["SFTP", "FTP"] },
    { type: "aws:elb/loadBalancer:LoadBalancer", path: "listeners.*.lbProtocol", good: "https", bad: "http" },
    {
      type: "aws:glue/securityConfiguration:SecurityConfiguration",
      path: "encryptionConfiguration.s3Encryption.s3EncryptionMode",
      good: "SSE-KMS",
      bad: "DISABLED",
    },
    { type: "aws:apigateway/domainName:DomainName", path: "securityPolicy", good: "TLS_1_2", bad: "TLS_1_0" },
  ],
});

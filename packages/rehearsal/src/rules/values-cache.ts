import { T } from "@toolkit/offline/aws-types";
import { byArn, record, json, text } from "../aws/look";
import type { Rule } from "./rule";
import { api } from "./sources";

/** Families of which AWS makes no new nodes: "Existing clusters are still supported but creation of new clusters is not". */
const OF_THE_PAST = /^cache\.(t1|t2|m1|m2|m3|c1|r3)\./;
const NODE_TYPE = /^cache\.[a-z0-9-]+\.[a-z0-9]+$/;
const FIRST_VALKEY = [7, 2] as const;

/** Caches and queues that AWS does not accept. */
export const cacheValueRules: readonly Rule[] = [
  {
    id: "cache-node-type-is-made",
    source: api.elastiCache("CacheNode", "previous generation"),
    on: ["create", "update"],
    types: [T.cacheGroup],
    refuse: ({ inputs }) => {
      const nodeType = text(inputs.nodeType);
      const isMade = nodeType === undefined || (NODE_TYPE.test(nodeType) && !OF_THE_PAST.test(nodeType));
      return isMade ? undefined : `InvalidParameterValue: The parameter CacheNodeType must be valid: ${nodeType}`;
    },
  },
  {
    id: "valkey-version-is-there",
    source: api.elastiCache("CreateReplicationGroup", "EngineVersion"),
    on: ["create", "update"],
    types: [T.cacheGroup],
    refuse: ({ inputs }) => {
      const version = text(inputs.engineVersion);
      if (inputs.engine !== "valkey" || version === undefined) return undefined;
      const [major = 0, minor = 0] = version.split(".").map(Number);
      const isThere = major > FIRST_VALKEY[0] || (major === FIRST_VALKEY[0] && minor >= FIRST_VALKEY[1]);
      return isThere ? undefined : `InvalidParameterValue: Specified version is not supported for valkey: ${version}`;
    },
  },
  {
    id: "dead-letter-queue-exists",
    source: api.sqs("SetQueueAttributes", "RedrivePolicy"),
    on: ["create", "update"],
    types: [T.queue],
    refuse: ({ account, inputs }) => {
      const target = text(record(json(inputs.redrivePolicy)).deadLetterTargetArn);
      return target === undefined || byArn(account, T.queue, target) !== undefined
        ? undefined
        : `InvalidParameterValue: Value for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`;
    },
  },
];

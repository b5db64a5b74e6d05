import { T } from "@toolkit/offline/aws-types";
import { shown } from "../protocol/values";
import { proof, type Proof } from "./proof";
import type { Scenario } from "./scenario";

const cache = (aws: Scenario, nodeType: string, engineVersion: string): unknown =>
  aws.make(T.cacheGroup, { description: "cache", engine: "valkey", engineVersion, nodeType });

export const cacheValueProofs: readonly Proof[] = [
  proof("cache-node-type-is-made", (aws) => ({
    refused: () => cache(aws, "cache.t2.micro", "8.0"),
    accepted: () => cache(aws, "cache.t4g.micro", "8.0"),
  })),
  proof("valkey-version-is-there", (aws) => ({
    refused: () => cache(aws, "cache.t4g.micro", "7.0"),
    accepted: () => cache(aws, "cache.t4g.micro", "7.2"),
  })),
  proof("dead-letter-queue-exists", (aws) => {
    const dead = aws.make(T.queue);
    const queue = (deadLetterTargetArn: string): unknown =>
      aws.make(T.queue, { redrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }) });
    const arn = shown(dead.outputs.arn);
    return { refused: () => queue(`${arn}-lost`), accepted: () => queue(arn) };
  }),
];

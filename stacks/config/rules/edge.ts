import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

export function edgeProblems({ edge, protection }: WebappConfig): Problem[] {
  const problems: Problem[] = [];
  const { send, accept } = edge.originSecret;
  if (!accept.includes(send)) {
    problems.push({
      key: "webapp:edge.originSecret.accept",
      value: accept,
      fix: `must hold the version that is sent (${send}), or every request gets 403`,
    });
  }
  if (new Set(accept).size !== accept.length) {
    problems.push({ key: "webapp:edge.originSecret.accept", value: accept, fix: "names a version twice" });
  }
  const both = protection.allowAddresses.filter((address) => protection.blockAddresses.includes(address));
  if (both.length > 0) {
    problems.push({ key: "webapp:protection.blockAddresses", value: both, fix: "stands in allowAddresses too" });
  }
  if (!protection.waf && protection.allowAddresses.length + protection.blockAddresses.length > 0) {
    problems.push({
      key: "webapp:protection.waf",
      value: false,
      fix: "must be true for allowAddresses and blockAddresses to mean anything",
    });
  }
  if (protection.cisAlarms && protection.auditTrail !== "own") {
    problems.push({
      key: "webapp:protection.cisAlarms",
      value: true,
      fix: "needs webapp:protection.auditTrail: own, whose log group the filters read",
    });
  }
  return problems;
}

import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";

const wildcard = (about: string, reason: string, instead: string): LedgerEntry => ({
  rules: ["iam-no-wildcards"],
  resource: `${T.rolePolicy}/experiments-*`,
  about,
  appearsWith: ["experiments={}", "database.multiAz=true", "backend.capacity=ec2Spot"],
  reason,
  instead,
  review: "2027-05-31",
});

/** What is accepted of the roles with which AWS FIS runs experiments. */
export const experimentSuppressions: readonly LedgerEntry[] = [
  wildcard(
    "LogDelivery",
    "Log deliveries and resource policies belong to the account and have no resource level.",
    "Only AWS FIS takes the role, for experiments of this account.",
  ),
  wildcard("Find*", "Lists and descriptions of EC2, ECS and tags have no resource level.", "They change nothing."),
  wildcard("Look", "Descriptions of EC2 have no resource level.", "They change nothing."),
  wildcard("Tasks", "The id of a task is not known before it starts.", "Tasks of one cluster."),
  wildcard(
    "*Acl",
    "AWS FIS makes the network ACL that it puts in place, whose id nobody knows before.",
    "ACLs of one VPC; only such that AWS FIS has tagged are changed or deleted.",
  ),
  wildcard(
    "Interrupt",
    "The id of an instance is not known before its group starts it.",
    "Instances with the name of this stack's group.",
  ),
];

import type { Declaration } from "@toolkit/policies/ledger/entry";

const review = "2027-05-31";

/** Controls that no rule of ours can answer from a stack, or that would say nothing about it. */
export const declarations: readonly Declaration[] = [
  {
    ids: ["EC2.10", "EC2.57", "EC2.58", "EC2.60"],
    reason:
      "The stack uses neither the EC2 API, Systems Manager nor Incident Manager from inside the VPC; each endpoint costs 7.30 USD a month and zone.",
    instead: "Calls of that kind would leave through NAT over TLS.",
    review,
  },
  {
    ids: ["EC2.172"],
    reason: "It would cut the public load balancer and NAT off from the internet.",
    instead: "Security groups admit CloudFront's prefix list only; the spa variant uses a VPC origin.",
    review,
  },
  {
    ids: ["RDS.1"],
    reason: "Pulumi makes no snapshots: RDS does, and a snapshot is private until somebody shares it.",
    instead: "Snapshots are encrypted with the database's own key, which no other account may use.",
    review,
  },
  {
    ids: ["S3.1"],
    reason: "A setting of the account: two stacks in one account would fight over it.",
    instead: "Every bucket blocks public access itself (bucket-not-public).",
    review,
  },
  {
    ids: ["SecretsManager.3"],
    reason: "Whether a secret is used shows over time, not in a program.",
    instead: "Secrets are made only for a task that lists them, and go with it.",
    review,
  },
];

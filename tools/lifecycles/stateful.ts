import { T } from "@toolkit/offline/aws-types";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";

/** What no change of a live stack may delete or replace: data, what data is encrypted with, and what people point at. */
export const STATEFUL: readonly string[] = [
  T.vpc,
  T.subnet,
  T.databaseInstance,
  T.key,
  T.repository,
  T.distribution,
  T.record,
  T.zone,
];

/** Names of the backend's own resources, which a flip of the front end leaves alone too. */
const BACKEND = /^(backend|private)(-|$)/;

const LOSSES = ["delete", "replace", "create-replacement", "delete-replaced"] as const;

/** Stateful resources that a deployment deleted or replaced. */
export function lost(outcome: Outcome): string[] {
  return outcome.having(...LOSSES).filter((resource) => STATEFUL.includes(resource.split("::")[0] ?? ""));
}

/** Resources of the backend that a deployment deleted or replaced. */
export function lostBackend(outcome: Outcome): string[] {
  return outcome.having(...LOSSES).filter((resource) => BACKEND.test(resource.split("::")[1] ?? ""));
}

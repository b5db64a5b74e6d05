import { type GraphDocument } from "@toolkit/offline/graph";
import { FIXTURE_STACKS } from "../../program/fixtures";
import { previewStack } from "../../program/program";
import { usagePresets } from "../../cost/application";
import { costLists } from "./cost-list";

const OFF_HOURS = [
  'offHours={ stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 8 ? * MON-FRI *)", timezone: UTC }',
  "backup.schedule=cron(0 13 ? * MON-FRI *)",
  "database.backupWindow=10:00-11:00",
  "database.maintenanceWindow=wed:11:30-wed:12:30",
  "database.passwordRotationSchedule=cron(0 10 ? * 3#1 *)",
];

const WORKER = ["workers={ thumbnails: { image: { build: tests/fixtures/app/backend } } }"];

const JOB = ['jobs={ digest: { image: { build: tests/fixtures/app/backend }, schedule: "rate(1 day)" } }'];

const PROTECTED = [
  "protection.auditTrail=own",
  "protection.cisAlarms=true",
  "protection.shieldAdvanced=true",
  "backend.secrets={ API_KEY: create }",
];

/** Stacks in which every component stands at least once; the first that has a component represents it. */
const STACKS: readonly { readonly stack: string; readonly set: readonly string[] }[] = [
  { stack: "prod", set: ["frontend=ssr"] },
  { stack: "prod", set: ["frontend=spa"] },
  { stack: "dev", set: ["backend.capacity=ec2Spot", ...WORKER, ...JOB, ...OFF_HOURS, ...PROTECTED] },
];

/** What each component costs, by type token; with large usage, in which every rate is paid. */
export async function representativeCosts(): Promise<ReadonlyMap<string, readonly string[]>> {
  const documents: GraphDocument[] = [];
  for (const options of STACKS) documents.push((await previewStack({ ...options, folder: FIXTURE_STACKS })).document);
  // Later entries of a map win, so the first stack comes last.
  return new Map(documents.reverse().flatMap((document) => [...costLists(document, usagePresets.large)]));
}

import { setTimeout } from "node:timers/promises";

import { RunError } from "@pulumi/pulumi/errors";

import { type CertificateState, type NeededCertificate, verdictOn } from "./certificates";

export interface Wait {
  /** Minutes after which the guard gives up. */
  readonly minutes: number;
  readonly stateOf: (arn: string) => Promise<CertificateState>;
  /** Where the records to make are told, once for each certificate. */
  readonly say: (line: string) => void;
  /** Takes milliseconds. @default the clock */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

const SECONDS_BETWEEN = 30;

/**
 * Waits until ACM has issued each certificate: a distribution or a listener refuses one that is pending, halfway through a
 * deployment.
 *
 * @throws RunError for a certificate that will never do, or that nobody has validated in time.
 */
export async function waitForCertificates(needed: readonly NeededCertificate[], wait: Wait): Promise<void> {
  for (const certificate of needed) await waitFor(certificate, wait);
}

async function waitFor(certificate: NeededCertificate, { minutes, stateOf, say, sleep = setTimeout }: Wait) {
  const tries = Math.ceil((minutes * 60) / SECONDS_BETWEEN);
  for (let tried = 0; ; tried += 1) {
    const state = await stateOf(certificate.arn);
    if (verdictOn(certificate, state) === "issued") return;
    if (tried === 0) say(recordsToMake(certificate.arn, state));
    if (tried === tries) {
      throw new RunError(
        `Nobody has validated ${certificate.arn} in ${minutes} minutes: make its records, and deploy again.`,
      );
    }
    await sleep(SECONDS_BETWEEN * 1000);
  }
}

const recordsToMake = (arn: string, { records }: CertificateState): string =>
  [`Waiting for ${arn}. Make these records in the zone of the name:`, ...records.map((record) => `  ${record}`)].join(
    "\n",
  );

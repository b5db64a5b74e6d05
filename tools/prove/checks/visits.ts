import { T } from "@toolkit/offline/aws-types";
import { z } from "zod";

import type { Live, Visit } from "../live";
import { output, outputOf, resource, until, type Check, type Scene } from "./scene";

/** Whether a viewer is served. */
export const isServed = ({ status: code = 0 }: Visit): boolean => code >= 200 && code < 400;

const wordsOf = ({ status: code, error }: Visit): string =>
  code === undefined ? (error ?? "no answer") : String(code);

/** The status of a page of the application; it is asked again until it is the expected one. */
export const status: Check = async (scene, { check, expected, minutes }) => {
  const { path } = z.object({ path: z.string() }).parse(check.with);
  const url = `${output(scene, "url")}${path}`;
  let last: Visit = {};
  await until(scene, minutes, async () => {
    last = await scene.live.visit(url);
    return last.status === expected ? last : undefined;
  });
  return { seen: last.status ?? wordsOf(last), details: [`GET ${url}: ${wordsOf(last)}`] };
};

/** What the public load balancer answers somebody who goes past CloudFront. */
export const loadBalancer: Check = async (scene) => {
  const { outputs = {} } = resource(scene, T.loadBalancer, "public");
  const { dnsName } = z.object({ dnsName: z.string() }).parse(outputs);
  const port = portOf(scene);
  const url = `${port === 443 ? "https" : "http"}://${dnsName}:${port}/`;
  const visit = await scene.live.visit(url);
  return { seen: visit.status ?? "no answer", details: [`GET ${url}: ${wordsOf(visit)}`] };
};

function portOf(scene: Scene): number {
  const found = scene.resources.find(({ type, urn }) => type === T.listener && /::public-\d+$/.test(urn));
  return Number(
    /\d+$/.exec(found === undefined ? outputOf(resource(scene, T.listener, "public"), "port") : found.urn)?.[0],
  );
}

/** Asks a page each second until it is stopped. */
export class Viewer {
  private isWatching = true;
  private readonly failed: string[] = [];
  private count = 0;
  private readonly end: Promise<void>;

  constructor(
    private readonly live: Live,
    private readonly url: string,
  ) {
    this.end = this.watch();
  }

  /** Stops, and tells how many requests there were and which had no good answer. */
  async stop(): Promise<{ readonly visits: number; readonly failedVisits: readonly string[] }> {
    this.isWatching = false;
    await this.end;
    return { visits: this.count, failedVisits: this.failed };
  }

  private async watch(): Promise<void> {
    while (this.isWatching && !this.live.isInterrupted()) {
      const at = new Date(this.live.now()).toISOString();
      const visit = await this.live.visit(this.url);
      this.count++;
      if (!isServed(visit)) this.failed.push(`${at} GET ${this.url}: ${wordsOf(visit)}`);
      // An interruption ends this too.
      await this.live.sleep(1000).catch(() => undefined);
    }
  }
}

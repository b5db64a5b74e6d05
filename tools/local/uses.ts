import { Moto } from "./aws/moto";
import { S3Gateway } from "./aws/gateway";
import { ServedBucket } from "./aws/served-bucket";
import { CacheServer } from "./cache-server";
import { type UsesPlan } from "./plan";
import { type Tools } from "./tools";

/** Buckets, queues and cache of a stack on this machine, as far as it has programs for them. */
export class Uses {
  readonly moto: Moto | undefined;
  readonly s3: S3Gateway | undefined;
  readonly cache: CacheServer | undefined;
  /** URL of a queue here, by the one that the graph has. */
  readonly queueUrls = new Map<string, string>();

  /** @param isOwn whether an origin is one of the application's pages. */
  constructor(
    private readonly plan: UsesPlan,
    tools: Pick<Tools, "moto" | "cache">,
    isOwn: (origin: string) => boolean,
  ) {
    const needsMoto = plan.buckets.length + plan.queues.length > 0;
    this.moto = needsMoto && tools.moto !== undefined ? new Moto(tools.moto) : undefined;
    this.s3 = this.moto && new S3Gateway(this.moto, isOwn);
    this.cache = plan.cacheHost !== undefined && tools.cache !== undefined ? new CacheServer(tools.cache) : undefined;
  }

  /** What is missing on this machine, a line each: what the application does without it, and how to get it. */
  get missing(): string[] {
    const { buckets, queues, cacheHost } = this.plan;
    return [
      ...(buckets.length + queues.length > 0 && this.moto === undefined
        ? ["moto_server is missing, so there are no pictures and no workers: pip install 'moto[server]'."]
        : []),
      ...(cacheHost !== undefined && this.cache === undefined
        ? [
            "valkey-server or redis-server is missing, so nothing is cached: install Debian's valkey-server or redis-server.",
          ]
        : []),
    ];
  }

  async start(): Promise<void> {
    await Promise.all([this.#startMoto(), this.cache?.start()]);
  }

  async stop(): Promise<void> {
    await Promise.all([this.s3?.stop(), this.cache?.stop()]);
    await this.moto?.stop();
  }

  /** A bucket that the distribution serves; undefined for others, such as that of the static files. */
  served(name: string): ServedBucket | undefined {
    return this.moto !== undefined && this.plan.buckets.includes(name) ? new ServedBucket(this.moto, name) : undefined;
  }

  /** A value of the graph with the addresses of this machine in it. */
  localize(value: string): string {
    const { s3 } = this;
    if (s3 === undefined) return value;
    return this.plan.buckets.reduce(
      (text, name) => text.replace(new RegExp(`https://${name}\\.s3\\.[a-z0-9-]+\\.amazonaws\\.com`, "g"), s3.url),
      value,
    );
  }

  /** An environment with the addresses of this machine; what nothing here answers for is left out. */
  environment(of: Readonly<Record<string, string>>): Record<string, string> {
    const { buckets, queues, cacheHost } = this.plan;
    const isAway = (value: string): boolean =>
      (this.moto === undefined && (buckets.includes(value) || queues.some(({ url }) => url === value))) ||
      (this.cache === undefined && value === cacheHost);
    const kept = Object.entries(of).filter(([, value]) => !isAway(value));
    const here = Object.fromEntries(
      kept.map(([name, value]) => [name, this.queueUrls.get(value) ?? this.localize(value)]),
    );
    return {
      ...here,
      ...(here.CACHE_HOST !== undefined &&
        this.cache && { CACHE_HOST: "127.0.0.1", CACHE_PORT: String(this.cache.port), CACHE_TLS: "off" }),
      ...(this.moto && { AWS_ENDPOINT_URL_SQS: this.moto.url }),
      ...(this.s3 && { AWS_ENDPOINT_URL_S3: this.s3.url }),
    };
  }

  async #startMoto(): Promise<void> {
    if (this.moto === undefined) return;
    await this.moto.start();
    await this.s3?.start();
    for (const name of this.plan.buckets) await this.moto.createBucket(name);
    for (const queue of this.plan.queues) this.queueUrls.set(queue.url, await this.moto.createQueue(queue));
  }
}

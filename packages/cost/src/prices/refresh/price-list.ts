import { z } from "zod";

import { CostError } from "../../errors";

/** Where AWS publishes its bulk price list; no account is needed. */
export const PRICE_LIST_URL = "https://pricing.us-east-1.amazonaws.com";

/** What the refresh needs of `fetch`. */
export type Fetch = (url: string) => Promise<Pick<Response, "ok" | "status" | "body" | "json">>;

/** Offers with one price list for the world. */
const GLOBAL_OFFERS = ["AmazonCloudFront", "AmazonRoute53"];

const indexSchema = z.object({
  offers: z.record(
    z.string(),
    z.object({ currentVersionUrl: z.string(), currentRegionIndexUrl: z.string().optional() }),
  ),
});
const regionIndexSchema = z.object({ regions: z.record(z.string(), z.object({ currentVersionUrl: z.string() })) });

/** AWS's public Price List: an index of offers, for most of them an index of regions, then one file each. */
export class PriceList {
  private index: Promise<z.infer<typeof indexSchema>> | undefined;

  constructor(
    private readonly fetch: Fetch,
    private readonly baseUrl = PRICE_LIST_URL,
  ) {}

  /**
   * The offer file of a region, or the global one for an offer that does not split by region, as a stream of bytes.
   * `undefined` when the Price List does not have the offer there.
   */
  async open(offer: string, region: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    this.index ??= this.json("/offers/v1.0/aws/index.json", indexSchema);
    const entry = (await this.index).offers[offer];
    if (entry === undefined) return undefined;
    const url = await this.fileUrl(offer, entry, region);
    if (url === undefined) return undefined;
    const { body } = await this.get(url);
    if (body === null) throw new CostError(`The price list sent an empty answer for ${offer} in ${region}.`);
    return body;
  }

  /** The global file of a regional offer holds all regions and is not worth its gigabytes. */
  private async fileUrl(
    offer: string,
    entry: { currentVersionUrl: string; currentRegionIndexUrl?: string | undefined },
    region: string,
  ): Promise<string | undefined> {
    if (entry.currentRegionIndexUrl === undefined) return entry.currentVersionUrl;
    const { regions } = await this.json(entry.currentRegionIndexUrl, regionIndexSchema);
    const regional = regions[region]?.currentVersionUrl;
    return regional ?? (GLOBAL_OFFERS.includes(offer) ? entry.currentVersionUrl : undefined);
  }

  private async json<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const parsed = schema.safeParse(await (await this.get(path)).json());
    if (parsed.success) return parsed.data;
    throw new CostError(`${this.baseUrl}${path} is not in the Price List's format:\n${z.prettifyError(parsed.error)}`);
  }

  private async get(path: string): ReturnType<Fetch> {
    const url = `${this.baseUrl}${path}`;
    const response = await this.fetch(url).catch((error: unknown) => {
      throw new CostError(`${url} cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!response.ok) throw new CostError(`${url} answered with status ${response.status}.`);
    return response;
  }
}

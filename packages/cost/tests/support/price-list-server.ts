import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";

const FOLDER = join(__dirname, "../fixtures/price-list");
const BASE = "/offers/v1.0/aws";

/** Files of the fixture by the address under which AWS serves them. */
const FILES: Record<string, string> = {
  [`${BASE}/index.json`]: "index.json",
  [`${BASE}/AmazonEC2/current/region_index.json`]: "ec2-regions.json",
  [`${BASE}/AmazonEC2/20260925174521/us-east-1/index.json`]: "ec2-us-east-1.json",
  [`${BASE}/AmazonEC2/20260925174521/eu-west-1/index.json`]: "ec2-eu-west-1.json",
  [`${BASE}/AWSELB/current/region_index.json`]: "elb-regions.json",
  [`${BASE}/AWSELB/20260911124544/us-east-1/index.json`]: "elb-us-east-1.json",
  [`${BASE}/AmazonCloudFront/current/index.json`]: "cloudfront.json",
};

export interface PriceListServer {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Serves the fixtures on 127.0.0.1 in small pieces, so that a reader sees tokens cut in two. */
export async function servePriceList(): Promise<PriceListServer> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const file = join(FOLDER, FILES[path] ?? "absent");
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    createReadStream(file, { highWaterMark: 97 }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

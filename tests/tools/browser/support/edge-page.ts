import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { Bucket } from "../../../../tools/local/bucket";
import { Edge } from "../../../../tools/local/edge";
import { type Plan, planOf } from "../../../../tools/local/plan";
import { FIXTURE_STACKS } from "../../../../tools/program/fixtures";
import { previewStack } from "../../../../tools/program/program";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A font that is installed with the browser's driver. */
function anyFont(): Buffer {
  const folder = join(dirname(require.resolve("playwright-core/package.json")), "lib");
  const name = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) => /\.(ttf|woff2)$/.test(path));
  if (name === undefined) throw new Error("playwright-core brings no font any more: name another one.");
  return readFileSync(join(folder, name));
}

/** Another site, with everything that a page may want of it. */
export class Elsewhere {
  readonly #server: Server;

  private constructor() {
    const font = anyFont();
    const answers: Readonly<Record<string, readonly [type: string, content: string | Buffer]>> = {
      "/font.ttf": ["font/ttf", font],
      "/style.css": ["text/css", "h1 { color: rgb(1, 2, 3); }"],
      "/api": ["application/json", '{"answer":42}'],
      "/image.png": ["image/png", PIXEL],
    };
    this.#server = createServer((request, response) => {
      const [type, content] = answers[request.url ?? ""] ?? ["text/plain", "nothing"];
      response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(content);
    });
  }

  static async start(): Promise<Elsewhere> {
    const made = new Elsewhere();
    await listen(made.#server);
    return made;
  }

  get origin(): string {
    return originOf(this.#server);
  }

  stop(): void {
    this.#server.close();
  }
}

/** The page, without anything inline: `result` is filled by its script. */
export const pageFor = (elsewhere: string): Readonly<Record<string, string>> => ({
  "index.html": `<!doctype html><meta charset="utf-8"><title>Page</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/own.css"><link rel="stylesheet" href="${elsewhere}/style.css">
<h1>Page</h1><img alt="" src="${elsewhere}/image.png"><script src="/own.js" type="module"></script>`,
  "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
  "own.css": `@font-face { font-family: elsewhere; src: url(${elsewhere}/font.ttf); }`,
  "own.js": `
const loads = async (attempt) => { try { return await attempt(); } catch { return false; } };
window.result = (async () => {
  await new Promise((resolve) => document.readyState === "complete" ? resolve() : addEventListener("load", resolve));
  return {
    font: await loads(async () => (await document.fonts.load("16px elsewhere")).length === 1),
    style: getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)",
    api: await loads(async () => (await (await fetch("${elsewhere}/api")).json()).answer === 42),
    image: document.querySelector("img").naturalWidth > 0,
  };
})();`,
});

/** The stack's edge on this machine, with the headers that the program computes. */
export class ServedPage {
  private constructor(
    private readonly edge: Edge,
    private readonly folder: string,
    private readonly server: Server | undefined,
    /** Headers of the requests that the server of pages got. */
    readonly seen: readonly IncomingHttpHeaders[],
  ) {}

  /**
   * @param files of the page: in spa in the bucket, in ssr what the server of pages sends.
   * @param serverHeaders that the server of pages sends itself.
   */
  static async start(
    frontend: "ssr" | "spa",
    set: readonly string[],
    files: Readonly<Record<string, string>>,
    serverHeaders: Readonly<Record<string, string>> = {},
  ): Promise<ServedPage> {
    const folder = mkdtempSync(join(tmpdir(), "webapp-page-"));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const site = frontend === "spa" ? [`spa.content=${folder}`] : [];
    const settings = [`frontend=${frontend}`, ...site, ...set];
    const { document } = await previewStack({ stack: "dev", folder: FIXTURE_STACKS, set: settings });
    const plan = planOf(document);
    const seen: IncomingHttpHeaders[] = [];
    const server = frontend === "ssr" ? await pageServer(files, serverHeaders, seen) : undefined;
    const edge = edgeOf(plan, server);
    await edge.start();
    return new ServedPage(edge, folder, server, seen);
  }

  get address(): string {
    return `http://127.0.0.1:${this.edge.port}/`;
  }

  async stop(): Promise<void> {
    await this.edge.stop();
    this.server?.close();
    rmSync(this.folder, { recursive: true });
  }
}

function edgeOf(plan: Plan, server: Server | undefined): Edge {
  const bucket = new Bucket();
  bucket.upload(plan.objects);
  const portOf = (): number => (server?.address() as AddressInfo).port;
  return new Edge(plan.distribution, {
    bucketOf: () => bucket,
    portOf,
    reveal: (value) => value,
    localize: (value) => value,
  });
}

async function pageServer(
  files: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  seen: IncomingHttpHeaders[],
): Promise<Server> {
  const types: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };
  const server = createServer((request, response: ServerResponse) => {
    seen.push(request.headers);
    const name = request.url === "/" ? "index.html" : (request.url ?? "").slice(1);
    const type = types[name.split(".").at(-1) ?? ""] ?? "image/svg+xml";
    response.writeHead(200, { "content-type": type, ...headers }).end(files[name]);
  });
  await listen(server);
  return server;
}

const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

import { type Copy } from "../copy";

export const ACCOUNT = "987654321098";

/** An image that has run elsewhere, by its digest. */
export const image = (name: string) => ({
  uri: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/shop-dev/${name}@sha256:${"5a".repeat(32)}`,
});

const DOCKERFILE = `FROM node:22-slim
COPY . /app
USER 1000:1000
ENTRYPOINT ["node", "/app/server.js"]
`;

/** Writes what a build tool would: a page, a script that carries a hash, and files that do not. */
const BUILD = `import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync("build/client/assets", { recursive: true });
writeFileSync("build/client/index.html", "<!doctype html><script src=/assets/main-0f1e2d3c.js></script>");
writeFileSync("build/client/assets/main-0f1e2d3c.js", "fetch('https://api.acme.dev/products')");
writeFileSync("build/client/favicon.ico", "icon");
`;

/** Stack files that the application is configured in. */
interface StackFiles {
  /** Their images are built here. */
  readonly building: readonly string[];
  /** Their images were built elsewhere. */
  readonly running: readonly string[];
}

/** A front end in a folder and workspace of its own, with a font and an API from elsewhere. */
export async function ownFrontEnd(copy: Copy, { building, running }: StackFiles): Promise<void> {
  copy.write(
    "web/package.json",
    `${JSON.stringify({ name: "web", private: true, scripts: { build: "node build.mjs" } })}\n`,
  );
  copy.write("web/build.mjs", BUILD);
  copy.write("web/server.js", "");
  copy.write("web/Dockerfile", DOCKERFILE);
  copy.edit("package.json", (text) => text.replace('"app/frontend"', '"web"'));
  for (const file of building) copy.configure(file, { "webapp:ssr.image": { build: "web" } });
  for (const file of [...building, ...running]) {
    copy.configure(file, {
      "webapp:ssr.assets": "web/build/client",
      "webapp:spa.content": "web/build/client",
      "webapp:edge.headers.contentSecurityPolicy.add": {
        "font-src": ["https://fonts.gstatic.com"],
        "style-src": ["https://fonts.googleapis.com"],
        "connect-src": ["https://api.acme.dev"],
      },
    });
  }
  await copy.prepare();
}

/** The rest of the application in other folders, and nothing left in app/. */
export async function applicationElsewhere(copy: Copy, { building, running }: StackFiles): Promise<void> {
  for (const service of ["api", "dump"]) {
    copy.write(`services/${service}/server.js`, "");
    copy.write(`services/${service}/Dockerfile`, DOCKERFILE);
  }
  copy.remove("app");
  copy.remove("tests/app");
  for (const file of building) {
    copy.configure(file, {
      "webapp:backend.image": { build: "services/api" },
      "webapp:backup.image": { build: "services/dump" },
    });
  }
  for (const file of [...building, ...running]) {
    copy.configure(file, { "webapp:backend.port": 8000, "webapp:backend.healthCheckPath": "/health" });
  }
  await copy.prepare();
}

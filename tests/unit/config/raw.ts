import { parseStackConfig, type StackConfig } from "../../../stacks/config";

type Json = Record<string, unknown>;

/** Folders of the tests' own, so that no test needs the sample application. */
const OWN_FOLDERS: Readonly<Record<string, Json>> = {
  backend: { image: { build: "tests/fixtures/app/backend" } },
  ssr: { image: { build: "tests/fixtures/app/frontend" }, assets: "tests/fixtures/site" },
  spa: { content: "tests/fixtures/site" },
  backup: { image: { build: "tests/fixtures/app/backup" } },
};

/** The sections with those folders where they name none. */
function withOwnFolders(webapp: Json): Json {
  const isSection = (value: unknown): value is Json => typeof value === "object" && value !== null;
  const filled = Object.entries(OWN_FOLDERS).map(([name, own]) => {
    const given = webapp[name] ?? {};
    return [name, isSection(given) && !Array.isArray(given) ? { ...own, ...given } : given];
  });
  return { ...webapp, ...(Object.fromEntries(filled) as Json) };
}

/** Raw configuration of a small, valid dev stack. */
export const raw = (webapp: Json = {}, aws: Json = {}, stack = "dev") => ({
  project: "webapp",
  stack,
  webapp: { profile: "dev", ...withOwnFolders(webapp) },
  aws: { region: "us-east-1", allowedAccountIds: ["123456789012"], ...aws },
});

const digest = `sha256:${"0f".repeat(32)}`;
export const image = (name: string) => ({
  uri: `123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/${name}@${digest}`,
});

/** Raw configuration of a valid prod stack. */
export const rawProd = (webapp: Json = {}) =>
  raw(
    {
      profile: "prod",
      domain: { name: "app.example.com", zoneId: "Z0123456789EXAMPLE" },
      backend: { image: image("backend") },
      ssr: { image: image("frontend") },
      backup: { image: image("backup") },
      ...webapp,
    },
    {},
    "prod",
  );

export const parse = (webapp: Json = {}, aws: Json = {}): StackConfig => parseStackConfig(raw(webapp, aws));
export const parseProd = (webapp: Json = {}): StackConfig => parseStackConfig(rawProd(webapp));

/** The message of the error that a configuration is refused with; empty when it is accepted. */
export function refusal(run: () => unknown): string {
  try {
    run();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

/** The problems of that message, one a line, without what their keys begin with; none when it is accepted. */
export const problemsOf = (run: () => unknown, prefix = ""): string[] =>
  refusal(run)
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line));

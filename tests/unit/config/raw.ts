import { parseStackConfig, type StackConfig } from "../../../stacks/config";

type Json = Record<string, unknown>;

/** Raw configuration of a small, valid dev stack. */
export const raw = (webapp: Json = {}, aws: Json = {}, stack = "dev") => ({
  project: "webapp",
  stack,
  webapp: { profile: "dev", ...webapp },
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

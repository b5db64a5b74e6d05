const account = "123456789012";
const digest = `sha256:${"0".repeat(64)}`;

/** Stack configuration as Pulumi hands it to a program: texts, with objects as JSON. */
export type Config = Readonly<Record<string, string>>;

const common: Config = {
  "aws:region": "us-east-1",
  "aws:allowedAccountIds": JSON.stringify([account]),
  "webapp:ssr": JSON.stringify({ image: imageOf("frontend"), assets: "tests/fixtures/site" }),
  "webapp:spa": JSON.stringify({ content: "tests/fixtures/site" }),
  "webapp:backend": JSON.stringify({ image: imageOf("backend") }),
  "webapp:backup": JSON.stringify({ image: imageOf("backup") }),
};

export const dev: Config = { ...common, "webapp:profile": "dev" };

export const prod: Config = {
  ...common,
  "webapp:profile": "prod",
  "webapp:domain": JSON.stringify({ name: "app.example.com", zoneId: "Z0123456789EXAMPLE" }),
};

function imageOf(repository: string): { readonly uri: string } {
  return { uri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${repository}@${digest}` };
}

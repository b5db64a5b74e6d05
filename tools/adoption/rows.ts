import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Copy } from "./copy";
import { ACCOUNT, applicationElsewhere, image, ownFrontEnd } from "./own/application";

/** One thing that people do to make the project theirs. */
export interface Row {
  readonly name: string;
  /** What the table says. */
  readonly change: string;
  /** The stack that the commands look at. */
  readonly stack: string;
  /** Row without which this one breaks the project: it is made first where it is not in the clone. @default none */
  readonly after?: Row;
  readonly apply: (copy: Copy) => void | Promise<void>;
}

const DEV = "Pulumi.dev.yaml";
const PROD = "Pulumi.prod.yaml";
const STAGING = "Pulumi.staging.yaml";
const BOOTSTRAP = "bootstrap/Pulumi.bootstrap.yaml";
const STACK_FILES = [DEV, PROD, BOOTSTRAP];

const ownFile = (name: string): string => readFileSync(join(__dirname, "own", name), "utf8");

const account: Row = {
  name: "account",
  change: "the account id in three files",
  stack: "prod",
  apply: (copy) => {
    for (const file of STACK_FILES) copy.configure(file, { "aws:allowedAccountIds": [ACCOUNT] });
  },
};

const placeholders: Row = {
  name: "placeholders",
  change: "every placeholder replaced",
  stack: "prod",
  after: account,
  apply: (copy) => {
    copy.configure(PROD, {
      "webapp:domain": { name: "shop.acme.dev", zoneId: "Z09ABCDEFGHIJ1KLMNOP2" },
      "webapp:backend.image": image("backend"),
      "webapp:ssr.image": image("frontend"),
      "webapp:backup.image": image("backup"),
      "webapp:alerts.email": "operations@acme.dev",
    });
    copy.configure(BOOTSTRAP, {
      "bootstrap:github.owner": "acme",
      "bootstrap:github.ownerId": 7654321,
      "bootstrap:github.repository": "shop",
      "bootstrap:github.repositoryId": 987654321,
    });
  },
};

const shop: Row = {
  name: "shop",
  change: "`pulumi new` as shop in eu-west-1 with spa",
  stack: "dev",
  apply: (copy) => {
    // What the CLI does: the name, no template any more, and the answers in the stack file.
    copy.edit("Pulumi.yaml", (text) =>
      text
        .replace(/^name: .*$/m, "name: shop")
        .replace(/^description: .*$/m, "description: A shop")
        .replace(/^template:\n(?: .*\n)*/m, ""),
    );
    copy.configure(DEV, { "aws:region": "eu-west-1", "webapp:frontend": "spa" });
    copy.edit(DEV, (text) => `${text}  webapp:domain.name: ""\n  webapp:domain.zoneId: ""\n`);
  },
};

const sizes: Row = {
  name: "sizes",
  change: "`nat: single` and a bigger backend",
  stack: "dev",
  apply: (copy) => {
    copy.configure(DEV, {
      "webapp:network.nat": "single",
      "webapp:backend": { cpu: 1024, memory: 2048, maxTasks: 6 },
    });
  },
};

const staging: Row = {
  name: "staging",
  change: "a copied `Pulumi.staging.yaml`",
  stack: "staging",
  apply: (copy) => {
    copy.copyFile(PROD, STAGING);
  },
};

const region: Row = {
  name: "region",
  change: "region eu-central-1 for prod and the bootstrap",
  stack: "prod",
  apply: (copy) => {
    for (const file of [PROD, BOOTSTRAP]) copy.edit(file, (text) => text.replaceAll("us-east-1", "eu-central-1"));
  },
};

const resource: Row = {
  name: "resource",
  change: "caches, a DynamoDB table and a Kinesis stream of one's own",
  stack: "dev",
  apply: async (copy) => {
    for (const file of ["cache.ts", "clicks.ts", "orders.ts"]) copy.write(`components/own/${file}`, ownFile(file));
    copy.write("accepted-findings.yaml", ownFile("accepted-findings.yaml"));
    copy.edit("stacks/web-app.ts", (text) =>
      text
        .replace(
          /^import \{ createAuditTrail/m,
          `import { Cache } from "../components/own/cache";\nimport { Clicks } from "../components/own/clicks";\nimport { Orders } from "../components/own/orders";\n$&`,
        )
        .replace(
          /^ {2}const backend = .*$/m,
          `$&\n  const { network, group, opts } = foundation;\n  new Cache("sessions", { subnetIds: Object.values(network.subnets).map(({ isolatedId }) => isolatedId), securityGroupId: group("database") }, opts);\n  new Clicks("clicks");\n  new Orders("orders", opts);`,
        ),
    );
    // As docs/extend.md says.
    await copy.must("npm", ["run", "--silent", "update"]);
  },
};

/** A copied staging goes on with the images that it was copied with. */
const ownStackFiles = (copy: Copy) => ({ building: [DEV, PROD], running: copy.has(STAGING) ? [STAGING] : [] });

const frontEnd: Row = {
  name: "front-end",
  change: "one's own front end",
  stack: "dev",
  apply: (copy) => ownFrontEnd(copy, ownStackFiles(copy)),
};

const application: Row = {
  name: "application",
  change: "`app/` replaced",
  stack: "dev",
  // Nothing is left in app/, and so no front end either.
  after: frontEnd,
  apply: (copy) => applicationElsewhere(copy, ownStackFiles(copy)),
};

/**
 * The changes, each upon those before it, so that one clone shows all of them: what one of them breaks, all of them show.
 * None takes back what one before it has changed, but for prod's images, which staging keeps. The resource comes first: what its `npm run update` writes does not
 * hide what another one should have updated.
 */
export const ROWS: readonly Row[] = [
  resource,
  account,
  placeholders,
  shop,
  sizes,
  region,
  staging,
  frontEnd,
  application,
];

import { expect } from "chai";

import { type Access, accessOf, lessOf } from "../support/access";
import { type StackDeployment } from "../support/deploy-stack";
import { deployGrown } from "../support/grown";
import { arnOf } from "./bucket-inputs";

/** One of each kind of user, by its name in AWS and where the stack file has it. */
const USERS = {
  backend: "backend",
  frontend: "ssr",
  search: "services.search",
  thumbnails: "workers.thumbnails",
  digest: "jobs.digest",
} as const;
type User = keyof typeof USERS;
const users = Object.keys(USERS) as User[];

const NOTHING: Access = { variables: [], statements: [], egress: [], admitted: [] };
const EVERYTHING = ["database", "uploads", "search", "thumbnails", "cache"];

/** The stack of fixtures where everybody uses the same. */
const whereAllUse = (uses: readonly string[]): Promise<StackDeployment> =>
  deployGrown("grown", [
    "database.instanceClass=db.t4g.small",
    ...users.map((user) => `${USERS[user]}.uses=[${uses.join(", ")}]`),
  ]);

const egress = (user: User, to: string): string[] => [`security-${user}-to-${to}-egress`];

/** What an entry gives, for each kind of thing. */
const ENTRIES: Readonly<Record<string, (user: User) => Partial<Access>>> = {
  database: (user) => ({
    variables: [
      ...["DATABASE_AUTHENTICATION", "DATABASE_HOST", "DATABASE_MAX_CONNECTIONS", "DATABASE_NAME"],
      ...["DATABASE_PASSWORD", "DATABASE_PORT", "DATABASE_SECRET_ARN", "DATABASE_USERNAME"],
    ],
    // The others have secrets of their own, which ECS goes on reading.
    statements: ["DatabaseSecret", ...(user === "backend" || user === "frontend" ? ["Secrets"] : [])],
    egress: egress(user, "database"),
  }),
  uploads: () => ({
    variables: ["UPLOADS_BUCKET", "UPLOADS_PATH"],
    statements: ["UsesUploadsObjects", "UsesUploadsList"],
  }),
  search: (user) => ({
    variables: ["SEARCH_URL"],
    // The front end calls the backend, by the same load balancer.
    egress: user === "frontend" ? [] : egress(user, "internalAlb"),
  }),
  thumbnails: () => ({ variables: ["THUMBNAILS_QUEUE_URL"], statements: ["UsesThumbnailsSend"] }),
  cache: (user) => ({
    variables: ["CACHE_AUTHENTICATION", "CACHE_HOST", "CACHE_NAME", "CACHE_PORT", "CACHE_USER"],
    statements: ["UsesCacheConnect"],
    egress: egress(user, "cache"),
  }),
};

const PATH = /:SecurityGroup(Egress|Ingress)Rule /;
const namesOf = (made: StackDeployment): string[] => made.resources.map(({ type, name }) => `${type} ${name}`);

describe("one entry of uses", () => {
  for (const [entry, given] of Object.entries(ENTRIES)) {
    it(`${entry}: gives each kind of user exactly its variables, statements and edges, and takes them away`, async () => {
      const made = await whereAllUse(EVERYTHING);
      const without = await whereAllUse(EVERYTHING.filter((one) => one !== entry));
      const arn = arnOf(made, "uploads");
      // The S3 endpoint is everybody's: it admits what somebody uses.
      const admitted = entry === "uploads" ? [arn, `${arn}/*`] : [];
      for (const user of users) {
        const [more, less] = [accessOf(made, user), accessOf(without, user)];
        expect(lessOf(more, less), user).to.deep.equal({ ...NOTHING, ...given(user), admitted });
        expect(lessOf(less, more), user).to.deep.equal(NOTHING);
      }
      const gone = namesOf(made).filter((name) => !namesOf(without).includes(name));
      const rules = users.flatMap((user) => given(user).egress ?? []);
      expect(gone.filter((name) => PATH.test(name))).to.have.length(2 * rules.length);
      expect(namesOf(without).filter((name) => !namesOf(made).includes(name))).to.deep.equal([]);
    });
  }

  it("backend: gives others than the front end its address and the way there", async () => {
    const others = users.filter((user) => user !== "frontend");
    const made = await deployGrown("grown", ["ssr.uses=[]", ...others.map((user) => `${USERS[user]}.uses=[backend]`)]);
    const without = await deployGrown(
      "grown",
      users.map((user) => `${USERS[user]}.uses=[]`),
    );
    for (const user of others) {
      expect(lessOf(accessOf(made, user), accessOf(without, user)), user).to.deep.equal({
        ...NOTHING,
        variables: ["BACKEND_URL"],
        egress: egress(user, "internalAlb"),
      });
    }
    expect(accessOf(made, "frontend")).to.deep.equal(accessOf(without, "frontend"));
    expect(accessOf(made, "frontend").variables).to.include("BACKEND_URL");
  });
});

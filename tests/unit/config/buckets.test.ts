import { expect } from "chai";

import { pagePolicy } from "../../../stacks/config";
import { parse, refusal } from "./raw";

const refused = (webapp: Record<string, unknown>): string => refusal(() => parse(webapp));
const served = (servedAt: string) => ({ uploads: { servedAt } });

describe("buckets in the stack file", () => {
  it("are none by default, and private, versioned and kept where nothing else is said", () => {
    expect(parse().buckets).to.deep.equal({});
    expect(parse({ buckets: { uploads: {} } }).buckets).to.deep.equal({
      uploads: { cors: "same-origin", expireAfterDays: 0, versions: true },
    });
  });

  it("are told in uses, with the nearest name where there is none", () => {
    expect(refused({ buckets: { uploads: {} }, backend: { uses: ["upload"] } })).to.contain(
      'webapp:backend.uses.0 = "upload" is nothing that this stack has; did you mean "uploads"?',
    );
  });

  it("have names that nothing else has, and that AWS takes", () => {
    expect(refused({ buckets: { database: {} } })).to.contain(
      "webapp:buckets.database is the name of the database too: choose another",
    );
    expect(refused({ buckets: { frontend: {} } })).to.contain("webapp:buckets.frontend is the name of a part of every");
    expect(refused({ buckets: { Uploads: {} } })).to.contain("webapp:buckets.Uploads must be a lower-case name");
    expect(refused({ buckets: { ["u".repeat(26)]: {} } })).to.contain(
      "must have a name of at most 25 characters (26): AWS's names hold the stack's too",
    );
    expect(refused({ buckets: { ["u".repeat(25)]: {} } })).to.equal("");
    const many = Object.fromEntries(Array.from("abcdefghijk", (letter) => [`${letter}1`, {}]));
    expect(refused({ buckets: many })).to.contain("ten buckets at most");
  });

  it("keep the names of their variables for their users", () => {
    const backend = { environment: { UPLOADS_BUCKET: "mine", UPLOADS_PATH: "/" } };
    const buckets = { uploads: {} };
    const found = refused({ buckets, backend: { ...backend, uses: ["uploads"] } });
    expect(found).to.contain("webapp:backend.environment.UPLOADS_BUCKET is set by the program");
    expect(found).to.contain("webapp:backend.environment.UPLOADS_PATH is set by the program");
    expect(refused({ buckets, backend })).to.equal("");
  });

  it("are served at paths that nothing else answers, in either variant", () => {
    expect(refused({ buckets: served("/uploads/*") })).to.equal("");
    for (const [servedAt, other] of [
      ["/assets/*", "/assets/* of webapp:ssr.assets"],
      ["/api/files/*", "/api/* of webapp:backend.paths.0"],
    ] as const) {
      expect(refused({ buckets: served(servedAt) })).to.contain(
        `webapp:buckets.uploads.servedAt = "${servedAt}" overlaps ${other}: one path has one place`,
      );
    }
    const twice = { uploads: { servedAt: "/files/*" }, reports: { servedAt: "/files/reports/*" } };
    expect(refused({ buckets: twice })).to.contain("overlaps /files/* of webapp:buckets.uploads.servedAt");
    expect(refused({ buckets: served("/uploads") })).to.contain("must be a path such as /uploads/*");
  });

  it("count in what CloudFront takes of headers and policies", () => {
    const own = Object.fromEntries(Array.from("abcdefgh", (letter) => [`X-${letter}`, "1"]));
    const edge = { headers: { own } };
    expect(refused({ edge })).to.equal("");
    expect(refused({ edge, buckets: served("/uploads/*") })).to.contain("CloudFront takes 7 besides ours");
    const add = { "img-src": Array.from({ length: 48 }, (_, index) => `https://${index}.pictures.example.com`) };
    const policy = { headers: { contentSecurityPolicy: { add } } };
    expect(refused({ edge: policy })).to.equal("");
    const many = Object.fromEntries(Array.from("abc", (letter) => [`${letter}1`, {}]));
    expect(refused({ edge: policy, buckets: many })).to.contain("CloudFront takes 1783");
  });

  it("are added to where pages may connect, whatever the settings say of it", () => {
    const connect = (webapp: Record<string, unknown>) =>
      pagePolicy(parse(webapp), [], ["https://b.s3.eu-west-1.amazonaws.com"])
        .value.split("; ")
        .find((directive) => directive.startsWith("connect-src"));
    const changes = (contentSecurityPolicy: unknown) => ({ edge: { headers: { contentSecurityPolicy } } });
    expect(connect({})).to.equal("connect-src 'self' https://b.s3.eu-west-1.amazonaws.com");
    expect(connect(changes({ add: { "connect-src": ["https://x.example.com"] } }))).to.equal(
      "connect-src 'self' https://x.example.com https://b.s3.eu-west-1.amazonaws.com",
    );
    expect(connect(changes({ replace: { "connect-src": ["'none'"] } }))).to.equal(
      "connect-src https://b.s3.eu-west-1.amazonaws.com",
    );
  });
});

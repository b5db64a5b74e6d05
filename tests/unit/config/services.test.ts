import { expect } from "chai";

import { activeSections } from "../../../stacks/config/active-sections";
import { backendPriority, rulePriority } from "../../../stacks/config/rule-priority";
import { parse, parseProd, image as pinned, refusal } from "./raw";

const image = { build: "tests/fixtures/app/backend" };
const search = { image, paths: ["/search/*"] };
const withService = (settings: Record<string, unknown> = {}, others: Record<string, unknown> = {}) =>
  parse({ services: { search: { ...search, ...settings } }, ...others });
const refused = (settings: Record<string, unknown>, others: Record<string, unknown> = {}): string =>
  refusal(() => withService(settings, others));

describe("services in the stack file", () => {
  it("are none by default, and have the backend's defaults, which use nothing, where there is one", () => {
    expect(parse().services).to.deep.equal({});
    const { migrate, public: isPublic, paths, ...backend } = parse().backend;
    expect(withService().services.search).to.deep.equal({ ...backend, ...search, public: false, uses: [] });
    expect([isPublic, paths, migrate]).to.deep.equal([false, ["/api/*"], ["migrate"]]);
    const { services } = parseProd({ services: { search: { ...search, image: pinned("search") } } });
    expect(services.search).to.include({ cpu: 512, minTasks: 2, maxTasks: 10, onDemandBase: 2 });
  });

  it("tell what they change against their profile", () => {
    const { overrides } = withService({ maxTasks: 4, minTasks: 1 });
    expect(overrides.map(({ key }) => key).filter((key) => key.startsWith("services."))).to.deep.equal([
      "services.search.maxTasks",
    ]);
  });

  it("need an image and paths, and take what the backend takes", () => {
    const message = refusal(() => parse({ services: { search: { helthCheckPath: "/up" } } }));
    expect(message).to.contain("webapp:services.search.image is missing");
    expect(message).to.contain("webapp:services.search.paths is missing");
    expect(message).to.contain('webapp:services.search.helthCheckPath unknown; did you mean "healthCheckPath"?');
    expect(refused({ paths: ["/*"] })).to.contain('webapp:services.search.paths.0 = "/*" must be a path such as');
    expect(refused({ paths: ["/a", "/b", "/c", "/d", "/e", "/f"] })).to.contain("must have at most 5 entries");
  });

  it("are refused with what a service is refused with", () => {
    expect(refused({ memory: 513 })).to.contain("webapp:services.search.memory = 513 Fargate does not pair");
    expect(refused({ minTasks: 0 })).to.contain("webapp:services.search.minTasks = 0 must be at least 1");
    expect(refused({ minTasks: 3, maxTasks: 2 })).to.contain("webapp:services.search.minTasks = 3 must not exceed");
    expect(refused({ environment: { PORT: "1" } })).to.contain("webapp:services.search.environment.PORT is set by");
    expect(refused({ capacity: "fargate", onDemandBase: 1 })).to.contain("webapp:services.search.onDemandBase = 1 has");
    expect(refused({ scaling: { floors: { noon: { schedule: "cron(0 12 * * * *)", timezone: "UTC", minTasks: 9 } } } }))
      .to.contain("webapp:services.search.scaling.floors.noon.schedule")
      .and.to.contain("webapp:services.search.scaling.floors.noon.minTasks = 9 must not exceed");
    expect(refused({ uses: ["serch"] })).to.contain(
      'webapp:services.search.uses.0 = "serch" is nothing that this stack has; did you mean "search"?',
    );
  });

  it("are refused where prod refuses one task, and Spot without a base", () => {
    const small = { ...search, image: pinned("search"), minTasks: 1, onDemandBase: 0 };
    const message = refusal(() => parseProd({ services: { search: small } }));
    expect(message).to.contain("webapp:services.search.minTasks = 1 is refused in prod");
    expect(message).to.contain("webapp:services.search.onDemandBase = 0 is refused in prod");
    expect(message.match(/is refused in prod/g)).to.have.length(2);
    const accepted = { services: { search: small }, acceptedRisks: ["singleTask", "spotWithoutBase"] };
    expect(parseProd(accepted).services.search?.minTasks).to.equal(1);
  });

  it("count among the tasks that need addresses and connections", () => {
    expect(refused({ maxTasks: 1000 }, { network: { cidr: "10.0.0.0/22" } })).to.contain(
      "webapp:services.search.maxTasks = 1000 leaves tasks without an address",
    );
    expect(refused({ maxTasks: 90, uses: ["database"] })).to.contain("webapp:services.search.maxTasks = 90 is refused");
    expect(withService({ maxTasks: 90 }).services.search?.maxTasks).to.equal(90);
  });

  it("are refused paths that something else has, at the edge and inside", () => {
    expect(refused({ paths: ["/api/search/*"] })).to.contain(
      'webapp:services.search.paths.0 = "/api/search/*" overlaps /api/* of webapp:backend.paths.0',
    );
    expect(refused({ paths: ["/search/*", "/search/all"] })).to.contain(
      'webapp:services.search.paths.1 = "/search/all" overlaps /search/* of webapp:services.search.paths.0',
    );
    expect(refusal(() => parse({ services: { first: search, second: search } }))).to.contain(
      'webapp:services.second.paths.0 = "/search/*" overlaps /search/* of webapp:services.first.paths.0',
    );
    expect(refused({ public: true, paths: ["/assets/*"] })).to.contain("overlaps /assets/* of webapp:ssr.assets");
    expect(withService({ paths: ["/assets/*"] }).services.search?.public).to.equal(false);
    const buckets = { uploads: { servedAt: "/search/files/*" } };
    expect(refused({ public: true }, { buckets })).to.contain(
      'webapp:buckets.uploads.servedAt = "/search/files/*" overlaps /search/* of webapp:services.search.paths.0',
    );
    expect(withService({}, { buckets }).buckets.uploads?.servedAt).to.equal("/search/files/*");
  });

  it("are refused names that something else has, and those of which variables would be another's", () => {
    const named = (name: string, others: Record<string, unknown> = {}) =>
      refusal(() => parse({ services: { [name]: search }, ...others }));
    expect(named("backend")).to.contain("webapp:services.backend is the name of a part of every stack");
    expect(named("database")).to.contain("webapp:services.database is the name of the database too");
    const workers = { mail: { image } };
    expect(named("mail", { workers })).to.contain("webapp:workers.mail is the name of a service too");
    expect(named("mail-queue", { workers })).to.contain(
      "would give its users MAIL_QUEUE_URL, as a service, mail-queue",
    );
    expect(named("a-name-that-is-too-long")).to.contain("must be a name of at most 18 characters");
  });

  it("are refused where the edge would have more paths than CloudFront takes", () => {
    const letters = Array.from({ length: 10 }, (_, index) => "abcdefghij".charAt(index));
    const services = Object.fromEntries(
      letters.map((one) => [one, { image, public: true, paths: [1, 2, 3, 4, 5].map((index) => `/${one}${index}`) }]),
    );
    const buckets = Object.fromEntries(letters.map((one) => [`${one}0`, { servedAt: `/${one}0/*` }]));
    const paths = (count: number) => ({ paths: Array.from({ length: count }, (_, index) => `/api/v${index}`) });
    expect(refusal(() => parse({ services, buckets, backend: paths(10) }))).to.equal("");
    const assets = ["one", "two", "three", "four", "five"].map((name) => ({
      folder: "tests/fixtures/site",
      prefix: `/${name}`,
      immutable: "none",
    }));
    expect(refusal(() => parse({ services, buckets, backend: paths(10), ssr: { assets } }))).to.contain(
      "webapp:services lets the edge tell 75 paths apart",
    );
  });

  it("have a place in the listener that follows from the name, so that no other moves it", () => {
    expect(rulePriority("search", {})).to.equal(rulePriority("search", {}));
    const places = Array.from({ length: 26 }, (_, index) => `name-${index}`).map((name) => rulePriority(name, {}));
    expect(new Set(places).size).to.equal(places.length);
    expect(places.filter((place) => place < 1000 || place >= 41_000)).to.deep.equal([]);
    const taken = String(rulePriority("search", {}));
    const other = { ...search, paths: ["/other/*"], priority: Number(taken) };
    expect(refusal(() => parse({ services: { search, other } }))).to.contain(
      `webapp:services.other.priority = ${taken} is that of webapp:services.search too`,
    );
    const at = (priority: number) => refusal(() => parse({ services: { search: { ...search, priority } } }));
    // The backend's rule leaves 10, and 9 with a gradual deployment, perhaps only after the first service's has come.
    expect(at(10)).to.contain("webapp:services.search.priority");
    expect(at(11)).to.equal("");
    expect([backendPriority(parse()), backendPriority(withService())]).to.deep.equal([10, 50_000]);
  });

  it("are at the edge in both variants where they are public, and at none where they are not", () => {
    for (const [frontend, paths] of [
      ["ssr", []],
      ["spa", ["/api/*"]],
    ] as const) {
      expect(activeSections(withService({}, { frontend })).privatePaths).to.deep.equal(paths);
      expect(activeSections(withService({ public: true }, { frontend })).privatePaths).to.deep.equal([
        ...paths,
        "/search/*",
      ]);
    }
  });
});

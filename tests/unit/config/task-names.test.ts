import { expect } from "chai";

import { parse, refusal } from "./raw";

const image = { build: "tests/fixtures/app/backend" };
const named = {
  services: { search: { image, paths: ["/search/*"] } },
  workers: { thumbs: { image } },
  jobs: { digest: { image, schedule: "rate(1 day)" } },
};
const smtp = (from: readonly string[]) => ({ smtp: { to: "203.0.113.0/24", port: 587, from } });
const bucket = (services: readonly string[]) => ({ name: "uploads", access: ["read"], services });

describe("names of tasks under network", () => {
  it("are those of every service, worker and job", () => {
    const all = ["backend", "ssr", "search", "thumbs", "digest"];
    const { network } = parse({ ...named, network: { egress: smtp(all), s3Buckets: ["logs", bucket(all)] } });
    expect(network.egress.smtp?.from).to.deep.equal(all);
    expect(network.s3Buckets[1]).to.deep.equal(bucket(all));
  });

  it("are refused with the nearest one, all at once", () => {
    const network = { egress: smtp(["backend", "thumb"]), s3Buckets: ["logs", bucket(["serch", "frontend"])] };
    expect(
      refusal(() => parse({ ...named, network }))
        .split("\n")
        .slice(1),
    ).to.deep.equal([
      '  webapp:network.egress.smtp.from.1 = "thumb" is no service, worker or job of this stack; did you mean "thumbs"?',
      '  webapp:network.s3Buckets.1.services.0 = "serch" is no service, worker or job of this stack; did you mean "search"?',
      '  webapp:network.s3Buckets.1.services.1 = "frontend" is no service, worker or job of this stack; it has backend, ssr, search, thumbs, digest',
    ]);
  });

  it("are refused where the stack file has none of that name", () => {
    expect(refusal(() => parse({ network: { egress: smtp(["digest"]) } }))).to.contain(
      '"digest" is no service, worker or job of this stack; it has backend, ssr',
    );
  });
});

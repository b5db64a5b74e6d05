import { expect } from "chai";

import program from "../../index";
import { deploy, type Made, namesOf, ofType } from "./mocks";
import { dev, prod } from "./stacks";

const SERVICE = "aws:ecs/service:Service";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin";

/** What holds data, or what everything stands on. */
const kept = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ecr/repository:Repository",
  "aws:ecs/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
];

for (const [profile, config] of Object.entries({ dev, prod })) {
  describe(`the flag in ${profile}`, () => {
    let ssr: Made[];
    let spa: Made[];

    before(async () => {
      ssr = await deploy(program, { ...config, "webapp:frontend": "ssr" });
      spa = await deploy(program, { ...config, "webapp:frontend": "spa" });
    });

    it("runs the front end in containers, or the backend only", () => {
      expect(namesOf(ssr, SERVICE)).to.deep.equal(["backend", "frontend"]);
      expect(namesOf(spa, SERVICE)).to.deep.equal(["backend"]);
    });

    it("has a public load balancer for containers only", () => {
      expect(namesOf(ssr, LOAD_BALANCER)).to.deep.equal(["private", "public"]);
      expect(namesOf(spa, LOAD_BALANCER)).to.deep.equal(["private"]);
    });

    it("stores assets for containers, and pages too for a single-page application", () => {
      expect(namesOf(ssr, OBJECT)).to.deep.equal(["site/assets/app-4f2c1d3e.js"]);
      expect(namesOf(spa, OBJECT)).to.deep.equal(["site/assets/app-4f2c1d3e.js", "site/index.html"]);
    });

    it("lets the edge reach the private backend for a single-page application only", () => {
      expect(ofType(ssr, VPC_ORIGIN)).to.have.length(0);
      expect(ofType(spa, VPC_ORIGIN)).to.have.length(1);
    });

    for (const type of kept) {
      it(`leaves every ${type} as it is`, () => {
        expect(ofType(ssr, type)).not.to.have.length(0);
        expect(ofType(ssr, type)).to.have.deep.members(ofType(spa, type));
      });
    }
  });
}

describe("a database in one zone", () => {
  it("is refused in prod, unless the risk is accepted by name", async () => {
    const config = { ...prod, "webapp:database": JSON.stringify({ multiAz: false }) };
    const error: unknown = await deploy(program, config).catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.an("error")
      .with.property("message")
      .that.includes("webapp:database.multiAz = false is refused in prod")
      .and.includes("add singleAzDatabase to webapp:acceptedRisks");
  });
});

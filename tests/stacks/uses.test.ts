import { expect } from "chai";

import { accessOf, lessOf } from "../support/access";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { connectionsOf } from "../support/service-inputs";

const NOTHING = { variables: [], statements: [], egress: [], admitted: [] };
const OF_ALL = ["AWS_REGION", "DATABASE_AUTHENTICATION", "DATABASE_HOST", "DATABASE_MAX_CONNECTIONS", "DATABASE_NAME"];
const BY_PASSWORD = ["DATABASE_PASSWORD", "DATABASE_PORT", "DATABASE_SECRET_ARN", "DATABASE_USERNAME"];

/** Resources by type and name, since an unchanged part has the same in both. */
const resourcesOf = (made: StackDeployment): string[] => made.resources.map(({ type, name }) => `${type} ${name}`);

const missing = (from: StackDeployment, to: StackDeployment): string[] =>
  resourcesOf(from).filter((resource) => !resourcesOf(to).includes(resource));

describe("uses of the database", () => {
  it("give the backend by default, and nobody else, its variables, rights and way there", async () => {
    const made = await deployStack("dev");
    const none = await deployStack("dev", { set: ["backend.uses=[]"], mode: "both" });
    expect(lessOf(accessOf(made, "backend"), accessOf(none, "backend"))).to.deep.equal({
      ...NOTHING,
      variables: [...OF_ALL, ...BY_PASSWORD],
      statements: ["DatabaseSecret", "Secrets"],
      egress: ["security-backend-to-database-egress"],
    });
    expect(lessOf(accessOf(none, "backend"), accessOf(made, "backend"))).to.deep.equal(NOTHING);
    expect(accessOf(none, "frontend")).to.deep.equal(accessOf(made, "frontend"));
  });

  it("take nothing else away with them but the restart that follows a new password", async () => {
    const made = await deployStack("dev");
    const none = await deployStack("dev", { set: ["backend.uses=[]"], mode: "both" });
    const gone = missing(made, none);
    expect(gone.filter((name) => !name.includes(" backend-redeploy"))).to.have.members([
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule security-backend-to-database-egress",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule security-backend-to-database-ingress",
    ]);
    expect(missing(none, made)).to.deep.equal([]);
  });

  it("with IAM tokens take the user's migration away, and no secret", async () => {
    const set = ["database.authentication=iam", "access.exec=false"];
    const made = await deployStack("dev", { set });
    const none = await deployStack("dev", { set: [...set, "backend.uses=[]"], mode: "both" });
    expect(lessOf(accessOf(made, "backend"), accessOf(none, "backend"))).to.deep.equal({
      ...NOTHING,
      variables: [...OF_ALL, "DATABASE_PORT", "DATABASE_USERNAME"],
      statements: ["DatabaseConnect"],
      egress: ["security-backend-to-database-egress"],
    });
    expect(none.resources.filter(({ name }) => name.startsWith("migrate"))).to.deep.equal([]);
    expect(none.outputs.oneOffTasks).to.have.all.keys("dump", "restore");
  });

  it("give the same to the front end, and let all tasks of both share the connections", async () => {
    const made = await deployStack("dev");
    const both = await deployStack("dev", { set: ["ssr.uses=[database]"], mode: "both" });
    expect(lessOf(accessOf(both, "frontend"), accessOf(made, "frontend"))).to.deep.equal({
      ...NOTHING,
      variables: [...OF_ALL, ...BY_PASSWORD],
      statements: ["DatabaseSecret", "Secrets"],
      egress: ["security-frontend-to-database-egress"],
    });
    const connections = (deployment: StackDeployment, service: string) => Number(connectionsOf(deployment, service));
    expect([connections(made, "backend"), connections(both, "backend"), connections(both, "frontend")]).to.deep.equal([
      14, 7, 7,
    ]);
    const spa = await deployStack("dev", { set: ["ssr.uses=[database]", "frontend=spa"], mode: "both" });
    expect(connections(spa, "backend")).to.equal(14);
  });
});

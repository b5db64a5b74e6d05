import { expect } from "chai";

import { parse, refusal } from "./raw";

const refused = (webapp: Record<string, unknown>): string => refusal(() => parse(webapp));

describe("uses in the stack file", () => {
  it("are the database for the backend and nothing for pages, where nothing is said", () => {
    expect([parse().backend.uses, parse().ssr.uses]).to.deep.equal([["database"], []]);
    expect(parse({ backend: { uses: [] } }).backend.uses).to.deep.equal([]);
  });

  it("are refused where they name nothing, with the nearest that there is, in the unused section too", () => {
    expect(refused({ frontend: "spa", backend: { uses: ["databse"] }, ssr: { uses: ["warehouse"] } })).to.equal(
      "Configuration of stack dev: 2 problems.\n" +
        '  webapp:backend.uses.0 = "databse" is nothing that this stack has; did you mean "database"?\n' +
        '  webapp:ssr.uses.0 = "warehouse" is nothing that this stack has; it has database, backend',
    );
  });

  it("are refused of the backend for the front end, which always has it", () => {
    expect(refused({ ssr: { uses: ["backend"] } })).to.contain(
      'webapp:ssr.uses.0 = "backend" is what the front end always uses: leave it out',
    );
    expect(parse({ backend: { uses: ["backend"] } }).backend.uses).to.deep.equal(["backend"]);
  });

  it("are refused twice", () => {
    expect(refused({ backend: { uses: ["database", "database"] } })).to.contain(
      'webapp:backend.uses.1 = "database" stands there twice',
    );
  });

  it("keep the names of their variables, and of no others", () => {
    const environment = { DATABASE_HOST: "db.example.com" };
    expect(refused({ backend: { environment } })).to.contain("webapp:backend.environment.DATABASE_HOST is set by");
    expect(refused({ ssr: { environment, uses: ["database"] } })).to.contain("webapp:ssr.environment.DATABASE_HOST is");
    expect(parse({ backend: { environment, uses: [] } }).backend.environment).to.deep.equal(environment);
  });

  it("are refused for pages alone with IAM tokens, whose user the backend's image makes", () => {
    expect(
      refused({ database: { authentication: "iam" }, backend: { uses: [] }, ssr: { uses: ["database"] } }),
    ).to.contain('webapp:database.authentication = "iam" needs database in webapp:backend.uses too');
    expect(parse({ database: { authentication: "iam" }, backend: { uses: [] } }).backend.uses).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { SettingsError, readSettings } from "../../../app/frontend/server/settings.js";
import { FRONTEND } from "./support/front-end.js";

interface Variable {
  required: boolean;
  secret: boolean;
  default?: string;
  description: string;
}

const contract = JSON.parse(readFileSync(path.join(FRONTEND, "environment.json"), "utf8")) as Record<string, Variable>;
const backend = { BACKEND_URL: "http://backend:8080" };

describe("front-end server: environment", () => {
  it("lists in environment.json exactly what the server reads", () => {
    const read = new Set<string>();
    const env = new Proxy<Record<string, string>>(backend, {
      get: (target, name: string) => {
        read.add(name);
        return target[name];
      },
    });
    readSettings(env);
    expect([...read].sort()).to.deep.equal(Object.keys(contract).sort());
  });

  it("requires exactly what environment.json calls required", () => {
    for (const [name, { required }] of Object.entries(contract)) {
      const env: Record<string, string> = { ...backend };
      env[name] = "";
      if (required) expect(() => readSettings(env), name).to.throw(SettingsError, `${name} is not set`);
      else expect(() => readSettings(env), name).not.to.throw();
    }
  });

  it("has the defaults that environment.json names, and no secrets", () => {
    const defaults = Object.entries(contract).flatMap(([name, one]) =>
      one.default === undefined ? [] : [[name, one.default]],
    );
    const spelled = { ...backend, ...(Object.fromEntries(defaults) as Record<string, string>) };
    expect(defaults).to.have.length(9);
    expect(readSettings(spelled)).to.deep.equal(readSettings(backend));
    expect(Object.values(contract).filter(({ secret }) => secret)).to.deep.equal([]);
  });

  it("refuses a namespace that CloudWatch would not take", () => {
    const namespaceOf = (PRESSURE_NAMESPACE: string) =>
      readSettings({ ...backend, PRESSURE_NAMESPACE }).pressureNamespace;
    expect(namespaceOf("shop-dev/services")).to.equal("shop-dev/services");
    expect(() => namespaceOf("shop dev")).to.throw(SettingsError, 'PRESSURE_NAMESPACE is "shop dev"; it must be');
  });

  it("takes a policy to enforce, or one to report, and refuses what is no header", () => {
    const policyOf = (env: Record<string, string>) => readSettings({ ...backend, ...env }).contentSecurityPolicy;
    expect(policyOf({ CONTENT_SECURITY_POLICY: "img-src *" })).to.deep.equal({
      name: "Content-Security-Policy",
      value: "img-src *",
    });
    expect(policyOf({ CONTENT_SECURITY_POLICY_REPORT_ONLY: "img-src *" })).to.deep.equal({
      name: "Content-Security-Policy-Report-Only",
      value: "img-src *",
    });
    expect(() => policyOf({ CONTENT_SECURITY_POLICY: "img-src *\nX-A: b" })).to.throw(SettingsError, "line break");
  });

  it("keeps idle connections longer than the load balancer's 60 seconds", () => {
    expect(readSettings(backend).keepAliveTimeoutMs).to.equal(75_000);
    expect(readSettings({ ...backend, KEEP_ALIVE_TIMEOUT_SECONDS: "120" }).keepAliveTimeoutMs).to.equal(120_000);
  });

  for (const [value, expected] of Object.entries({
    "https://api-internal.app.example.com": "https://api-internal.app.example.com",
    "http://backend:8080/": "http://backend:8080",
  })) {
    it(`takes ${value} for the backend`, () => {
      expect(readSettings({ BACKEND_URL: value }).backendUrl).to.equal(expected);
    });
  }

  for (const value of [
    "backend:8080",
    "ftp://backend",
    "http://backend/api",
    "http://user:pw@backend",
    "http://backend/?x",
  ]) {
    it(`refuses ${value} for the backend`, () => {
      expect(() => readSettings({ BACKEND_URL: value })).to.throw(SettingsError, `BACKEND_URL is "${value}"`);
    });
  }

  it("reports all problems at once", () => {
    try {
      readSettings({
        PORT: "65536",
        SHUTDOWN_TIMEOUT_SECONDS: "0",
        KEEP_ALIVE_TIMEOUT_SECONDS: "1.5",
        NODE_ENV: "test",
      });
    } catch (error) {
      expect((error as SettingsError).problems.map((problem) => problem.split(" ")[0])).to.deep.equal([
        "PORT",
        "BACKEND_URL",
        "SHUTDOWN_TIMEOUT_SECONDS",
        "KEEP_ALIVE_TIMEOUT_SECONDS",
        "NODE_ENV",
      ]);
      return;
    }
    expect.fail("nothing was refused");
  });
});

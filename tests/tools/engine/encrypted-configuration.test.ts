import { expect } from "chai";

import { rehearse, succeeded, type Rehearsal } from "../../../tools/lifecycles/rehearsal";

const SECRETS = {
  "webapp:backend.environment.STRIPE": "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  "webapp:ssr.environment.SESSION": 'quoted "session" key',
  "webapp:alerts.email": "on-call@shop-internal.test.example.org",
} as const;

describe("encrypted configuration on the engine", () => {
  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await rehearse("dev");
    for (const [key, value] of Object.entries(SECRETS)) {
      const args = ["config", "set", "--secret", "--path", key, value, "--stack", "dev"];
      const { exitCode, stderr } = await rehearsal.workspace.exec(args);
      expect(exitCode, stderr).to.equal(0);
    }
    succeeded(await rehearsal.workspace.up(), "the first up");
  });

  after(async () => {
    await rehearsal.close();
  });

  it("reaches the containers and the topic as it is", () => {
    const account = JSON.stringify(rehearsal.world.account.all().map(({ inputs }) => inputs));
    for (const value of Object.values(SECRETS)) expect(account).to.include(value.replaceAll('"', '\\\\\\"'));
  });

  it("stands nowhere in the state, neither in inputs nor in outputs", async () => {
    const state = JSON.stringify(await rehearsal.workspace.state());
    for (const value of Object.values(SECRETS)) {
      for (const form of [value, JSON.stringify(value).slice(1, -1)]) {
        expect(state).not.to.include(JSON.stringify(form).slice(1, -1));
      }
    }
  });

  it("stands in no plan and no message", async () => {
    const { workspace } = rehearsal;
    const key = "webapp:ssr.environment.SESSION";
    await workspace.exec(["config", "set", "--secret", "--path", key, "another session key", "--stack", "dev"]);
    const planned = await workspace.exec(["preview", "--diff", "--stack", "dev"]);
    expect(planned.exitCode, planned.stderr).to.equal(0);
    const email = "webapp:alerts.email";
    await workspace.exec(["config", "set", "--secret", "--path", email, "not an address", "--stack", "dev"]);
    const refused = await workspace.exec(["preview", "--stack", "dev"]);
    expect(refused.exitCode).not.to.equal(0);
    expect(refused.stdout + refused.stderr).to.include('webapp:alerts.email = "[secret]" must be an e-mail address');
    for (const { stdout, stderr } of [planned, refused]) {
      for (const value of [...Object.values(SECRETS), "another session key", "not an address"]) {
        expect(stdout + stderr).not.to.include(value);
      }
    }
  });
});

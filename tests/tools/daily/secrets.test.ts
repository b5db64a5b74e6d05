import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { secret } from "../../../tools/daily/secret";
import { refusal } from "../../support/refusal";
import { withHands, type EmulatedHands } from "./hands";

describe("the daily command for secrets of a deployed stack", () => {
  let hands: EmulatedHands;

  withHands((opened) => {
    hands = opened;
  });

  it("secret: a list that says whose they are, and no value", async () => {
    await secret(hands, "dev");
    expect(hands.said.join("\n"), hands.said.join("\n")).to.match(
      /^variable +service or job +secret\nDATABASE_PASSWORD +backend +set by RDS\nDATABASE_USERNAME +backend +set by RDS\nSTRIPE_KEY +backend +backend-secrets-stripe-key-\S+\nSMTP_KEY +digest +\S*digest-secrets-smtp-key-\S+\nSTRIPE_KEY +digest +\S*digest-secrets-stripe-key-\S+$/,
    );
  });

  it("secret: set from standard input, by a file that only we can read and that is gone", async () => {
    hands.given = "sk_live_1\n";
    hands.api.calls.length = 0;
    await secret(hands, "dev", "backend/STRIPE_KEY");
    const [put] = hands.api.calls.filter(({ operation }) => operation === "PutSecretValue");
    expect(put?.parameters.SecretString).to.equal("sk_live_1");
    expect(hands.said.join("\n")).to.contain("STRIPE_KEY is set; backend restarts with it").and.not.contain("sk_live");
    const restarts = hands.api.account.all(T.stateMachine).filter(({ urn }) => urn.endsWith("-redeploy"));
    expect(hands.api.runtime.executions.map((execution) => execution.machine)).to.deep.equal(
      restarts.map(({ outputs }) => outputs.arn),
    );
  });

  it("secret: a job's, which its next run reads", async () => {
    hands.given = "mail";
    hands.api.calls.length = 0;
    hands.api.runtime.executions.length = 0;
    await secret(hands, "dev", "SMTP_KEY");
    const [put] = hands.api.calls.filter(({ operation }) => operation === "PutSecretValue");
    expect(put?.parameters.SecretId).to.contain("digest-secrets-smtp-key");
    expect(hands.said).to.deep.equal(["SMTP_KEY is set; digest reads it at its next run (docs/runbooks/rotation.md)."]);
    expect(hands.api.runtime.executions).to.deep.equal([]);
  });

  it("secret: one that several have is asked whose it is", async () => {
    hands.given = "sk_live_2";
    hands.api.calls.length = 0;
    expect(await refusal(secret(hands, "dev", "STRIPE_KEY"))).to.equal(
      "STRIPE_KEY is a secret of each of backend, digest: say whose, such as backend/STRIPE_KEY.",
    );
    expect(hands.api.calls.filter(({ operation }) => operation === "PutSecretValue")).to.deep.equal([]);
    expect(await refusal(secret(hands, "dev", "digst/STRIPE_KEY"))).to.contain("did you mean digest/STRIPE_KEY?");
    await secret(hands, "dev", "digest/STRIPE_KEY");
    expect(hands.said.at(-1)).to.contain("STRIPE_KEY is set; digest reads it");
  });

  it("secret: nothing, the database's and one that there is not are refused", async () => {
    hands.given = "\n";
    expect(await refusal(secret(hands, "dev", "SMTP_KEY"))).to.contain("The value of SMTP_KEY is empty");
    expect(await refusal(secret(hands, "dev", "DATABASE_PASSWORD"))).to.contain(
      "DATABASE_PASSWORD is the database's, and RDS sets it",
    );
    expect(await refusal(secret(hands, "dev", "STRIPEKEY"))).to.contain(
      "dev has no secret STRIPEKEY; did you mean STRIPE_KEY?",
    );
  });
});

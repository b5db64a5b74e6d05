import { expect } from "chai";

import { checkBootstrap } from "../../tools/policies/check";
import { bootstrapLedgerOf } from "../../tools/policies/ledger/bootstrap";
import { renderFindingsOf } from "../../tools/policies/report";
import { previewBootstrap } from "../../tools/program/bootstrap";

describe("your bootstrap/Pulumi.bootstrap.yaml", () => {
  it("is previewed, and has no finding that nobody has accepted", async () => {
    const { graph } = await previewBootstrap({ mode: "both" }).catch((error: unknown) =>
      expect.fail(`${(error as Error).message}\n→ npm run toolkit -- preview-bootstrap shows it while you mend it`),
    );
    const ledger = bootstrapLedgerOf();
    const findings = checkBootstrap(graph.resources, ledger);
    const failures = findings.filter(({ suppression }) => suppression === undefined);
    if (failures.length > 0)
      expect.fail(
        `${renderFindingsOf("bootstrap", findings)}\n→ mend it as it says, or accept it in bootstrap/accepted-findings.yaml (docs/policies.md)`,
      );
    expect(ledger.expired.map(({ place }) => place)).to.deep.equal([]);
  });
});

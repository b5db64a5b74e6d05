import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { PartlyDone } from "../src/protocol/provider";
import { Scenario } from "../src/proofs/scenario";
import * as stage from "../src/proofs/stage";

const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };

/** A service that is up, and a second revision of its task. */
function deployed(more: object = BREAKER) {
  const aws = new Scenario();
  const { inputs, executionRole, logs } = stage.serviceStage(aws);
  const service = aws.make(T.service, { ...inputs, ...more });
  const { arn: next = null } = stage.taskDefinition(aws, executionRole, logs).outputs;
  const serves = () => aws.account.get(T.service, service.id)?.inputs.taskDefinition;
  aws.rolling.isUnhealthy = ({ outputs }) => outputs.arn === next;
  const failed = (): PartlyDone => {
    try {
      aws.change(service, { taskDefinition: next });
    } catch (error) {
      if (error instanceof PartlyDone) return error;
      throw error;
    }
    throw new Error("the deployment went through");
  };
  return { aws, service, next, serves, failed };
}

describe("a rolling deployment whose tasks never become healthy", () => {
  it("is taken back by the circuit breaker, and the state has what was asked for", () => {
    const { service, next, serves, failed } = deployed();
    const { message, outputs } = failed();
    expect(message).to.include("rolled back because the circuit breaker threshold was exceeded");
    expect(serves()).to.equal(service.inputs.taskDefinition);
    expect(outputs.taskDefinition).to.equal(next);
  });

  it("is not begun again by the next update, which only reads the service, but by the one after that", () => {
    const { aws, service, next, serves, failed } = deployed();
    const asState = { ...service, outputs: failed().outputs };
    aws.rolling.isUnhealthy = () => false;
    const before = aws.account.journal.length;
    aws.change(asState, { taskDefinition: next });
    expect([serves(), aws.account.journal.length]).to.deep.equal([service.inputs.taskDefinition, before]);
    aws.change(service, { taskDefinition: next });
    expect(serves()).to.equal(next);
  });

  it("is not what is emulated without a circuit breaker, which would never end", () => {
    expect(() => deployed({}).failed()).to.throw("without a circuit breaker");
  });
});

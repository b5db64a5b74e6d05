import { expect } from "chai";

import type { Hands } from "../../../tools/review-stacks/hands";
import { reviewNames } from "../../../tools/review-stacks/names";
import { bringUp } from "../../../tools/review-stacks/stack";
import { refusal } from "../../support/refusal";

const TEMPLATE = `config:
  aws:region: us-east-1
  aws:defaultTags:
    tags: { Project: webapp, Environment: dev }
  webapp:profile: review
`;

/** Hands whose Pulumi answers by the first word of a command, and fails where the answer is an error. */
function handsWith(answers: Readonly<Record<string, string | Error>>) {
  const calls: string[] = [];
  const hands: Hands = {
    aws: () => Promise.reject(new Error("AWS is not asked")),
    pulumi: (args) => {
      calls.push(args.filter((word) => word !== "--non-interactive").join(" "));
      const answer = answers[args.slice(0, args[0] === "stack" ? 2 : 1).join(" ")] ?? "";
      const failed = answer instanceof Error;
      return Promise.resolve(
        failed ? { exitCode: 1, stdout: "", stderr: answer.message } : { exitCode: 0, stdout: answer, stderr: "" },
      );
    },
    read: () => TEMPLATE,
    write: () => undefined,
    remove: () => undefined,
    say: () => undefined,
    sleep: () => Promise.resolve(),
    now: () => 0,
  };
  return { hands, calls };
}

describe("review stacks: a push", () => {
  it("begins by reading the services again, since ECS may have taken one back, and ends with what fails", async () => {
    const names = reviewNames("arn:aws:iam::123456789012:role/ci-webapp", 7);
    const { hands, calls } = handsWith({
      "stack export": '{"deployment":{}}',
      "stack output": "{}",
      preview: '{"steps":[],"changeSummary":{}}',
      up: new Error("the circuit breaker threshold was exceeded"),
    });
    expect(await refusal(bringUp({ hands, names }))).to.include("the circuit breaker threshold was exceeded");
    expect(calls.filter((call) => !call.startsWith("stack "))).to.deep.equal([
      "refresh --yes --skip-preview --suppress-outputs --target **$aws:ecs/service:Service::* --stack pr-7",
      "preview --json --stack pr-7",
      "up --yes --skip-preview --suppress-outputs --stack pr-7",
    ]);
  });
});

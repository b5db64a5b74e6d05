/* eslint-disable no-restricted-syntax -- resources and errors inside apply are the mistakes under test */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { capture as captureOnly, captureBoth, type CaptureOptions, type Program, STRICT } from "../src/capture";
import { rejection, room, Room } from "./fixtures";

/** With the house rules, which are off by default. */
const capture = (program: Program, options: CaptureOptions = {}): ReturnType<typeof captureOnly> =>
  captureOnly(program, { house: STRICT, ...options });

describe("capture: resources made inside apply", () => {
  it("sees resources made inside nested applies, after slow work too", async () => {
    const graph = await capture(
      room((parent) => {
        const topic = new aws.sns.Topic("topic", {}, { parent });
        topic.arn.apply(async (arn) => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          new aws.sqs.Queue("late", { name: arn.slice(-3) }, { parent });
        });
      }),
    );
    expect(graph.ofType("aws:sqs/queue:Queue")).to.have.length(1);
  });
});

describe("capture: what it refuses", () => {
  it("two resources with one URN", async () => {
    const message = await rejection(
      capture(
        room((parent) => {
          new aws.sns.Topic("topic", {}, { parent });
          new aws.sns.Topic("topic", {}, { parent });
        }),
      ),
    );
    expect(message).to.include("duplicate URN: urn:pulumi:dev::program::shop:tests:Room$aws:sns/topic:Topic::topic");
  });

  it("an orphan, but not a component or a provider under the stack", async () => {
    const message = await rejection(
      capture(() => {
        new aws.Provider("aws", { region: "us-east-1" });
        new Room("room");
        new aws.sns.Topic("topic");
        return {};
      }),
    );
    expect(message).to.equal(
      'CaptureError: The program has a problem: orphan: aws:sns/topic:Topic "topic" belongs to no component. Give it { parent: this }.',
    );
  });

  it("no orphan and no broken text without house rules: the text is told", async () => {
    const graph = await captureOnly(() => {
      new aws.sns.Topic("topic", { displayName: "arn:undefined" });
      return {};
    });
    expect(graph.managed).to.have.length(1);
    expect(graph.notes.remarks).to.deep.equal([
      'broken text: aws:sns/topic:Topic "topic": inputs.displayName contains "undefined".',
    ]);
  });

  for (const [text, value] of [
    ["undefined", "arn:undefined"],
    ["[object Object]", "[object Object]-name"],
    ["[object Promise]", "name-[object Promise]"],
  ] as const) {
    it(`the text ${text}, in a secret too`, async () => {
      const message = await rejection(
        capture(
          room((parent) => {
            new aws.ssm.Parameter("plain", { type: "String", value, tags: { deep: value } }, { parent });
            new aws.ssm.Parameter("secret", { type: "String", value: pulumi.secret(value) }, { parent });
          }),
        ),
      );
      expect(message).to.include(`"plain": inputs.value contains "${text}"`);
      expect(message).to.include(`"plain": inputs.tags.deep contains "${text}"`);
      expect(message).to.include(`"secret": inputs.value contains "${text}"`);
    });
  }

  it("an Output put into a template literal", async () => {
    const message = await rejection(
      capture(
        room((parent) => {
          const topic = new aws.sns.Topic("topic", {}, { parent });
          // eslint-disable-next-line @typescript-eslint/restrict-template-expressions, @typescript-eslint/no-base-to-string -- the mistake under test
          new aws.ssm.Parameter("name", { type: "String", value: `${topic.arn}` }, { parent });
        }),
      ),
    );
    expect(message).to.include('inputs.value contains "Calling [toString] on an [Output<T>]"');
  });

  it("a promise that rejects with nobody listening", async () => {
    const message = await rejection(
      capture(
        room((parent) => {
          const topic = new aws.sns.Topic("topic", {}, { parent });
          topic.arn.apply(() => {
            throw new Error("thrown inside apply");
          });
        }),
      ),
    );
    expect(message).to.equal("CaptureError: The program has a problem: unhandled rejection: thrown inside apply");
  });

  it("a promise left behind", async () => {
    const never = new Promise<string>(() => undefined);
    const message = await rejection(
      capture(
        room((parent) => new aws.sns.Topic("topic", { displayName: never }, { parent })),
        { stallMs: 50 },
      ),
    );
    expect(message).to.include("left behind: a promise never settles: ");
  });

  it("a timer left behind", async () => {
    let timer: NodeJS.Timeout | undefined;
    const program = room(() => (timer = setTimeout(() => undefined, 60_000)));
    const message = await rejection(capture(program, { stallMs: 50 })).finally(() => {
      clearTimeout(timer);
    });
    expect(message).to.include("left behind: a timer or file operation");
  });

  it("but no timers that come late because something else keeps the process busy", async () => {
    const program = room(() =>
      setTimeout(() => {
        const end = performance.now() + 300;
        while (performance.now() < end);
        setTimeout(() => undefined, 5);
      }),
    );
    expect((await capture(program, { stallMs: 100 })).resources).to.have.length(2);
  });

  it("a program that awaits an unknown Output, which ends Node silently", async () => {
    const program = async (): Promise<Record<string, unknown>> => {
      let arn = "";
      await new Promise<void>((resolve) => {
        new Room("room", (parent) =>
          new aws.sns.Topic("topic", {}, { parent }).arn.apply((value) => {
            arn = value;
            resolve();
          }),
        );
      });
      return { arn };
    };
    expect((await capture(program)).outputs.arn).to.match(/^arn:aws:sns/);
    expect(await rejection(capture(program, { unknown: true, stallMs: 50 }))).to.include("never finished");
  });

  it("a resource made inside apply, which a first preview does not show", async () => {
    const program = room((parent) => {
      const topic = new aws.sns.Topic("topic", {}, { parent });
      topic.arn.apply(() => new aws.sqs.Queue("hidden", {}, { parent }));
    });
    const message = await rejection(captureBoth(program));
    expect(message).to.include(
      "hidden in a first preview: urn:pulumi:dev::program::shop:tests:Room$aws:sqs/queue:Queue::hidden",
    );
  });

  it("a resource that vanishes once its values are known", async () => {
    const program = room((parent) => {
      if (pulumi.runtime.isDryRun()) new aws.sqs.Queue("passing", {}, { parent });
    });
    expect(await rejection(captureBoth(program))).to.include("only in a first preview: ");
  });

  it("an automatic name that AWS would refuse", async () => {
    const message = await rejection(
      capture(room((parent) => new aws.lb.TargetGroup("a-target-group-with-a-long-name", {}, { parent }))),
    );
    expect(message).to.include("its automatic name has 39 characters, AWS accepts 32");
  });

  it("all problems at once, and hands on the program's own error", async () => {
    const message = await rejection(
      capture(() => {
        new aws.sns.Topic("one");
        new aws.sns.Topic("two");
        return { broken: "undefined" };
      }),
    );
    expect(message.split("\n")).to.have.length(4);
    expect(await rejection(capture(() => Promise.reject(new RangeError("no such zone"))))).to.equal(
      "RangeError: no such zone",
    );
  });

  it("leaves the listeners for unhandled rejections as they were", async () => {
    const before = process.listeners("unhandledRejection");
    await rejection(capture(() => Promise.reject(new Error("no"))));
    expect(process.listeners("unhandledRejection")).to.deep.equal(before);
  });
});

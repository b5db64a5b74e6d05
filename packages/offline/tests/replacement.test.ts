import { expect } from "chai";
import { describeResource } from "../src/provider";
import { replacementBy, rowsByHand } from "../src/replacement";
import { T } from "../src/aws-types";
import table from "../src/replacement/probable.json";
import { ALL_TYPES } from "./declared";

const probable = table.types as Readonly<Record<string, string>>;

/** What the generated table says of the inputs of a type that has a row by hand. */
function comparison(type: string): { right: number; wrong: number; missed: number } {
  const said = new Set(probable[type]?.split(" ") ?? []);
  const inputs = [...(describeResource(type)?.inputs ?? [])].filter((input) => !["region", "tags"].includes(input));
  const count = (isSaid: boolean, isTrue: boolean): number =>
    inputs.filter(
      (input) => (said.has("*") || said.has(input)) === isSaid && (replacementBy(type, input) === "certain") === isTrue,
    ).length;
  return { right: count(true, true), wrong: count(true, false), missed: count(false, true) };
}

describe("what replaces a resource", () => {
  it("is certain where a person checked it, possible where AWS's schemas say so, and else an update", () => {
    expect(replacementBy(T.databaseInstance, "dbName")).to.equal("certain");
    expect(replacementBy(T.databaseInstance, "instanceClass")).to.equal(undefined);
    expect(replacementBy(T.certificateValidation, "certificateArn")).to.equal("certain");
    expect(replacementBy("aws:efs/fileSystem:FileSystem", "performanceMode")).to.equal("possible");
    expect(replacementBy("aws:efs/fileSystem:FileSystem", "throughputMode")).to.equal(undefined);
    expect(replacementBy("aws:efs/fileSystem:FileSystem", "tags")).to.equal(undefined);
    expect(replacementBy("aws:efs/fileSystem:FileSystem", "region")).to.equal("certain");
    expect(replacementBy("nobody:knows/it:It", "name")).to.equal(undefined);
    expect(replacementBy("nobody:knows/it:It", "region")).to.equal(undefined);
  });

  it("is told of nearly every type of the provider", () => {
    expect(Object.keys(probable).filter((type) => !ALL_TYPES.includes(type))).to.deep.equal([]);
    expect(Object.keys(probable).length).to.be.greaterThan(1600);
    const unknown = Object.entries(probable).flatMap(([type, inputs]) =>
      inputs.split(" ").filter((input) => input !== "*" && describeResource(type)?.inputs.has(input) !== true),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("is guessed right three times in four, held against the rows by hand", () => {
    const compared = Object.keys(rowsByHand)
      .filter((type) => type.startsWith("aws:"))
      .map(comparison);
    const sum = (key: "right" | "wrong" | "missed"): number => compared.reduce((total, one) => total + one[key], 0);
    expect(sum("right") / (sum("right") + sum("wrong")), "precision").to.be.greaterThan(0.75);
    expect(sum("right") / (sum("right") + sum("missed")), "recall").to.be.greaterThan(0.8);
  });

  it("is told by hand only of inputs that there are", () => {
    const hand = Object.keys(rowsByHand).filter((type) => type.startsWith("aws:"));
    expect(hand.filter((type) => !ALL_TYPES.includes(type))).to.deep.equal([]);
    const unknown = hand.flatMap((type) =>
      (rowsByHand[type] ?? [])
        .filter((input) => describeResource(type)?.inputs.has(input) !== true)
        .map((input) => `${type} ${input}`),
    );
    expect(unknown).to.deep.equal([]);
  });
});

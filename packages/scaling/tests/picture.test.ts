import { expect } from "chai";
import { loadPicture } from "../src/picture";

const drawn = (tasks: readonly number[]): number => {
  const minutes = tasks.map((each) => ({ load: 1, capacity: 1, tasks: each, unserved: 0 }));
  const line = /d="([^"]+)"[^>]*stroke-dasharray="4 3"/.exec(loadPicture("tasks", minutes))?.[1] ?? "";
  return line.split(/(?=[ML])/).length;
};

describe("the picture of a load", () => {
  it("draws a run of equal values by its two ends, and every corner of a step", () => {
    expect(drawn([2, 2, 2, 2, 2, 2])).to.equal(2);
    expect(drawn([2, 2, 2, 5, 5, 5, 2])).to.equal(5);
    expect(drawn([1, 2, 3, 4])).to.equal(4);
  });
});

import { expect } from "chai";

import { withPath } from "../../../../stacks/config/paths";
import { parseStackConfig } from "../../../../stacks/config";
import { problemsOf, raw } from "../raw";
import { type Case, casesOf } from "./case";
import { rules, titleOf } from "./rules";

const cases = rules.flatMap(casesOf);

/** The lines with which a small dev stack is refused for these settings; none when it is accepted. */
function refused({ key, value, beside = {} }: Case): string[] {
  const settings = [...Object.entries(beside), [key, value] as const];
  const start: { webapp: Record<string, unknown>; aws: Record<string, unknown> } = { webapp: {}, aws: {} };
  const { webapp, aws } = settings.reduce(
    (all, [path, setting]) =>
      path.startsWith("aws:")
        ? { ...all, aws: { ...all.aws, [path.slice("aws:".length)]: setting } }
        : { ...all, webapp: withPath(all.webapp, path, setting) },
    start,
  );
  return problemsOf(() => parseStackConfig(raw(webapp, aws)));
}

describe("configurations that AWS takes and refuses", () => {
  for (const rule of new Set(rules.map(titleOf))) {
    it(rule, () => {
      for (const one of cases.filter((each) => titleOf(each) === rule)) {
        const lines = refused(one);
        const shown = `${one.key} = ${JSON.stringify(one.value).slice(0, 100)}`;
        if (one.isRight) {
          expect(lines, shown).to.deep.equal([]);
          continue;
        }
        expect(lines, `${shown} is accepted`).not.to.deep.equal([]);
        const section = one.key.replace("aws:", "").split(".")[0] ?? "";
        expect(lines.join("\n"), shown).to.match(new RegExp(`(webapp|aws):${section}`));
        expect(lines.join("\n"), shown).not.to.match(/is undefined|\[object|not emulated/);
      }
    });
  }

  it("are more than were once tried by hand", () => {
    expect(cases.length).to.be.greaterThan(644);
  });
});

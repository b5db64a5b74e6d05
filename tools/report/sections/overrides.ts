import { type StackConfig } from "../../../stacks/config";
import { risks } from "../../../stacks/config/risks";
import { type Html, markup } from "../markup";
import { type Section } from "../section";
import { table } from "../table";
import { inline } from "../values";

/** Where the stack departs from its profile, what that changes, and which risks it accepts. */
export function renderOverrides(config: StackConfig, set: readonly string[]): Section {
  return {
    id: "configuration",
    title: "Configuration",
    content: [settings(config, set), overrides(config), acceptedRisks(config)],
  };
}

function settings({ stack }: StackConfig, set: readonly string[]): Html {
  return markup`<p>From Pulumi.${stack}.yaml${
    set.length === 0
      ? "."
      : markup`, changed for this report by ${set.map((one, index) => markup`${index === 0 ? "" : ", "}<code>${one}</code>`)}.`
  }</p>
`;
}

function overrides({ overrides: all, profile }: StackConfig): Html {
  if (all.length === 0) return markup`<p>Every value is the default of profile ${profile}.</p>\n`;
  return table({
    caption: `Values that differ from the defaults of profile ${profile}`,
    columns: ["Key", "Value", "Default", "What it changes"],
    rows: all.map(({ key, value, default: usual, changes }) => [
      markup`<code>${key}</code>`,
      markup`<code>${inline(value)}</code>`,
      markup`<code>${inline(usual)}</code>`,
      changes,
    ]),
  });
}

function acceptedRisks({ acceptedRisks: names }: StackConfig): Html {
  if (names.length === 0) return markup`<p>No risk that production refuses is accepted.</p>\n`;
  return table({
    caption: "Risks that this stack accepts by name",
    columns: ["Risk", "Key", "What may happen"],
    rows: names.map((name) => [name, markup`<code>${risks[name].keys.join(", ")}</code>`, risks[name].reason]),
  });
}

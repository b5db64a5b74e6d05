import { type StackPreview } from "../program/program";
import { type Schedule } from "../timeline/schedule";
import { renderPage } from "./page";
import { accessMatrix } from "../access/matrix";
import { renderAccess } from "./sections/access";
import { type AvailabilityFacts, renderAvailability } from "./sections/availability";
import { type CostFacts, renderCost } from "./sections/cost";
import { type Comparison, renderDifferences } from "./sections/differences";
import { renderHeadline } from "./sections/headline";
import { renderOverrides } from "./sections/overrides";
import { type Picture, pictureStyles, renderPictures } from "./sections/pictures";
import { type PolicyFacts, renderPolicies } from "./sections/policies";
import { renderRights, type RightsFacts } from "./sections/rights";
import { renderResources } from "./sections/resources";
import { type ScalingFacts } from "./scaling-facts";
import { renderScaling } from "./sections/scaling";
import { renderTimeline } from "./sections/timeline";
import { renderTraffic } from "./sections/traffic";

/** All that a report says; the page is a function of it alone. */
export interface ReportFacts {
  /** ISO day that the report is made on. */
  readonly day: string;
  readonly preview: StackPreview;
  /** Assignments of `--set`. */
  readonly set: readonly string[];
  readonly pictures: readonly Picture[];
  readonly cost: CostFacts;
  readonly availability: AvailabilityFacts;
  readonly policies: PolicyFacts;
  /** Undefined without a bootstrap beside the stacks. */
  readonly rights: RightsFacts | undefined;
  readonly schedule: Schedule;
  /** Of each service that scales and was measured. */
  readonly scaling: readonly ScalingFacts[];
  readonly comparisons: readonly Comparison[];
}

/** The report as one HTML document. */
export function renderReport(facts: ReportFacts): string {
  const { day, preview, set, pictures, cost, availability, policies, rights, scaling, schedule, comparisons } = facts;
  const { config, graph } = preview;
  return renderPage({
    title: `${config.prefix}, report of ${day}`,
    headline: renderHeadline({ config, graph, cost, policies, schedule, day }),
    sections: [
      renderPictures(pictures),
      renderCost(cost),
      renderAvailability(availability),
      renderScaling(scaling),
      renderTraffic(graph),
      renderAccess(accessMatrix(graph)),
      renderPolicies(policies),
      renderRights(config.stack, rights),
      renderTimeline(graph, schedule),
      renderDifferences(config.stack, comparisons),
      renderOverrides(config, set),
      renderResources(graph),
    ],
    foot: `Made offline from the program of ${config.project} on ${day}: no credentials, nothing asked of AWS.`,
    pictureStyles: pictureStyles(pictures),
  });
}

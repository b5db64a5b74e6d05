import { T } from "@toolkit/offline/aws-types";
import { type GraphDocument, type GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { shiftMinutesOf } from "@toolkit/offline/shift-phases";

import { creationTime } from "../../timeline/creation-times";
import { scheduleOf } from "../../timeline/schedule";
import type { ReviewChange } from "./review";

/**
 * As long as AWS typically takes to make what changes, one after the other where one needs the other, and as ECS waits while
 * it moves requests to a new version.
 *
 * @returns seconds; null where nothing is made.
 */
export function secondsFor(changes: readonly ReviewChange[], after: GraphDocument): number | null {
  const operations = new Map(changes.map(({ operation, type, name }) => [`${type}::${name}`, operation]));
  const operationOf = ({ type, name }: GraphResource) => operations.get(`${type}::${name}`);
  const isMade = (resource: GraphResource): boolean => !["delete", undefined].includes(operationOf(resource));
  if (!after.resources.some(isMade)) return null;
  const graph = new ResourceGraph(after.resources);
  const isDeployed = (service: GraphResource): boolean =>
    operationOf(service) === "update" ||
    (operationOf(service) === undefined &&
      service.dependsOn.some((urn) => graph.has(urn) && isMadeDefinition(graph.byUrn(urn))));
  const isMadeDefinition = (resource: GraphResource): boolean => resource.type === T.taskDefinition && isMade(resource);
  return scheduleOf(graph, (resource) => {
    const { seconds } = creationTime(resource);
    // A service that is new, or replaced, begins without a shift.
    if (resource.type === T.service && isDeployed(resource)) return seconds + shiftMinutesOf(resource.inputs) * 60;
    return isMade(resource) ? seconds : 0;
  }).seconds;
}

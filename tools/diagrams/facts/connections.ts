import { T } from "@toolkit/offline/aws-types";
import { type ResourceGraph } from "@toolkit/offline/graph";

/** What has security groups. */
export interface Grouped {
  readonly groupIds: readonly string[];
}

/** Who may open a connection to whom, by the rules of security groups. */
export type Connections = (from: Grouped, to: Grouped) => boolean;

export function connections(graph: ResourceGraph): Connections {
  const allowed = new Set(
    graph
      .ofType(T.egressRule)
      .map(({ inputs }) => `${String(inputs.securityGroupId)}>${String(inputs.referencedSecurityGroupId)}`),
  );
  return (from, to) => from.groupIds.some((one) => to.groupIds.some((other) => allowed.has(`${one}>${other}`)));
}

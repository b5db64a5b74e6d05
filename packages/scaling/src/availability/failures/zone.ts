import { type ResourceGraph } from "@toolkit/offline/graph";
import { figure, NO_TIME, type Span, then, together } from "../figures";
import { type Parts, type ServicePart } from "../parts";
import { heldByOneZone, type Loss, lossesOf, startsElsewhere } from "../zone-loss";
import { cacheRecovery } from "./cache";
import { failover, lostWithoutDatabase, restore } from "./database";
import { type ApplicationFacts, type Failure, listed, names } from "./failure";
import { detection, replacement } from "./tasks";

/** A whole zone is gone: what stands there, stands still; what does not, carries on or moves. */
export function zoneFailures(
  graph: ResourceGraph,
  parts: Parts,
  zones: readonly string[],
  facts: ApplicationFacts,
): Failure[] {
  return zones.flatMap((zone) => {
    const losses = lossesOf(graph, parts, zone);
    if (losses.length === 0) return [];
    const recoveries = recoveriesOf(graph, parts, zone, facts);
    const held = heldByOneZone(graph, parts, [zone]);
    const data = recoveries.flatMap(({ lost }) => lost ?? []);
    return [
      {
        kind: "zone",
        what: `zone ${zone}`,
        effect:
          held.length === 0
            ? "other zones hold some of everything and carry on"
            : `with it goes all of ${listed([
                ...new Set(held.map(({ what, perhaps }) => (perhaps ? `${what}, if it stands there` : what))),
              ])}`,
        outage: recoveries.some(({ outage }) => outage === "never")
          ? "never"
          : together(...recoveries.flatMap(({ outage }) => (outage === "never" ? [] : [outage]))),
        stuck: parts.services.some(
          (service) => service.min > 0 && !startsElsewhere(graph, service, zone) && isTouched(losses, service),
        )
          ? then(figure("person"), figure("update"))
          : NO_TIME,
        lost: data.includes("everything")
          ? "everything"
          : together(NO_TIME, ...data.flatMap((one) => (one === "everything" ? [] : [one]))),
        byHand: recoveries.some(({ byHand }) => byHand),
        because: names(losses.map(({ resource }) => resource)),
      },
    ];
  });
}

/** Whether a zone takes tasks of a service, or the way to their images. */
const isTouched = (losses: readonly Loss[], { resource, waysOut }: ServicePart): boolean =>
  losses.some((loss) => loss.resource === resource || waysOut.some(({ target }) => target === loss.resource));

/** Until a task runs in another zone, on a new instance where it needs one. */
const elsewhere = (service: ServicePart): Span =>
  service.isOnInstances ? then(figure("instanceRecovery"), replacement(service)) : replacement(service);

interface Recovery {
  readonly outage: Span | "never";
  readonly byHand: boolean;
  readonly lost?: Span | "everything";
}

function recoveriesOf(graph: ResourceGraph, parts: Parts, zone: string, facts: ApplicationFacts): Recovery[] {
  return [
    ...parts.loadBalancers
      .filter(({ zones }) => zones.includes(zone))
      .map(({ zones }): Recovery => {
        return zones.length > 1
          ? { outage: figure("loadBalancerDns"), byHand: false }
          : { outage: then(figure("person"), figure("update")), byHand: true };
      }),
    ...parts.services
      .filter((service) => service.min > 0 && service.zones.includes(zone))
      .map((service): Recovery => {
        if (service.copies > 1) return { outage: detection(service), byHand: false };
        if (startsElsewhere(graph, service, zone)) return { outage: elsewhere(service), byHand: false };
        return { outage: then(figure("person"), figure("update"), elsewhere(service)), byHand: true };
      }),
    ...parts.caches
      .filter(({ zones }) => zones.includes(zone))
      .map((cache): Recovery => ({ outage: cacheRecovery(cache), byHand: false })),
    ...parts.databases
      .filter(({ zones }) => zones.includes(zone))
      .map((database): Recovery => {
        if (database.copies > 1) return { outage: failover(database), byHand: false };
        const lost = lostWithoutDatabase(graph, database, facts);
        return { outage: lost === "everything" ? "never" : restore(), byHand: true, lost };
      }),
  ];
}

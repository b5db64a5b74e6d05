import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ServicePlan } from "./services";

/** Services that a local run starts of the sample's own code. */
const OF_THE_SAMPLE: readonly string[] = ["backend", "frontend"];

/** A service beside the sample's own, with the folder of its Go program. */
export interface FurtherService extends ServicePlan {
  readonly source: string;
}

const further = (services: readonly ServicePlan[]): ServicePlan[] =>
  services.filter(({ name }) => !OF_THE_SAMPLE.includes(name));

const isProgram = (service: ServicePlan): service is FurtherService =>
  service.source !== undefined && ["go.mod", "main.go"].every((file) => existsSync(join(service.source ?? "", file)));

/** Services beside the sample's own that run on this machine: those whose image is built from a Go program. */
export const furtherServices = (services: readonly ServicePlan[]): FurtherService[] =>
  further(services).filter(isProgram);

/** Those that do not, with the reason: `service search (no Go program in services/search)`. */
export const leftOutOf = (services: readonly ServicePlan[]): string[] =>
  further(services)
    .filter((service) => !isProgram(service))
    .map(({ name, source }) =>
      source === undefined ? `service ${name} (its image is pushed)` : `service ${name} (no Go program in ${source})`,
    );

import { z } from "zod";

import { profiles } from "../profile-names";
import { riskNames } from "../risk-names";
import { bucketsSchema } from "./buckets";
import { cacheSchema } from "./cache";
import { backupSchema, databaseSchema } from "./database";
import { edgeSchema } from "./edge";
import { experimentsSchema } from "./experiments";
import { jobsSchema } from "./jobs";
import { domainSchema, networkSchema } from "./network";
import {
  accessSchema,
  alertsSchema,
  ec2SpotSchema,
  logsSchema,
  offHoursSchema,
  protectionSchema,
  registrySchema,
} from "./operations";
import { backendSchema, spaSchema, ssrSchema } from "./service";
import { servicesSchema } from "./services";
import { workersSchema } from "./workers";

export { SERVICE_SECTIONS, type ServiceSection } from "./values";

/** Everything under `webapp:` in a stack file, after the profile's defaults have been filled in. */
export const webappSchema = z.strictObject({
  profile: z.enum(profiles).describe("Row of defaults"),
  frontend: z.enum(["ssr", "spa"]).describe("The flag: how the front end is served"),
  domain: domainSchema.optional(),
  network: networkSchema,
  ssr: ssrSchema,
  spa: spaSchema,
  backend: backendSchema,
  services: servicesSchema,
  workers: workersSchema,
  jobs: jobsSchema,
  buckets: bucketsSchema,
  cache: cacheSchema.optional(),
  database: databaseSchema,
  backup: backupSchema,
  edge: edgeSchema,
  ec2Spot: ec2SpotSchema,
  registry: registrySchema,
  logs: logsSchema,
  protection: protectionSchema,
  alerts: alertsSchema,
  offHours: offHoursSchema.optional(),
  experiments: experimentsSchema.optional(),
  access: accessSchema,
  acceptedRisks: z.array(z.enum(riskNames)).describe("Risks that prod may take, by name"),
});

export type WebappConfig = z.infer<typeof webappSchema>;
export type Profile = WebappConfig["profile"];
export type Frontend = WebappConfig["frontend"];
export type ServiceConfig = Omit<WebappConfig["backend"], "migrate" | "public" | "paths">;
export type NamedServiceConfig = WebappConfig["services"][string];
export type WorkerConfig = WebappConfig["workers"][string];
export type JobConfig = WebappConfig["jobs"][string];
/** How the tasks of a service, a worker or a job run. */
export type TaskConfig = Omit<ServiceConfig, "port" | "healthCheckPath" | "scaling" | "deployment">;

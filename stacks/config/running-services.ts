import { type ServiceConfig, type WebappConfig } from "./schema";

/** Services that this variant runs: the backend, and in ssr the front end. */
export const runningServices = ({ backend, frontend, ssr }: WebappConfig): ServiceConfig[] =>
  frontend === "ssr" ? [backend, ssr] : [backend];

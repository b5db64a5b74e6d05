import { type ServiceConfig, type WebappConfig } from "./schema";

/** Sections of the stack file that say how a service runs. */
export type ServiceSection = "backend" | "ssr";

/** What a variant uses of the stack file. */
export interface ActiveSections {
  /** Sections of the services that run. */
  readonly services: readonly ServiceSection[];
  /** Whether a service renders the pages, or the bucket stores them. */
  readonly pages: "rendered" | "stored";
  /** Folder whose files go to the bucket, all of them or those `under` a path, and the setting that names it. */
  readonly siteFiles: { readonly key: string; readonly folder: string; readonly under?: string };
  /** Whether browsers reach the backend at `/api/*`, through CloudFront. */
  readonly apiAtEdge: boolean;
}

/** What the flag means; nothing else asks it. */
export function activeSections({ frontend, backend, ssr, spa }: WebappConfig): ActiveSections {
  switch (frontend) {
    case "ssr":
      return {
        services: ["backend", "ssr"],
        pages: "rendered",
        siteFiles: { key: "ssr.assets", folder: ssr.assets, under: "assets/" },
        apiAtEdge: backend.public,
      };
    case "spa":
      return {
        services: ["backend"],
        pages: "stored",
        siteFiles: { key: "spa.content", folder: spa.content },
        apiAtEdge: true,
      };
  }
}

/** The front end's section that the flag leaves unused, also where the flag was not validated yet. @default ssr is used */
export const unusedSection = (frontend: unknown): "ssr" | "spa" => (frontend === "spa" ? "ssr" : "spa");

/** Settings of the services that run. */
export const activeServices = (config: WebappConfig): ServiceConfig[] =>
  activeSections(config).services.map((section) => config[section]);

/** Images that are run, by path in the configuration. */
export const activeImages = (config: WebappConfig): (readonly [path: string, image: ServiceConfig["image"]])[] => [
  ...activeSections(config).services.map((section) => [`${section}.image`, config[section].image] as const),
  ["backup.image", config.backup.image],
];

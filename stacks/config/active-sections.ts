import { posix } from "node:path";

import { type ServiceSection, type WebappConfig } from "./schema";

/** A folder whose files go to the bucket. */
export interface SiteFolder {
  /** Setting that names it. */
  readonly key: string;
  readonly folder: string;
  /** Path at the edge that stands for it, such as `/assets`; empty for the whole site. */
  readonly prefix: string;
  readonly immutable: "hashed" | "none";
}

/** What a variant uses of the stack file. */
export interface ActiveSections {
  /** Sections of the services that run, beside those of `services`, which always do. */
  readonly services: readonly ServiceSection[];
  /** Whether a service renders the pages, or the bucket stores them. */
  readonly pages: "rendered" | "stored";
  /** Folders whose files go to the bucket. */
  readonly siteFolders: readonly SiteFolder[];
  /** Whether browsers reach the backend at its paths, through CloudFront. */
  readonly apiAtEdge: boolean;
  /** Paths at the edge that the internal load balancer answers: the backend's, and those of public services. */
  readonly privatePaths: readonly string[];
}

/** What the flag means; nothing else asks it. */
export function activeSections(config: WebappConfig): ActiveSections {
  const variant = variantOf(config);
  return { ...variant, privatePaths: [...(variant.apiAtEdge ? config.backend.paths : []), ...openPaths(config)] };
}

/** Paths of services that browsers may call, in either variant. */
export const openPaths = ({ services }: WebappConfig): string[] =>
  Object.values(services).flatMap((service) => (service.public ? service.paths : []));

/** Paths of the internal load balancer that are not for browsers, though the edge may reach it for others. */
export const closedPaths = ({ services }: Pick<WebappConfig, "services">): string[] =>
  Object.values(services).flatMap((service) => (service.public ? [] : service.paths));

function variantOf({ frontend, backend, ssr, spa }: WebappConfig): Omit<ActiveSections, "privatePaths"> {
  switch (frontend) {
    case "ssr":
      return {
        services: ["backend", "ssr"],
        pages: "rendered",
        siteFolders: assetFolders(ssr.assets),
        apiAtEdge: backend.public,
      };
    case "spa":
      return {
        services: ["backend"],
        pages: "stored",
        siteFolders: [{ key: "spa.content", folder: spa.content, prefix: "", immutable: "hashed" }],
        apiAtEdge: true,
      };
  }
}

/** Folders of assets beside rendered pages; a name alone is a client build that has an `assets` folder. */
export function assetFolders(assets: WebappConfig["ssr"]["assets"]): SiteFolder[] {
  if (typeof assets === "string") {
    return [{ key: "ssr.assets", folder: posix.join(assets, "assets"), prefix: "/assets", immutable: "hashed" }];
  }
  return Array.isArray(assets)
    ? assets.map((one, index) => ({ key: `ssr.assets.${index}`, ...one }))
    : [{ key: "ssr.assets", ...assets }];
}

/** The front end's section that the flag leaves unused, also where the flag was not validated yet. @default ssr is used */
export const unusedSection = (frontend: unknown): "ssr" | "spa" => (frontend === "spa" ? "ssr" : "spa");

export { EdgeLogs, type EdgeLogsArgs } from "./access-logs";
export { Certificate, type CertificateArgs } from "./certificate";
export { contentSecurityPolicy, inlineScriptHashes } from "./content-security-policy";
export { Edge, type EdgeArgs } from "./edge";
export { type SiteFile, siteFiles } from "./site-files";
export { StaticSite, type StaticSiteArgs } from "./static-site";
export { InternalName, type InternalNameArgs } from "./internal-name";
export { OriginSecret, type OriginSecretArgs } from "./origin-secret";
export { type ApiOrigin, type LoadBalancerOrigin, type Pages } from "./origins";

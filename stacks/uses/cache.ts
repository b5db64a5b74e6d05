import { CACHE_PORT } from "../../components/data/cache-port";
import { type ResourceKind } from "./kind";

/** The one cache of a stack that has one. */
export const cache: ResourceKind = {
  title: "the cache",
  things: (config) => (config.cache === undefined ? [] : [{ name: "cache", key: "cache" }]),
  variables: () => [
    "AWS_REGION",
    "CACHE_AUTHENTICATION",
    "CACHE_HOST",
    "CACHE_NAME",
    "CACHE_PASSWORD",
    "CACHE_PORT",
    "CACHE_USER",
  ],
  // Tokens are signed in the task, and a password is read when it starts: nobody calls ElastiCache's API.
  connection: () => ({ to: "cache", port: CACHE_PORT, description: "Cache commands" }),
};

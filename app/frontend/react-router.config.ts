import type { Config } from "@react-router/dev/config";
import { variantFrom } from "./build-tools/variant.js";

const variant = variantFrom(process.env);

export default {
  ssr: variant === "ssr",
  // `build.mjs` moves it to `build/<variant>` when it is whole.
  buildDirectory: `build/next/${variant}`,
  // All routes are known at once: a page kept open over a deployment never asks the new server for the old manifest.
  routeDiscovery: { mode: "initial" },
  future: {
    v8_middleware: true,
    v8_splitRouteModules: false,
    v8_viteEnvironmentApi: true,
    v8_passThroughRequests: true,
    v8_trailingSlashAwareDataRequests: true,
  },
} satisfies Config;

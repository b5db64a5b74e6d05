import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";
import { dataInTheBrowser } from "./build-tools/browser-data.js";
import { variantFrom } from "./build-tools/variant.js";

const variant = variantFrom(process.env);

export default defineConfig({
  plugins: [variant === "spa" && dataInTheBrowser(), reactRouter()],
  define: { __FRONTEND__: JSON.stringify(variant) },
  build: {
    // A data URI would be one more thing that the content security policy has to allow.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  ...(variant === "ssr" && {
    environments: {
      ssr: {
        // Everything is bundled: the image needs Node.js and this build, no node_modules.
        resolve: { noExternal: true },
        // The bundle carries React's production build alone, whatever NODE_ENV says when it runs.
        define: { "process.env.NODE_ENV": JSON.stringify("production") },
        build: { rollupOptions: { input: "./server/main.ts" } },
      },
    },
  }),
});

import "react-router";

declare global {
  /** The variant this build is for; Vite puts the literal in. */
  const __FRONTEND__: "ssr" | "spa";
}

declare module "react-router" {
  interface Future {
    v8_middleware: true;
  }
}

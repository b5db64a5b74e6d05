import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { RouterContextProvider } from "react-router";
import { HydratedRouter } from "react-router/dom";
import { createNotesApi } from "./api/notes-api.js";
import { notesApiContext } from "./context.js";

/** In the static build loaders run in the browser, so that the browser needs the API client; a constant drops it else. */
function getContext(): RouterContextProvider {
  return __FRONTEND__ === "spa"
    ? new RouterContextProvider(new Map([[notesApiContext, createNotesApi()]]))
    : new RouterContextProvider();
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter getContext={getContext} />
    </StrictMode>,
  );
});

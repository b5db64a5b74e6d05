import { createContext } from "react-router";
import type { NotesApi } from "./api/notes-api.js";

/** What loaders and actions talk to: set per request by the server, once by the browser in the static build. */
export const notesApiContext = createContext<NotesApi>();

/** The nonce of this response's inline scripts. @default "" in the browser and in static builds, which need none */
export const nonceContext = createContext<string>("");

/** Takes an error that nothing expected. @default () => undefined */
export const reportErrorContext = createContext<(error: unknown) => void>(() => undefined);

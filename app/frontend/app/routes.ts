import { index, route, type RouteConfig } from "@react-router/dev/routes";

export default [
  index("routes/notes.tsx"),
  route("notes", "routes/notes-redirect.ts"),
  route("notes/new", "routes/new-note.tsx"),
  route("notes/:id", "routes/note.tsx"),
  route("notes/:id/edit", "routes/edit-note.tsx"),
  route("notes/:id/delete", "routes/delete-note.tsx"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;

/** What git does not have of the front end, and a preview needs: its packages, and what is built with them. */
export const UNTRACKED = { packages: "app/frontend/node_modules", build: "app/frontend/build" } as const;

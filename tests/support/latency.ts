/** Settings with which AWS FIS may slow the backend's tasks of a dev stack, as `--set` takes them. */
export const LATENCY: readonly string[] = ["experiments={ latency: {} }", "access.exec=false", "backend.memory=1024"];

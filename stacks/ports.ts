import { type WebappConfig } from "./config/schema";

/** A listener: with a domain there is a certificate, without one there is none to be had. */
export interface ListenerPort {
  readonly protocol: "http" | "https";
  readonly port: number;
}

export interface Ports {
  readonly publicAlb: ListenerPort;
  readonly internalAlb: ListenerPort;
}

/** 8080 rather than 80: port 80 is what scanners and auditors look for. */
const plain: ListenerPort = { protocol: "http", port: 8080 };
const encrypted: ListenerPort = { protocol: "https", port: 443 };

/** Listeners of both load balancers: 443 with a domain, 8080 without one. */
export function portsOf(config: Pick<WebappConfig, "domain">): Ports {
  const listener = config.domain === undefined ? plain : encrypted;
  return { publicAlb: listener, internalAlb: listener };
}

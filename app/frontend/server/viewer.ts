import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** What the backend takes over as well. */
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._=:-]{0,127}$/;

/**
 * The origin that the viewer sees, such as `https://app.example.com`, or undefined when no valid host is named.
 *
 * React Router refuses form posts whose `Origin` is not that of the request, so that the request must carry the viewer's
 * host and scheme and not those of the last hop. Hosts: the edge passes the viewer's on. Schemes: CloudFront's own header
 * knows best, a load balancer knows its listener's. Where CloudFront reaches a load balancer over plain HTTP both say
 * `http` or nothing about a viewer who used https, so an `Origin` of https and the very same host is believed. The other
 * way round is not: a page that came over http must not post to the one that came over https. Another site's page cannot
 * set any of these headers, and nothing but that check uses the result.
 */
export function viewerOrigin(headers: IncomingHttpHeaders): string | undefined {
  const host = first(headers["x-forwarded-host"]) ?? headers.host ?? "";
  if (!HOST.test(host)) return undefined;
  const forwarded = first(headers["cloudfront-forwarded-proto"]) ?? first(headers["x-forwarded-proto"]) ?? "http";
  const secure = forwarded === "https" || headers.origin?.toLowerCase() === `https://${host.toLowerCase()}`;
  const origin = `${secure ? "https" : "http"}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : undefined;
}

/** The id that finds a request in all logs: the caller's, else the load balancer's trace id, else a new one. */
export function requestIdFrom(headers: IncomingHttpHeaders): string {
  const candidates = [first(headers["x-request-id"]), traceRoot(headers["x-amzn-trace-id"])];
  return candidates.find((candidate) => candidate !== undefined && REQUEST_ID.test(candidate)) ?? randomUUID();
}

/**
 * The viewer's address as our own side saw it, for limits of the backend. The last hop is the edge's; what stands before
 * the viewer's anybody may have written.
 */
export function viewerAddress(headers: IncomingHttpHeaders): string | undefined {
  const hops = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const address = (hops.at(-2) ?? hops.at(-1) ?? "").trim();
  return isIP(address) === 0 ? undefined : address;
}

/** The part of `Self=…;Root=…` that stays the same from hop to hop. */
function traceRoot(header: string | string[] | undefined): string | undefined {
  return /(?:^|;)Root=([\w-]+)/.exec(first(header) ?? "")?.[1];
}

/** Each proxy appends its value to the list: the first one is the viewer's. */
function first(header: string | string[] | undefined): string | undefined {
  const value = (Array.isArray(header) ? header[0] : header)?.split(",")[0]?.trim();
  return value === "" ? undefined : value;
}

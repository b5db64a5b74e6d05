import { SECONDS_PER_MONTH } from "../formulas/time";
import { type Usage } from "./schema";

const KB_PER_GB = 1024 * 1024;
const MB_PER_GB = 1000;

/** Requests and bytes that follow from the page views of a month. */
export interface Load {
  readonly dynamicRequests: number;
  readonly dynamicGb: number;
  readonly dynamicRequestsPerSecond: number;
  /** Everything viewers fetch, static and dynamic: all of it passes the edge. */
  readonly edgeRequests: number;
  readonly edgeGb: number;
}

export function loadOf({ traffic }: Usage): Load {
  const dynamicRequests = traffic.pageViews * traffic.dynamicRequestsPerPageView;
  const dynamicGb = (dynamicRequests * traffic.dynamicKb) / KB_PER_GB;
  return {
    dynamicRequests,
    dynamicGb,
    dynamicRequestsPerSecond: dynamicRequests / SECONDS_PER_MONTH,
    edgeRequests: dynamicRequests + traffic.pageViews * traffic.edgeObjectsPerPageView,
    edgeGb: dynamicGb + (traffic.pageViews * traffic.edgeMbPerPageView) / MB_PER_GB,
  };
}

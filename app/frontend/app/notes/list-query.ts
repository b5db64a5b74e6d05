import type { ListQuery } from "../api/notes-api.js";

export const PAGE_SIZE = 10;
/** The backend refuses what is above these two. */
const MAX_PAGE = 1000;
export const MAX_QUERY = 100;

/** Reads search words and page from an address; what makes no sense there falls back to the first page of everything. */
export function readListQuery(parameters: URLSearchParams): ListQuery {
  const words = (parameters.get("q") ?? "").replace(/\p{Cc}+/gu, " ").trim();
  const q = Array.from(words).slice(0, MAX_QUERY).join("").trim();
  const page = /^\d{1,6}$/.test(parameters.get("page") ?? "") ? Number(parameters.get("page")) : 1;
  return { q, page: Math.min(Math.max(page, 1), MAX_PAGE), pageSize: PAGE_SIZE };
}

/** The address of a page of the list, without parameters that say nothing. */
export function listAddress(q: string, page: number): string {
  const parameters = new URLSearchParams({
    ...(q !== "" && { q }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return parameters === "" ? "/" : `/?${parameters}`;
}

/** How many pages hold `total` notes; an empty list still has its first one. */
export function pageCount(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / Math.max(1, pageSize)));
}

/* global SHARED_PATH, store -- viewer-request.ts puts them before this */
// CloudFront function (cloudfront-js-2.0), viewer request, default behaviour of a single-page application with releases:
// pages, and what belongs to them, are those of the release that the store names. Where the store does not answer, they
// are the newest, which also lie at their own paths.
// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
async function handler(event) {
  var request = event.request;
  if (SHARED_PATH.test(request.uri)) return request;
  try {
    request.uri = "/releases/" + (await store.get("current")) + request.uri;
  } catch (error) {
    console.log("no release: " + error);
  }
  return request;
}

// CloudFront function (cloudfront-js-2.0), viewer request, default behaviour of a single-page application:
// a path without a file extension is a page of the application, and index.html is what renders it.
// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  var lastSegment = request.uri.split("/").pop();
  if (lastSegment.indexOf(".") === -1) {
    request.uri = "/index.html";
  }
  return request;
}

/* global settings -- viewer-request.ts puts it before this */
// CloudFront function (cloudfront-js-2.0), viewer request, every behaviour: sends the hosts in `settings` to the
// application's own name, with path, query and method.
// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  var host = request.headers.host ? request.headers.host.value.toLowerCase().split(":")[0] : "";
  if (settings.redirects.indexOf(host) === -1) return request;
  var query = queryOf(request.querystring);
  return {
    statusCode: 308,
    statusDescription: "Permanent Redirect",
    headers: { location: { value: "https://" + settings.host + request.uri + (query === "" ? "" : "?" + query) } },
  };
}

function queryOf(querystring) {
  var parts = [];
  Object.keys(querystring).forEach(function (name) {
    var parameter = querystring[name];
    (parameter.multiValue || [parameter]).forEach(function (one) {
      parts.push(one.value === "" ? name : name + "=" + one.value);
    });
  });
  return parts.join("&");
}

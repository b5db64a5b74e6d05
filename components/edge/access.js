/* global settings -- viewer-request.ts puts it before this */
// CloudFront function (cloudfront-js-2.0), viewer request, every behaviour of a stack before it is public: lets in
// those whose address is listed, and those who know a password. `settings` holds networks and SHA-256 hashes.
// eslint-disable-next-line no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  if (isListed(event.viewer.ip)) return request;
  if (settings.credentials.length === 0) return refuse(403, "Forbidden", {});
  var header = request.headers.authorization;
  if (header && isKnown(header.value)) {
    // The password is the edge's: the application never sees it.
    delete request.headers.authorization;
    return request;
  }
  return refuse(401, "Unauthorized", { "www-authenticate": { value: 'Basic realm="Preview", charset="UTF-8"' } });
}

function refuse(statusCode, statusDescription, headers) {
  headers["cache-control"] = { value: "no-store" };
  headers["content-type"] = { value: "text/plain; charset=utf-8" };
  return { statusCode: statusCode, statusDescription: statusDescription, headers: headers, body: statusDescription };
}

function isKnown(value) {
  var parts = value.split(" ");
  if (parts.length !== 2 || parts[0].toLowerCase() !== "basic") return false;
  var sent = Buffer.from(parts[1], "base64");
  return settings.credentials.indexOf(require("crypto").createHash("sha256").update(sent).digest("hex")) !== -1;
}

function isListed(address) {
  var bits = bitsOf(address);
  return settings.networks.some(function (network) {
    var parts = network.split("/");
    var start = bitsOf(parts[0]);
    return start.length === bits.length && bits.startsWith(start.slice(0, Number(parts[1])));
  });
}

// An address as zeros and ones: 32 of them, or 128.
function bitsOf(address) {
  if (address.indexOf(":") === -1) return address.split(".").map(bits(10, 8)).join("");
  var halves = address.split("::");
  var before = halves[0] === "" ? [] : halves[0].split(":");
  var after = halves.length < 2 || halves[1] === "" ? [] : halves[1].split(":");
  var zeros = new Array(8 - before.length - after.length).fill("0");
  return before.concat(zeros, after).map(bits(16, 16)).join("");
}

function bits(base, width) {
  return function (text) {
    return parseInt(text, base).toString(2).padStart(width, "0");
  };
}

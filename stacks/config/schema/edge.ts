import { isCountry } from "../../../components/edge/countries";
import { z } from "zod";

import { FRAME_OPTIONS, REFERRER_POLICIES, TWO_YEARS_SECONDS } from "../../../components/edge/response-headers";
import { viewerNetwork } from "./values";

/** Directives of a content security policy by name; `rules/headers.ts` knows what may stand in each. */
const directives = z.record(z.string(), z.array(z.string()).max(50));

const headersSchema = z.strictObject({
  contentSecurityPolicy: z.strictObject({
    add: directives.describe(
      "Sources that join the default policy, by directive: { font-src: [https://fonts.gstatic.com] }",
    ),
    replace: directives.describe("Directives that take the place of the default's"),
    reportOnly: z.boolean().describe("Browsers report what the policy would block, and block nothing"),
  }),
  frameOptions: z
    .enum(FRAME_OPTIONS)
    .describe("X-Frame-Options, and frame-ancestors with it; none leaves it to the policy's frame-ancestors"),
  referrerPolicy: z.enum(REFERRER_POLICIES).describe("Referrer-Policy"),
  strictTransportSecurity: z.strictObject({
    maxAgeSeconds: z.int().min(0).max(TWO_YEARS_SECONDS).describe("How long browsers insist on HTTPS, in seconds"),
    includeSubdomains: z.boolean().describe("For all hosts below this one too"),
    preload: z.boolean().describe("Asks browsers to ship with the domain in their list: it takes months to undo"),
  }),
  own: z.record(z.string(), z.string()).describe("More headers of every answer, by name: { X-Robots-Tag: noindex }"),
});

/** Who may see a stack before it is public. */
const accessSchema = z.strictObject({
  addresses: z
    .array(viewerNetwork)
    .max(50)
    .describe("Addresses and networks, IPv4 and IPv6, that are let in; with credentials, without a password"),
  credentials: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, "the SHA-256 of user:password, 64 lower-case hexadecimal digits"))
    .max(5)
    .describe(
      "SHA-256 of user:password for basic authentication; addresses and credentials empty: everybody is let in",
    ),
});

export const edgeSchema = z.strictObject({
  priceClass: z.enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"]).describe("CloudFront price class"),
  allowCountries: z
    .array(z.string().refine(isCountry, "an ISO 3166 country code, such as GB"))
    .describe("Only these countries; empty is all"),
  originSecret: z
    .strictObject({
      send: z.int().min(1).max(999).describe("Version of the origin header that CloudFront sends"),
      accept: z.array(z.int().min(1).max(999)).min(1).max(3).describe("Versions that the load balancer accepts"),
    })
    .describe("Versions of the secret origin header: the one sent, and those accepted"),
  headers: headersSchema,
  access: accessSchema,
});

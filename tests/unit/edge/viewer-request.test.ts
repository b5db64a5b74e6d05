import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { BlockList } from "node:net";

import { expect } from "chai";
import fc from "fast-check";

import { FUNCTION_BYTES, type ViewerRequest, viewerRequestCode } from "../../../components/edge/viewer-request";
import { runViewerFunction, type ViewerResult } from "../../../tools/local/edge/viewer-function";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

interface Asked {
  readonly uri?: string;
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly querystring?: Readonly<Record<string, { value: string; multiValue?: { value: string }[] }>>;
}

function ask(settings: ViewerRequest, asked: Asked = {}, rewrites = false): Promise<ViewerResult> {
  const { uri = "/", ip = "198.51.100.7", headers = {}, querystring = {} } = asked;
  const values = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
  const code = viewerRequestCode(settings, rewrites) ?? expect.fail("nothing to run");
  return runViewerFunction({ code }, { method: "GET", uri, querystring, headers: values }, ip);
}

async function statusOf(asked: Promise<ViewerResult>): Promise<number> {
  const result = await asked;
  return "statusCode" in result ? result.statusCode : 200;
}

describe("the function on viewer requests", () => {
  it("is the rewrite alone, as it stands, or nothing at all, without settings", () => {
    expect(viewerRequestCode({}, true)).to.equal(readFileSync("components/edge/rewrite.js", "utf8"));
    expect(viewerRequestCode({}, false)).to.equal(undefined);
  });

  it("fits CloudFront's limit with as much as the configuration takes", () => {
    const networks = Array.from({ length: 50 }, (_, index) => `2001:db8:ffff:ffff:ffff:ffff:ffff:${index}/128`);
    const access = { networks, credentials: Array.from({ length: 5 }, (_, index) => hash(`${index}`)) };
    const redirect = { to: "a".repeat(253), from: Array.from({ length: 9 }, () => "a".repeat(253)) };
    const bytes = Buffer.byteLength(viewerRequestCode({ access, redirect }, true) ?? "");
    expect(bytes).to.be.lessThan(FUNCTION_BYTES);
  });

  describe("with a password", () => {
    const access = { networks: [], credentials: [hash("preview:s3cret: with ünicode"), hash("second:one")] };
    const sent = (authorization?: string) =>
      ask({ access }, authorization === undefined ? {} : { headers: { authorization, cookie: "a=b" } });

    it("lets in who knows it, and hides it from the application", async () => {
      for (const text of ["preview:s3cret: with ünicode", "second:one"]) {
        expect(await sent(basic(text))).to.deep.include({ uri: "/", headers: { cookie: { value: "a=b" } } });
      }
      expect(await statusOf(sent(basic("second:one").replace("Basic", "bASIC")))).to.equal(200);
    });

    for (const [what, authorization] of [
      ["nothing", undefined],
      ["another password", basic("preview:wrong")],
      ["another user", basic("other:one")],
      ["the hash itself", basic(hash("second:one"))],
      ["another scheme", `Bearer ${hash("second:one")}`],
      ["an empty value", "Basic "],
      ["no base64", "Basic ???"],
      ["two values", `${basic("second:one")} x`],
    ] as const) {
      it(`asks whoever sends ${what}`, async () => {
        const result = await sent(authorization);
        if (!("statusCode" in result)) return expect.fail("was let in");
        expect(result).to.include({ statusCode: 401, statusDescription: "Unauthorized" });
        expect(result.headers?.["www-authenticate"]?.value).to.match(/^Basic realm=/);
        expect(result.headers?.["cache-control"]?.value).to.equal("no-store");
      });
    }
  });

  describe("with addresses", () => {
    const networks = ["192.0.2.0/24", "198.51.100.7/32", "2001:db8::/32", "::1/128", "10.0.0.0/9"];
    const fromIp = (ip: string, credentials: string[] = []) =>
      statusOf(ask({ access: { networks, credentials } }, { ip }));

    it("lets in those, and nobody else", async () => {
      for (const ip of ["192.0.2.0", "192.0.2.255", "198.51.100.7", "2001:db8:1::5", "::1", "10.127.255.255"])
        expect(await fromIp(ip), ip).to.equal(200);
      for (const ip of ["192.0.3.0", "198.51.100.8", "2001:db9::", "::2", "10.128.0.0", "::", "2001:d00::"])
        expect(await fromIp(ip), ip).to.equal(403);
    });

    it("asks others for a password where there is one", async () => {
      const both = [fromIp("192.0.2.9", [hash("a:b")]), fromIp("192.0.3.9", [hash("a:b")])];
      expect(await Promise.all(both)).to.deep.equal([200, 401]);
    });

    it("agrees with Node on any address and network", async () => {
      const families = [
        { family: "ipv4", address: fc.ipV4(), most: 32 },
        { family: "ipv6", address: fc.ipV6().filter((text) => !text.includes(".")), most: 128 },
      ] as const;
      for (const { family, address, most } of families) {
        await fc.assert(
          fc.asyncProperty(address, address, fc.nat(most), async (network, viewer, length) => {
            const list = new BlockList();
            list.addSubnet(network, length, family);
            for (const ip of [viewer, network]) {
              const access = { networks: [`${network}/${length}`], credentials: [] };
              expect(await statusOf(ask({ access }, { ip }))).to.equal(list.check(ip, family) ? 200 : 403);
            }
          }),
          { seed: 20261126, numRuns: 150 },
        );
      }
    });
  });

  describe("with hosts that lead elsewhere", () => {
    const redirect = { to: "example.com", from: ["www.example.com", "example.org"] };
    async function locationOf(asked: Asked, settings: ViewerRequest = { redirect }): Promise<string | undefined> {
      const result = await ask(settings, asked);
      return "statusCode" in result && result.statusCode === 308 ? result.headers?.location?.value : undefined;
    }

    it("sends them to the application's name with path and query", async () => {
      const querystring = {
        q: { value: "a%20b" },
        tag: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
        flag: { value: "" },
      };
      const asked = { uri: "/notes/%C3%A9", headers: { host: "WWW.example.com:443" }, querystring };
      expect(await locationOf(asked)).to.equal("https://example.com/notes/%C3%A9?q=a%20b&tag=1&tag=2&flag");
      expect(await locationOf({ headers: { host: "example.org" } })).to.equal("https://example.com/");
    });

    it("leaves the application's own name and any other host alone", async () => {
      for (const host of ["example.com", "www.example.com.evil.example", "d1.cloudfront.net"])
        expect(await locationOf({ headers: { host } }), host).to.equal(undefined);
      expect(await statusOf(ask({ redirect }))).to.equal(200);
    });

    it("never sends anybody to another host, whatever the path", async () => {
      const path = fc
        .string({ unit: fc.constantFrom("/", "\\", ".", "@", ":", "?", "#", "%", "a"), maxLength: 8 })
        .map((text) => `/${text}`);
      await fc.assert(
        fc.asyncProperty(path, async (uri) => {
          const location = (await locationOf({ uri, headers: { host: "www.example.com" } })) ?? "";
          expect(new URL(location).host).to.equal("example.com");
        }),
        { seed: 20261126, numRuns: 200 },
      );
    });

    it("comes before the password, which is asked for once, under the right name", async () => {
      const access = { networks: [], credentials: [hash("a:b")] };
      expect(await locationOf({ headers: { host: "www.example.com" } }, { access, redirect })).to.equal(
        "https://example.com/",
      );
      expect(await statusOf(ask({ access, redirect }, { headers: { host: "example.com" } }))).to.equal(401);
    });
  });

  it("rewrites pages for whoever is let in, and for nobody else", async () => {
    const access = { networks: [], credentials: [hash("a:b")] };
    expect(await ask({ access }, { uri: "/notes/1", headers: { authorization: basic("a:b") } }, true)).to.include({
      uri: "/index.html",
    });
    expect(await statusOf(ask({ access }, { uri: "/notes/1" }, true))).to.equal(401);
  });
});

import { expect } from "chai";
import { PressureGauge, pressureFields } from "../../../app/frontend/server/pressure.js";
import { BackendDouble } from "./support/backend-double.js";
import { FrontEnd } from "./support/front-end.js";

describe("front-end server: pressure", () => {
  let seconds = 0;
  const gaugeAt0 = () => {
    seconds = 0;
    return new PressureGauge(() => seconds * 1000);
  };

  it("is the mean of requests in flight over the whole time, and those refused a second", () => {
    const gauge = gaugeAt0();
    gauge.begin();
    seconds = 5;
    gauge.begin();
    seconds = 7.5;
    gauge.end(true);
    seconds = 10;
    expect(gauge.take()).to.deep.equal({ inFlight: 1.25, refused: 0 });
    seconds = 12;
    gauge.end(false);
    expect(gauge.take()).to.deep.equal({ inFlight: 1, refused: 0.5 });
    expect(gauge.take()).to.deep.equal({ inFlight: 0, refused: 0 });
    seconds = 20;
    expect(gauge.take()).to.deep.equal({ inFlight: 0, refused: 0 });
  });

  it("is an embedded metric of high resolution, and no line without a request", () => {
    expect(pressureFields({ inFlight: 0, refused: 0 }, "shop-dev/services", 1)).to.equal(undefined);
    expect(pressureFields({ inFlight: 2.0004, refused: 0.1 }, "shop-dev/services", 1_700_000_000_000)).to.deep.equal({
      RequestsInFlight: 2,
      RequestsRefused: 0.1,
      Service: "frontend",
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: "shop-dev/services",
            Dimensions: [["Service"]],
            Metrics: [
              { Name: "RequestsInFlight", Unit: "Count", StorageResolution: 1 },
              { Name: "RequestsRefused", Unit: "Count/Second", StorageResolution: 1 },
            ],
          },
        ],
      },
    });
  });

  describe("of a running server", () => {
    const backend = new BackendDouble();
    before(() => backend.start());
    after(async () => {
      await FrontEnd.stopAll();
      await backend.stop();
    });

    for (const [namespace, lines] of [
      ["", 0],
      ["shop-dev/services", 1],
    ] as const) {
      it(`is published ${lines} times for the namespace "${namespace}"`, async () => {
        const server = await new FrontEnd({ BACKEND_URL: backend.url, PRESSURE_NAMESPACE: namespace }).start();
        await server.ask("/notes");
        server.terminate();
        await server.exit;
        const published = server.lines.filter(({ message }) => message === "pressure");
        expect(published).to.have.length(lines);
        for (const line of published) expect(line).to.have.property("Service", "frontend");
      });
    }
  });
});

import { expect } from "chai";

import { activeSections } from "../../../stacks/config/active-sections";
import { activeImages, activeTasks } from "../../../stacks/config/task-sections";
import { parse } from "./raw";

describe("sections that a variant uses", () => {
  const folders = { ssr: { assets: "built/ssr" }, spa: { content: "built/spa" } };

  it("are those of a rendering service with ssr", () => {
    expect(activeSections(parse({ frontend: "ssr", ...folders }))).to.deep.equal({
      services: ["backend", "ssr"],
      pages: "rendered",
      siteFolders: [{ key: "ssr.assets", folder: "built/ssr/assets", prefix: "/assets", immutable: "hashed" }],
      apiAtEdge: false,
      privatePaths: [],
    });
  });

  it("are those of stored pages with spa, where browsers always call the API", () => {
    expect(activeSections(parse({ frontend: "spa", ...folders, backend: { public: false } }))).to.deep.equal({
      services: ["backend"],
      pages: "stored",
      siteFolders: [{ key: "spa.content", folder: "built/spa", prefix: "", immutable: "hashed" }],
      apiAtEdge: true,
      privatePaths: ["/api/*"],
    });
  });

  it("bring the API to the edge with ssr when the backend is public", () => {
    expect(activeSections(parse({ frontend: "ssr", backend: { public: true } })).apiAtEdge).to.equal(true);
  });

  it("give the services and images that run, and no other", () => {
    const settings = { backend: { cpu: 512, memory: 1024 }, ssr: { cpu: 1024, memory: 2048 } };
    const sizes = (frontend: string) => activeTasks(parse({ ...settings, frontend })).map(({ cpu }) => cpu);
    const images = (frontend: string) => activeImages(parse({ frontend })).map(([path]) => path);
    expect(sizes("ssr")).to.deep.equal([512, 1024]);
    expect(sizes("spa")).to.deep.equal([512]);
    expect(images("ssr")).to.deep.equal(["backend.image", "ssr.image", "backup.image"]);
    expect(images("spa")).to.deep.equal(["backend.image", "backup.image"]);
  });
});

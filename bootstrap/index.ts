import { loadBootstrapConfig } from "./config";
import { heedPlaceholders } from "../stacks/placeholders";
import { deployBootstrap } from "./program";

export = () => {
  const config = loadBootstrapConfig();
  heedPlaceholders();
  return deployBootstrap(config);
};

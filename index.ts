import { loadStackConfig } from "./stacks/config";
import { heedPlaceholders } from "./stacks/placeholders";
import { deployWebApp } from "./stacks/web-app";

export = async () => {
  const config = loadStackConfig();
  heedPlaceholders();
  return deployWebApp(config);
};

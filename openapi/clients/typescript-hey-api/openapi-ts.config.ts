import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../../openapi.json",
  output: {
    path: "facts",
    module: { extension: ".js" }, // Node.js asks for it; a bundler does without
  },
  plugins: [
    { name: "@hey-api/client-fetch", runtimeConfigPath: "./client-settings.js" },
    { name: "@hey-api/typescript", enums: "javascript" }, // constants that are there at run time, too
    // Days are Temporal.PlainDate: as a Date, a day would be sent as a moment, which the service refuses.
    { name: "@hey-api/transformers", dates: "temporal" },
    { name: "@hey-api/sdk", transformer: true },
  ],
});

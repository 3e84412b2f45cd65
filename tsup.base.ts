import { defineConfig, type Options } from "tsup";

/** The one build that every package shares: ESM, source maps, declarations. */
export function library(entry: Options["entry"], extra: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: ["esm"],
    target: "es2022",
    sourcemap: true,
    clean: true,
    treeshake: true,
    // tsup injects baseUrl, which TypeScript 6 calls deprecated; composite and the source condition are for the checkout only.
    dts: { compilerOptions: { ignoreDeprecations: "6.0", composite: false, customConditions: [] } },
    ...extra,
  });
}

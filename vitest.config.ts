import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@vivarium/source"] },
  ssr: { resolve: { conditions: ["@vivarium/source"] } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "apps/*/test/**/*.test.ts", "conformance/**/*.test.ts", "tools/test/**/*.test.ts"],
    maxWorkers: 2,
    // Whole programs, on machines that do other things too: a limit against hanging, not a measure.
    testTimeout: 120_000,
  },
});

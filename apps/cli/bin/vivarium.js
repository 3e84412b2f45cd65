#!/usr/bin/env node
import("../dist/main.js").then(
  ({ main }) => main(process.argv.slice(2)),
  (error) => {
    process.stderr.write(`vivarium: the build is missing or broken (run \`npm run build\`): ${error.message}\n`);
    process.exitCode = 70;
  },
);

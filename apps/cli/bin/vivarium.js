#!/usr/bin/env node
import("../dist/launch.js")
  .then(({ launch }) => launch(process.argv.slice(2)))
  .catch((error) => {
    process.stderr.write(`vivarium: the build is missing or broken (run \`npm run build\`): ${error.message}\n`);
    process.exitCode = 70;
  });

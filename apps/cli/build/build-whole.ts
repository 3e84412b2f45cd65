// Makes dist/whole.cjs, all of the command in one script, and its compiled code. Runs in `npm run build`, after the packages are built.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Options } from "tsup";

const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));
const warmUp: string = fileURLToPath(new URL("./warm-up.py", import.meta.url));

type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** A package that asks where it is gets the answer from the launcher. */
const whereabouts: EsbuildPlugin = {
  name: "whereabouts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/]stdlib[\\/]dist[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", 'packageUrl("@vivarium/stdlib")'),
      loader: "js",
    }));
  },
};

await build({
  config: false,
  entry: { whole: "src/main.ts" },
  format: ["cjs"],
  target: "es2022",
  platform: "node",
  noExternal: [/./],
  splitting: false,
  clean: false,
  silent: true,
  outExtension: () => ({ js: ".cjs" }),
  esbuildPlugins: [whereabouts],
  esbuildOptions(options) {
    options.define = { ...options.define, "import.meta.url": "scriptUrl" };
    options.charset = "ascii";
    options.minifyWhitespace = true;
    options.legalComments = "none";
  },
});

const path = `${dist}whole.cjs`;
const wrapped = `(function (exports, require, module, scriptUrl, packageUrl) {${readFileSync(path, "latin1")}\n})`;
writeFileSync(path, `/* ${createHash("sha256").update(wrapped).digest("hex").slice(0, 20)} */${wrapped}`, "latin1");

for (const name of readdirSync(dist)) if (name.endsWith(".code")) rmSync(`${dist}${name}`);
// The first run keeps what it compiled.
const environment = { ...process.env, VIVARIUM_CODE_CACHE: dist, NODE_OPTIONS: "" };
const launcher = fileURLToPath(new URL("../bin/vivarium.js", import.meta.url));
const { status, stderr } = spawnSync(process.execPath, [launcher, warmUp], { env: environment, encoding: "utf8" });
if (status !== 0) console.error(`no compiled code is kept: the first run ended with ${status}\n${stderr}`);

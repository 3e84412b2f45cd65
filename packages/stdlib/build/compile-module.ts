import { compileSource, dumps } from "@vivarium/compiler";
import type { CompileModule } from "./write-pack.ts";

/** The compiler as a function from source to marshalled code. What it could not compile it adds to `failures`, a line each. */
export function moduleCompiler(failures: string[]): CompileModule {
  return (source, filename) => {
    try {
      return dumps({ type: "code", code: compileSource(source, filename, "exec") });
    } catch (error) {
      failures.push(`${filename}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
}

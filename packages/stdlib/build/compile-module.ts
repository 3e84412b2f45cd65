import * as compiler from "@vivarium/compiler";
import type { CompileModule } from "./write-pack.ts";

/** What of the compiler's exports is used here; checked at run time, so that a pack can be made before the compiler is complete. */
interface Compiler {
  compileSource?: (source: string | Uint8Array, filename: string, mode: "exec", options?: object) => unknown;
  dumps?: (value: unknown) => Uint8Array;
}

/** The compiler as a function from source to marshalled code, with the list of files that it could not compile. */
export function moduleCompiler(): { compile: CompileModule | null; failures: string[] } {
  const { compileSource, dumps } = compiler as Compiler;
  const failures: string[] = [];
  if (compileSource === undefined || dumps === undefined) return { compile: null, failures };
  const compile: CompileModule = (source, filename) => {
    try {
      return dumps(compileSource(source, filename, "exec", {}));
    } catch (error) {
      failures.push(`${filename}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  return { compile, failures };
}

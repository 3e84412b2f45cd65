import { _collectionsModule } from "./_collections.ts";
import { _functoolsModule } from "./_functools.ts";
import { _operatorModule } from "./_operator.ts";
import { _statModule } from "./_stat.ts";
import { _stringModule } from "./_string.ts";
import { threadModule } from "./_thread.ts";
import { errnoModule } from "./errno.ts";
import { itertoolsModule } from "./itertools.ts";
import { mathModule } from "./math.ts";
import { timeModule } from "./time.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** Every native module but `sys` and `builtins`, which are made by hand. */
export const nativeModules: readonly ModuleSpec[] = [
  _collectionsModule,
  _functoolsModule,
  _operatorModule,
  _statModule,
  _stringModule,
  errnoModule,
  itertoolsModule,
  mathModule,
  threadModule,
  timeModule,
];

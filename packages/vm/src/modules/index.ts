import { abcModule } from "./_abc.ts";
import { _bisectModule } from "./_bisect.ts";
import { _codecsModule } from "./_codecs.ts";
import { _collectionsModule } from "./_collections.ts";
import { _functoolsModule } from "./_functools.ts";
import { _heapqModule } from "./_heapq.ts";
import { impModule } from "./_imp.ts";
import { _ioModule } from "./_io.ts";
import { opcodeModule } from "./_opcode.ts";
import { _operatorModule } from "./_operator.ts";
import { _randomModule } from "./_random.ts";
import { _sha256Module, _sha512Module } from "./_sha2.ts";
import { _signalModule } from "./_signal.ts";
import { sreModule } from "./_sre.ts";
import { _statModule } from "./_stat.ts";
import { _stringModule } from "./_string.ts";
import { _structModule } from "./_struct.ts";
import { threadModule } from "./_thread.ts";
import { warningsModule } from "./_warnings.ts";
import { weakrefModule } from "./_weakref.ts";
import { atexitModule } from "./atexit.ts";
import { binasciiModule } from "./binascii.ts";
import { errnoModule } from "./errno.ts";
import { gcModule } from "./gc.ts";
import { itertoolsModule } from "./itertools.ts";
import { marshalModule } from "./marshal.ts";
import { mathModule } from "./math.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { posixModule } from "./posix.ts";
import { timeModule } from "./time.ts";

/** Every native module but `sys` and `builtins`, which are made by hand. */
export const nativeModules: readonly ModuleSpec[] = [
  _bisectModule,
  _codecsModule,
  _collectionsModule,
  _functoolsModule,
  _heapqModule,
  _ioModule,
  _operatorModule,
  _randomModule,
  _sha256Module,
  _sha512Module,
  _signalModule,
  _statModule,
  _stringModule,
  _structModule,
  abcModule,
  atexitModule,
  binasciiModule,
  errnoModule,
  gcModule,
  impModule,
  itertoolsModule,
  marshalModule,
  mathModule,
  opcodeModule,
  posixModule,
  sreModule,
  threadModule,
  timeModule,
  warningsModule,
  weakrefModule,
];

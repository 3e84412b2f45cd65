import { abcModule } from "./_abc.ts";
import { astModule } from "./_ast.ts";
import { _bisectModule } from "./_bisect.ts";
import { _blake2Module } from "./_blake2.ts";
import { _codecsModule } from "./_codecs.ts";
import { _collectionsModule } from "./_collections.ts";
import { _contextvarsModule } from "./_contextvars.ts";
import { _csvModule } from "./_csv.ts";
import { _decimalModule } from "./_decimal.ts";
import { _functoolsModule } from "./_functools.ts";
import { _hashlibModule } from "./_hashlib.ts";
import { _heapqModule } from "./_heapq.ts";
import { impModule } from "./_imp.ts";
import { _ioModule } from "./_io.ts";
import { _jsonModule } from "./_json.ts";
import { _localeModule } from "./_locale.ts";
import { opcodeModule } from "./_opcode.ts";
import { _operatorModule } from "./_operator.ts";
import { _posixsubprocessModule } from "./_posixsubprocess.ts";
import { _randomModule } from "./_random.ts";
import { _sha3Module } from "./_sha3.ts";
import { _signalModule } from "./_signal.ts";
import { _socketModule } from "./_socket.ts";
import { sreModule } from "./_sre.ts";
import { _statModule } from "./_stat.ts";
import { _stringModule } from "./_string.ts";
import { _structModule } from "./_struct.ts";
import { threadModule } from "./_thread.ts";
import { _tracemallocModule } from "./_tracemalloc.ts";
import { warningsModule } from "./_warnings.ts";
import { weakrefModule } from "./_weakref.ts";
import { grpModule, pwdModule } from "./accounts.ts";
import { arrayModule } from "./array.ts";
import { atexitModule } from "./atexit.ts";
import { binasciiModule } from "./binascii.ts";
import { cmathModule } from "./cmath.ts";
import { errnoModule } from "./errno.ts";
import { gcModule } from "./gc.ts";
import { _md5Module, _sha1Module, _sha256Module, _sha512Module } from "./hash-modules.ts";
import { itertoolsModule } from "./itertools.ts";
import { marshalModule } from "./marshal.ts";
import { mathModule } from "./math.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { posixModule } from "./posix.ts";
import { selectModule } from "./select.ts";
import { timeModule } from "./time.ts";
import { unicodedataModule } from "./unicodedata.ts";
import { zlibModule } from "./zlib.ts";

/** Every native module but `sys` and `builtins`, which are made by hand. */
export const nativeModules: readonly ModuleSpec[] = [
  _bisectModule,
  _blake2Module,
  _codecsModule,
  _collectionsModule,
  _contextvarsModule,
  _csvModule,
  _decimalModule,
  _functoolsModule,
  _hashlibModule,
  _heapqModule,
  _ioModule,
  _jsonModule,
  _localeModule,
  _md5Module,
  _operatorModule,
  _posixsubprocessModule,
  _randomModule,
  _sha1Module,
  _sha256Module,
  _sha3Module,
  _sha512Module,
  _signalModule,
  _socketModule,
  _statModule,
  _stringModule,
  _structModule,
  _tracemallocModule,
  abcModule,
  arrayModule,
  astModule,
  atexitModule,
  binasciiModule,
  cmathModule,
  errnoModule,
  gcModule,
  grpModule,
  impModule,
  itertoolsModule,
  marshalModule,
  mathModule,
  opcodeModule,
  posixModule,
  pwdModule,
  selectModule,
  sreModule,
  threadModule,
  timeModule,
  unicodedataModule,
  warningsModule,
  weakrefModule,
  zlibModule,
];

"""Lists the pure-Python top-level modules of CPython's Lib.

python3.11 tools/record-stdlib-modules.py > packages/stdlib/test/recorded/top-level-modules.json
"""

import json
import os
import sys
import sysconfig

if sys.version_info[:3] != (3, 11, 7):
    sys.exit("this needs CPython 3.11.7")
lib = sysconfig.get_paths()["stdlib"]
present = {
    name.removesuffix(".py")
    for name in os.listdir(lib)
    if name.endswith(".py") or os.path.isfile(os.path.join(lib, name, "__init__.py"))
}
print(json.dumps(sorted(present & (set(sys.stdlib_module_names) | {"test"})), indent=1))

for s in ("import nope_module", "from itertools import nope", "import math.nope", "from nope import x", "from . import x", "from .a import b", "import os.path.nope"):
    try:
        exec(s)
    except ImportError as e:
        print(type(e).__name__, str(e).split(" (/")[0], e.name)

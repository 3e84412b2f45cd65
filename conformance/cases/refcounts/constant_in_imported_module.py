import _constants

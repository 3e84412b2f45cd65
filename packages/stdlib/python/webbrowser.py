"""Interfaces for showing documents in a browser.

Vivarium starts no other program, so there is no browser until the program registers one: open() then returns False, as it
does in CPython on a machine without browsers.
"""

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    """No browser can be found, or it cannot be controlled."""


_browsers = {}
_tryorder = []


def register(name, klass, instance=None, *, preferred=False):
    """Register a browser: a callable that makes a controller, or a controller itself."""
    _browsers[name.lower()] = [klass, instance]
    if preferred:
        _tryorder.insert(0, name)
    else:
        _tryorder.append(name)


def get(using=None):
    """Return the controller of the named browser, or of the first one that is registered."""
    for name in [using] if using is not None else _tryorder:
        entry = _browsers.get(name.lower())
        if entry is None:
            continue
        klass, instance = entry
        if instance is None:
            instance = entry[1] = klass()
        return instance
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Display url in the first browser that takes it; return whether one did."""
    for name in _tryorder:
        if get(name).open(url, new, autoraise):
            return True
    return False


def open_new(url):
    """Open url in a new window of the default browser."""
    return open(url, 1)


def open_new_tab(url):
    """Open url in a new tab of the default browser."""
    return open(url, 2)


class BaseBrowser:
    """Parent class of browser controllers. Do not use it directly."""

    args = ["%s"]

    def __init__(self, name=""):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)

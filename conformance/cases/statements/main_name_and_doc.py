print(__name__, __doc__, __spec__, __package__, type(__builtins__).__name__)

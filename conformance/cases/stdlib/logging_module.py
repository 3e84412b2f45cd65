import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("app")
log.debug("hidden"); log.info("shown %d", 5); log.warning("careful")
try:
    1 / 0
except ZeroDivisionError as e:
    log.error("failed: %s", e)

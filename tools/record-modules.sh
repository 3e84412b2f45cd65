#!/bin/sh
# Records what CPython 3.11 prints for the programs of packages/vm/test/modules.
cd "$(dirname "$0")/../packages/vm/test/modules" || exit 1
for program in programs/*.py; do
  PYTHONHASHSEED=0 python3.11 "$program" > "recorded/$(basename "$program" .py).txt"
done

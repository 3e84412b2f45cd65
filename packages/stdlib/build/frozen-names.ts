/**
 * The modules that CPython 3.11 has frozen into its executable and takes from there (CPython 3.11: Python/frozen.c), as far as
 * they have a file in Lib. Their code objects say `<frozen NAME>` where others name the file.
 */
export const FROZEN_NAMES: ReadonlySet<string> = new Set([
  "importlib._bootstrap",
  "importlib._bootstrap_external",
  "zipimport",
  "abc",
  "codecs",
  "io",
  "_collections_abc",
  "_sitebuiltins",
  "genericpath",
  "ntpath",
  "posixpath",
  "os",
  "site",
  "stat",
  "importlib.util",
  "importlib.machinery",
  "runpy",
  "__hello__",
  "__phello__",
  "__phello__.ham",
  "__phello__.ham.eggs",
  "__phello__.spam",
]);

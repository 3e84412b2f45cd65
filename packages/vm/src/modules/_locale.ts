import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, TPFLAGS_BASETYPE } from "../object.ts";
import { dictStealString } from "../objects/dict/dict.ts";
import { isInt } from "../objects/int/value.ts";
import { isStr } from "../objects/str/arguments.ts";
import { compareTexts, textOf } from "../objects/str/text.ts";
import { method, type TypeSpec } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * The locales "C" and "C.UTF-8", which differ in nothing that Python asks for but their names. NOT CPYTHON: no other locale is known.
 */

const CATEGORIES: Readonly<Record<string, number>> = {
  LC_CTYPE: 0,
  LC_NUMERIC: 1,
  LC_TIME: 2,
  LC_COLLATE: 3,
  LC_MONETARY: 4,
  LC_MESSAGES: 5,
  LC_ALL: 6,
};

/** What nl_langinfo says of each item in these locales. */
const ITEMS: readonly (readonly [string, number, string])[] = [
  ["ABDAY_1", 131072, "Sun"],
  ["ABDAY_2", 131073, "Mon"],
  ["ABDAY_3", 131074, "Tue"],
  ["ABDAY_4", 131075, "Wed"],
  ["ABDAY_5", 131076, "Thu"],
  ["ABDAY_6", 131077, "Fri"],
  ["ABDAY_7", 131078, "Sat"],
  ["ABMON_1", 131086, "Jan"],
  ["ABMON_10", 131095, "Oct"],
  ["ABMON_11", 131096, "Nov"],
  ["ABMON_12", 131097, "Dec"],
  ["ABMON_2", 131087, "Feb"],
  ["ABMON_3", 131088, "Mar"],
  ["ABMON_4", 131089, "Apr"],
  ["ABMON_5", 131090, "May"],
  ["ABMON_6", 131091, "Jun"],
  ["ABMON_7", 131092, "Jul"],
  ["ABMON_8", 131093, "Aug"],
  ["ABMON_9", 131094, "Sep"],
  ["ALT_DIGITS", 131119, ""],
  ["AM_STR", 131110, "AM"],
  ["CODESET", 14, "UTF-8"],
  ["CRNCYSTR", 262159, "-"],
  ["DAY_1", 131079, "Sunday"],
  ["DAY_2", 131080, "Monday"],
  ["DAY_3", 131081, "Tuesday"],
  ["DAY_4", 131082, "Wednesday"],
  ["DAY_5", 131083, "Thursday"],
  ["DAY_6", 131084, "Friday"],
  ["DAY_7", 131085, "Saturday"],
  ["D_FMT", 131113, "%m/%d/%y"],
  ["D_T_FMT", 131112, "%a %b %e %H:%M:%S %Y"],
  ["ERA", 131116, ""],
  ["ERA_D_FMT", 131118, ""],
  ["ERA_D_T_FMT", 131120, ""],
  ["ERA_T_FMT", 131121, ""],
  ["MON_1", 131098, "January"],
  ["MON_10", 131107, "October"],
  ["MON_11", 131108, "November"],
  ["MON_12", 131109, "December"],
  ["MON_2", 131099, "February"],
  ["MON_3", 131100, "March"],
  ["MON_4", 131101, "April"],
  ["MON_5", 131102, "May"],
  ["MON_6", 131103, "June"],
  ["MON_7", 131104, "July"],
  ["MON_8", 131105, "August"],
  ["MON_9", 131106, "September"],
  ["NOEXPR", 327681, "^[nN]"],
  ["PM_STR", 131111, "PM"],
  ["RADIXCHAR", 65536, "."],
  ["THOUSEP", 65537, ""],
  ["T_FMT", 131114, "%H:%M:%S"],
  ["T_FMT_AMPM", 131115, "%I:%M:%S %p"],
  ["YESEXPR", 327680, "^[yY]"],
  ["_DATE_FMT", 131180, "%a %b %e %H:%M:%S %Z %Y"],
];

/** The categories of glibc, in the order in which a mixed locale names them. */
const MIXED = [
  "LC_CTYPE",
  "LC_NUMERIC",
  "LC_TIME",
  "LC_COLLATE",
  "LC_MONETARY",
  "LC_MESSAGES",
  "LC_PAPER",
  "LC_NAME",
  "LC_ADDRESS",
  "LC_TELEPHONE",
  "LC_MEASUREMENT",
  "LC_IDENTIFICATION",
];

const errorSpec: TypeSpec = { name: "locale.Error", base: (vm) => vm.T.Exception, flags: TPFLAGS_BASETYPE };

/** The name of each category's locale. Start-up sets LC_CTYPE as `C.UTF-8` (PEP 538). */
function stateOf(vm: VM): Map<string, string> {
  let state = vm.moduleState.get("_locale") as Map<string, string> | undefined;
  if (state === undefined) {
    state = new Map(MIXED.map((name) => [name, name === "LC_CTYPE" ? "C.UTF-8" : "C"]));
    vm.moduleState.set("_locale", state);
  }
  return state;
}

/** The locale that a name stands for; null: none that is known. */
function known(vm: VM, name: string): string | null {
  if (name === "") {
    const environment = new Map(vm.host.environment);
    const wanted = environment.get("LC_ALL") || environment.get("LC_CTYPE") || environment.get("LANG") || "C.UTF-8";
    return known(vm, wanted === "" ? "C" : wanted) ?? "C.UTF-8";
  }
  if (name === "C" || name === "POSIX") return "C";
  return /^C\.(utf-?8)$/i.test(name) ? name : null;
}

/** CPython 3.11: Modules/_localemodule.c PyLocale_setlocale */
function setlocale(vm: VM, _m: PyObject, category: PyObject, name: PyObject | null): Result {
  if (!isInt(category)) return vm.raise(vm.T.TypeError, `'${category.type.name}' object cannot be interpreted as an integer`);
  const state = stateOf(vm);
  const which = Number(category.v);
  const names = which === 6 ? MIXED : MIXED.filter((n) => CATEGORIES[n] === which);
  const fail = (message: string): null => vm.raise(vm.type(errorSpec), message);
  if (name !== null && name !== vm.none) {
    if (!isStr(name)) return vm.raise(vm.T.TypeError, `setlocale() argument 2 must be str or None, not ${name.type.name}`);
    if (names.length === 0) return fail("unsupported locale setting");
    const text = name.v as string;
    const parts = text.includes(";") ? new Map(text.split(";").map((p) => p.split("=") as [string, string])) : null;
    for (const n of names) {
      const locale = known(vm, parts === null ? text : (parts.get(n) ?? "C"));
      if (locale === null) return fail("unsupported locale setting");
      state.set(n, locale);
    }
  }
  if (names.length === 0) return fail("locale query failed");
  const values = new Set(names.map((n) => state.get(n)!));
  return vm.newStr(values.size === 1 ? [...values][0]! : MIXED.map((n) => `${n}=${state.get(n)!}`).join(";"));
}

/** CPython 3.11: Modules/_localemodule.c PyLocale_localeconv */
function localeconv(vm: VM): Result {
  const dict = vm.newDict();
  const texts = ["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"];
  for (const name of texts) dictStealString(vm, dict, name, vm.newStr(""));
  dictStealString(vm, dict, "mon_grouping", vm.newList([]));
  for (const name of ["positive_sign", "negative_sign"]) dictStealString(vm, dict, name, vm.newStr(""));
  const unset = ["int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space"];
  for (const name of [...unset, "p_sign_posn", "n_sign_posn"]) dictStealString(vm, dict, name, vm.newInt(127));
  dictStealString(vm, dict, "decimal_point", vm.newStr("."));
  dictStealString(vm, dict, "thousands_sep", vm.newStr(""));
  dictStealString(vm, dict, "grouping", vm.newList([]));
  return dict;
}

/** CPython 3.11: Modules/_localemodule.c PyLocale_nl_langinfo */
function nl_langinfo(vm: VM, _m: PyObject, item: PyObject): Result {
  if (!isInt(item)) return vm.raise(vm.T.TypeError, `'${item.type.name}' object cannot be interpreted as an integer`);
  const found = ITEMS.find(([, value]) => value === item.v);
  return found === undefined ? vm.raise(vm.T.ValueError, "unsupported langinfo constant") : vm.newStr(found[2]);
}

function needStr(vm: VM, name: string, position: string, o: PyObject): boolean {
  if (isStr(o)) return true;
  vm.raise(vm.T.TypeError, `${name}() argument ${position}must be str, not ${o === vm.none ? "None" : o.type.name}`);
  return false;
}

function strcoll(vm: VM, _m: PyObject, a: PyObject, b: PyObject): Result {
  if (!needStr(vm, "strcoll", "1 ", a) || !needStr(vm, "strcoll", "2 ", b)) return null;
  return vm.newInt(compareTexts(textOf(a), textOf(b)));
}

/** The module `_locale`. CPython 3.11: Modules/_localemodule.c */
export const _localeModule: ModuleSpec = {
  name: "_locale",
  doc: "Support for POSIX locales.",
  methods: [
    method("setlocale", "($module, category, locale=None, /)", setlocale, { doc: "Sets or asks for the locale of a category." }),
    method("localeconv", "($module, /)", localeconv, { doc: "Conventions for numbers and money." }),
    method("nl_langinfo", "($module, key, /)", nl_langinfo, { doc: "What the locale says for the constant key." }),
    method("strcoll", "($module, os1, os2, /)", strcoll, { doc: "Compares two strings by the locale." }),
    method("strxfrm", "($module, string, /)", (vm, _m, o: PyObject) => (needStr(vm, "strxfrm", "", o) ? newRef(o) : null), {
      doc: "A string that compares as strcoll does.",
    }),
    method("getencoding", "($module, /)", (vm) => vm.newStr("UTF-8"), { doc: "The locale's encoding." }),
    method("gettext", "($module, msg, /)", (_vm, _m, o: PyObject) => newRef(o), { doc: "The translation of msg." }),
    method("dgettext", "($module, domain, msg, /)", (_vm, _m, _d, o: PyObject) => newRef(o), { doc: "The translation of msg." }),
    method("dcgettext", "($module, domain, msg, category, /)", (_vm, _m, _d, o: PyObject) => newRef(o), {
      doc: "The translation of msg.",
    }),
    method("textdomain", "($module, domain, /)", (vm, _m, o: PyObject) => (o === vm.none ? vm.newStr("messages") : newRef(o)), {
      doc: "Sets the domain of messages.",
    }),
    method("bindtextdomain", "($module, domain, dir, /)", (_vm, _m, _d, dir: PyObject) => newRef(dir), {
      doc: "Says where a domain's translations are.",
    }),
    method("bind_textdomain_codeset", "($module, domain, codeset, /)", (_vm, _m, _d, codeset: PyObject) => newRef(codeset), {
      doc: "Says how a domain's translations are encoded.",
    }),
  ],
  init(vm, set) {
    set("Error", newRef(vm.type(errorSpec).object));
    set("CHAR_MAX", vm.newInt(127));
    for (const [name, value] of Object.entries(CATEGORIES)) set(name, vm.newInt(value));
    for (const [name, value] of ITEMS) set(name, vm.newInt(value));
  },
};

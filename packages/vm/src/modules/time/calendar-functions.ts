import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isInt } from "../../objects/int/value.ts";
import { newStructSequence, type StructSequence, structSequence } from "../../objects/structseq.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { type CivilTime, civilOfSeconds, secondsOfCivil } from "./civil.ts";
import { ascTime, format, type Zone } from "./strftime.ts";

const FIELDS = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

/** CPython 3.11: Modules/timemodule.c struct_time_type_desc */
export const structTime: StructSequence = structSequence("time.struct_time", FIELDS, { hidden: ["tm_zone", "tm_gmtoff"] });

function newStructTime(vm: VM, t: CivilTime, zone: Zone): Result {
  const fields = [t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearDay, t.summer];
  return newStructSequence(vm, structTime, [...fields.map((n) => vm.newInt(n)), vm.newStr(zone.name), vm.newInt(zone.offset)]);
}

/** As the C library calls it. */
const UTC: Zone = { name: "GMT", offset: 0 };

/** Whole seconds, rounded down, of the optional argument; null with an exception after having dropped it. */
function withSeconds(vm: VM, o: PyObject | null, next: (vm: VM, value: PyObject) => Result): Result {
  if (o === null || o === vm.none) return next(vm, vm.newFloat(Math.floor(vm.clock.realtime() / 1e9)));
  if (!isInt(o) && o.type !== vm.T.float && o.type.nb_index === null)
    return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return andThen(vm, asDouble(vm, o), next);
}

function taken(vm: VM, value: PyObject): number | null {
  const x = value.v as number;
  vm.counts.decref(value);
  if (Number.isNaN(x)) return vm.raise(vm.T.ValueError, "Invalid value NaN (not a number)");
  if (Math.abs(x) >= 9223372036854775808) return vm.raise(vm.T.OverflowError, "timestamp out of range for platform time_t");
  // Years beyond a C int.
  return Math.abs(x) > 67768036191676799 ? vm.raise(vm.T.OverflowError, "Value too large for defined data type") : Math.floor(x);
}

function utcOf(vm: VM, value: PyObject): Result {
  const s = taken(vm, value);
  return s === null ? null : newStructTime(vm, civilOfSeconds(s), UTC);
}

function localCivil(vm: VM, seconds: number): { civil: CivilTime; zone: Zone } {
  const zone = vm.host.timeZone(seconds);
  return { civil: civilOfSeconds(seconds + zone.offset, zone.isSummer ? 1 : 0), zone };
}

function localOf(vm: VM, value: PyObject): Result {
  const s = taken(vm, value);
  if (s === null) return null;
  const { civil, zone } = localCivil(vm, s);
  return newStructTime(vm, civil, zone);
}

function ctimeOf(vm: VM, value: PyObject): Result {
  const s = taken(vm, value);
  return s === null ? null : vm.newStr(ascTime(localCivil(vm, s).civil));
}

/** CPython 3.11: Modules/timemodule.c gettmarg */
function civilOf(vm: VM, o: PyObject, name: string): CivilTime | null {
  if ((o.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0) return vm.raise(vm.T.TypeError, "Tuple or struct_time argument required");
  const items = o.v as PyObject[];
  if (items.length !== 9) return vm.raise(vm.T.TypeError, `${name}(): illegal time tuple argument`);
  const bad = items.find((i) => !isInt(i));
  // NOT CPYTHON: __index__ of an item is not called.
  if (bad !== undefined) return vm.raise(vm.T.TypeError, `'${bad.type.name}' object cannot be interpreted as an integer`);
  const [year, month, day, hour, minute, second, weekday, yearDay, summer] = items.map((i) => Number(i.v)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute, second, weekday: ((weekday % 7) + 7) % 7, yearDay, summer };
}

/** Zeros stand for the lowest value, the rest must be in range. CPython 3.11: Modules/timemodule.c checktm */
function checked(vm: VM, t: CivilTime | null): CivilTime | null {
  if (t === null) return null;
  const refuse = (what: string): null => vm.raise(vm.T.ValueError, `${what} out of range`);
  const fixed = {
    ...t,
    month: t.month === 0 ? 1 : t.month,
    day: t.day === 0 ? 1 : t.day,
    yearDay: t.yearDay === 0 ? 1 : t.yearDay,
  };
  if (fixed.month < 1 || fixed.month > 12) return refuse("month");
  if (fixed.day < 1 || fixed.day > 31) return refuse("day of month");
  if (t.hour < 0 || t.hour > 23) return refuse("hour");
  if (t.minute < 0 || t.minute > 59) return refuse("minute");
  if (t.second < 0 || t.second > 61) return refuse("seconds");
  if (fixed.yearDay < 1 || fixed.yearDay > 366) return refuse("day of year");
  return fixed;
}

/** The given time, or local time now. */
function timeArgument(vm: VM, o: PyObject | null, name: string): CivilTime | null {
  if (o === null) return localCivil(vm, Math.floor(vm.clock.realtime() / 1e9)).civil;
  return checked(vm, civilOf(vm, o, name));
}

/** Seconds since 1970 of local time. */
function localSeconds(vm: VM, t: CivilTime): number {
  const asUtc = secondsOfCivil(t.year, t.month, t.day, t.hour, t.minute, t.second);
  const first = asUtc - vm.host.timeZone(asUtc).offset;
  return asUtc - vm.host.timeZone(first).offset;
}

function time_strftime(vm: VM, _module: PyObject, pattern: PyObject, o: PyObject | null): Result {
  const t = timeArgument(vm, o, "strftime");
  if (t === null) return null;
  if (typeof pattern.v !== "string")
    return vm.raise(vm.T.TypeError, `strftime() argument 1 must be str, not ${pattern.type.name}`);
  return vm.newStr(format(pattern.v, t, vm.host.timeZone(localSeconds(vm, t))));
}

function time_asctime(vm: VM, _module: PyObject, o: PyObject | null): Result {
  const t = timeArgument(vm, o, "asctime");
  return t === null ? null : vm.newStr(ascTime(t));
}

function time_mktime(vm: VM, _module: PyObject, o: PyObject): Result {
  const t = civilOf(vm, o, "mktime");
  if (t === null) return null;
  return vm.newFloat(localSeconds(vm, t));
}

export const calendarMethods: readonly MethodSpec[] = [
  method("gmtime", "(seconds=None, /)", (vm, _m, s) => withSeconds(vm, s, utcOf)),
  method("localtime", "(seconds=None, /)", (vm, _m, s) => withSeconds(vm, s, localOf)),
  method("ctime", "(seconds=None, /)", (vm, _m, s) => withSeconds(vm, s, ctimeOf)),
  method("asctime", "(tuple=<unrepresentable>, /)", time_asctime),
  method("mktime", "(tuple, /)", time_mktime, { convention: "METH_O" }),
  method("strftime", "(format, tuple=<unrepresentable>, /)", time_strftime),
];

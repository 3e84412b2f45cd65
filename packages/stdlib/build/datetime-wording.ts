/*
 * CPython runs the datetime that is written in C (Modules/_datetimemodule.c); the library's own, in Python, gives the same values, but words some errors
 * otherwise. Programs see the words, so they are put right when the library is packed. NOT CPYTHON: the source of datetime.py differs in these places.
 */

const NAME = (x: string): string => `('datetime.' if type(${x}).__module__ == 'datetime' else '') + type(${x}).__name__`;

/** What is replaced by what; each stands there at least once. */
const REPLACEMENTS: readonly (readonly [string, string])[] = [
  ["raise ValueError('year must be in %d..%d' % (MINYEAR, MAXYEAR), year)", "raise ValueError('year %d is out of range' % year)"],
  ["raise ValueError('month must be in 1..12', month)", "raise ValueError('month must be in 1..12')"],
  ["raise ValueError('day must be in 1..%d' % dim, day)", "raise ValueError('day is out of range for month')"],
  ["raise ValueError('hour must be in 0..23', hour)", "raise ValueError('hour must be in 0..23')"],
  ["raise ValueError('minute must be in 0..59', minute)", "raise ValueError('minute must be in 0..59')"],
  ["raise ValueError('second must be in 0..59', second)", "raise ValueError('second must be in 0..59')"],
  ["raise ValueError('microsecond must be in 0..999999', microsecond)", "raise ValueError('microsecond must be in 0..999999')"],
  ["raise ValueError('fold must be either 0 or 1', fold)", "raise ValueError('fold must be either 0 or 1')"],
  [
    'raise TypeError("tzinfo argument must be None or of a tzinfo subclass")',
    `raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)`,
  ],
  [
    'raise TypeError("tz argument must be an instance of tzinfo")',
    `raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)`,
  ],
  [
    'raise OverflowError("timedelta # of days is too large: %d" % d)',
    'raise OverflowError("days=%d; must have magnitude <= 999999999" % d)',
  ],
  ['raise OverflowError("result out of range")', 'raise OverflowError("date value out of range")'],
  ['"cannot compare naive and aware times"', `"can't compare offset-naive and offset-aware times"`],
  ['"cannot compare naive and aware datetimes"', `"can't compare offset-naive and offset-aware datetimes"`],
  ['"cannot mix naive and timezone-aware time"', `"can't subtract offset-naive and offset-aware datetimes"`],
  [
    "return (f'{self.__class__.__name__}'\n                f'(year=",
    "return (f'datetime.{self.__class__.__name__}'\n                f'(year=",
  ],
  [`"can't compare '%s' to '%s'" % (`, `"can't compare %s to %s" % (`],
  ["type(x).__name__, type(y).__name__)", `${NAME("x")}, ${NAME("y")})`],
  [
    'raise TypeError("must be str, not %s" % type(fmt).__name__)',
    'raise TypeError("__format__() argument must be str, not %s" % type(fmt).__name__)',
  ],
  [
    'raise TypeError("date argument must be a date instance")',
    'raise TypeError("combine() argument 1 must be datetime.date, not " + type(date).__name__)',
  ],
  [
    'raise TypeError("time argument must be a time instance")',
    'raise TypeError("combine() argument 2 must be datetime.time, not " + type(time).__name__)',
  ],
  [
    'raise TypeError("offset must be a timedelta")',
    'raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)',
  ],
  ['f"Invalid weekday: {day} (range is [1, 7])"', 'f"Invalid day: {day} (range is [1, 7])"'],
  [
    "        y, m, d = _ord2ymd(n)\n        return cls(y, m, d)",
    "        if n < 1:\n            raise ValueError('ordinal must be >= 1')\n        y, m, d = _ord2ymd(n)\n        return cls(y, m, d)",
  ],
  ['"tzinfo subclass must override tzname()"', '"a tzinfo subclass must implement tzname()"'],
  ['"tzinfo subclass must override utcoffset()"', '"a tzinfo subclass must implement utcoffset()"'],
  ['"tzinfo subclass must override dst()"', '"a tzinfo subclass must implement dst()"'],
  [
    "        # Normalize everything to days, seconds, microseconds.",
    "        for name, part in (('microseconds', microseconds), ('milliseconds', milliseconds), ('seconds', seconds),\n" +
      "                           ('minutes', minutes), ('hours', hours), ('days', days), ('weeks', weeks)):\n" +
      "            if not isinstance(part, (int, float)):\n" +
      "                raise TypeError('unsupported type for timedelta %s component: %s' % (name, type(part).__name__))\n" +
      "        # Normalize everything to days, seconds, microseconds.",
  ],
  [
    'raise TypeError("name must be a string")',
    'raise TypeError("timezone() argument 2 must be str, not " + type(name).__name__)',
  ],
];

/** The source of datetime.py with the errors of the C version. */
export function withNativeWording(source: string): string {
  let text = source;
  for (const [from, to] of REPLACEMENTS) {
    if (!text.includes(from)) throw new Error(`datetime.py has no longer: ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

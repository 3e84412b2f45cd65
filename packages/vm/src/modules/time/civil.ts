/*
 * Days and dates of the proleptic Gregorian calendar, in whole numbers.
 */

/** A broken-down time with C's conventions turned into Python's: month 1-12, Monday 0, day of the year 1-366. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
  /** 1 summer time, 0 not, -1 unknown. */
  readonly summer: number;
}

const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to the first of a year. */
function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) - 719162;
}

function daysBeforeMonth(year: number, month: number): number {
  return BEFORE_MONTH[month]! + (month > 1 && isLeap(year) ? 1 : 0);
}

/** Seconds since 1970 of a date and time in UTC; fields may lie outside their ranges, as in C's timegm. `month` is 1-12. */
export function secondsOfCivil(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const y = year + Math.floor((month - 1) / 12);
  const m = (((month - 1) % 12) + 12) % 12;
  return (((daysBeforeYear(y) + daysBeforeMonth(y, m) + day - 1) * 24 + hour) * 60 + minute) * 60 + second;
}

/** The date and time in UTC of seconds since 1970. */
export function civilOfSeconds(seconds: number, summer = 0): CivilTime {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysBeforeYear(year) > days) year--;
  while (daysBeforeYear(year + 1) <= days) year++;
  const dayOfYear = days - daysBeforeYear(year);
  let month = 11;
  while (daysBeforeMonth(year, month) > dayOfYear) month--;
  return {
    year,
    month: month + 1,
    day: dayOfYear - daysBeforeMonth(year, month) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 3) % 7) + 7) % 7,
    yearDay: dayOfYear + 1,
    summer,
  };
}

/** Year and number of the week by ISO 8601. */
export function isoWeek(t: CivilTime): readonly [year: number, week: number] {
  const week = Math.floor((t.yearDay - 1 - t.weekday + 10) / 7);
  if (week < 1) {
    const length = isLeap(t.year - 1) ? 366 : 365;
    return [t.year - 1, Math.floor((t.yearDay - 1 + length - t.weekday + 10) / 7)];
  }
  const length = isLeap(t.year) ? 366 : 365;
  // The Thursday of this week lies in the next year.
  return week === 53 && t.yearDay - t.weekday + 3 > length ? [t.year + 1, 1] : [t.year, week];
}

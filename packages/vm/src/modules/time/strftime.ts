import { type CivilTime, isoWeek, secondsOfCivil } from "./civil.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What local time is called, and how many seconds it is east of UTC. */
export interface Zone {
  readonly name: string;
  readonly offset: number;
}

function pad(n: number, width: number, fill = "0"): string {
  return n < 0 ? `-${String(-n).padStart(width - 1, fill)}` : String(n).padStart(width, fill);
}

/** "Sun Jun  9 04:26:40 1993". CPython 3.11: Modules/timemodule.c _asctime */
export function ascTime(t: CivilTime): string {
  const clock = `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`;
  return `${DAYS[t.weekday]!.slice(0, 3)} ${MONTHS[t.month - 1]!.slice(0, 3)}${String(t.day).padStart(3)} ${clock} ${t.year}`;
}

/** One directive in the C locale as glibc has it; null: not a directive. */
function directive(letter: string, t: CivilTime, zone: Zone): string | null {
  const twelve = t.hour % 12 === 0 ? 12 : t.hour % 12;
  switch (letter) {
    case "a":
      return DAYS[t.weekday]!.slice(0, 3);
    case "A":
      return DAYS[t.weekday]!;
    case "b":
    case "h":
      return MONTHS[t.month - 1]!.slice(0, 3);
    case "B":
      return MONTHS[t.month - 1]!;
    case "c":
      return format("%a %b %e %H:%M:%S %Y", t, zone);
    case "C":
      return pad(Math.floor(t.year / 100), 2);
    case "d":
      return pad(t.day, 2);
    case "D":
    case "x":
      return format("%m/%d/%y", t, zone);
    case "e":
      return pad(t.day, 2, " ");
    case "F":
      return format("%Y-%m-%d", t, zone);
    case "g":
      return pad(((isoWeek(t)[0] % 100) + 100) % 100, 2);
    case "G":
      return String(isoWeek(t)[0]);
    case "H":
      return pad(t.hour, 2);
    case "I":
      return pad(twelve, 2);
    case "j":
      return pad(t.yearDay, 3);
    case "k":
      return pad(t.hour, 2, " ");
    case "l":
      return pad(twelve, 2, " ");
    case "m":
      return pad(t.month, 2);
    case "M":
      return pad(t.minute, 2);
    case "n":
      return "\n";
    case "p":
      return t.hour < 12 ? "AM" : "PM";
    case "P":
      return t.hour < 12 ? "am" : "pm";
    case "r":
      return format("%I:%M:%S %p", t, zone);
    case "R":
      return format("%H:%M", t, zone);
    case "s":
      return String(secondsOfCivil(t.year, t.month, t.day, t.hour, t.minute, t.second) - zone.offset);
    case "S":
      return pad(t.second, 2);
    case "t":
      return "\t";
    case "T":
    case "X":
      return format("%H:%M:%S", t, zone);
    case "u":
      return String(t.weekday + 1);
    case "U":
      return pad(Math.floor((t.yearDay - 1 + 7 - ((t.weekday + 1) % 7)) / 7), 2);
    case "V":
      return pad(isoWeek(t)[1], 2);
    case "w":
      return String((t.weekday + 1) % 7);
    case "W":
      return pad(Math.floor((t.yearDay - 1 + 7 - t.weekday) / 7), 2);
    case "y":
      return pad(((t.year % 100) + 100) % 100, 2);
    case "Y":
      return String(t.year);
    case "z": {
      const minutes = Math.floor(Math.abs(zone.offset) / 60);
      return `${zone.offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60) * 100 + (minutes % 60), 4)}`;
    }
    case "Z":
      return zone.name;
    case "%":
      return "%";
    default:
      return null;
  }
}

/** A time as text; what is no directive stays as it is. CPython 3.11: Modules/timemodule.c time_strftime, which asks the C library */
export function format(pattern: string, t: CivilTime, zone: Zone): string {
  let out = "";
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== "%" || i + 1 === pattern.length) {
      out += pattern[i];
      continue;
    }
    let at = i + 1;
    const flag = "-_0^#".includes(pattern[at]!) ? pattern[at++]! : "";
    if ((pattern[at] === "E" || pattern[at] === "O") && at + 1 < pattern.length) at++;
    const text = at < pattern.length ? directive(pattern[at]!, t, zone) : null;
    if (text === null) {
      out += "%";
      continue;
    }
    i = at;
    out +=
      flag === "-"
        ? text.replace(/^[0 ]+(?=.)/, "")
        : flag === "_"
          ? text.replace(/^0+(?=.)/, (z) => " ".repeat(z.length))
          : flag === "^"
            ? text.toUpperCase()
            : text;
  }
  return out;
}

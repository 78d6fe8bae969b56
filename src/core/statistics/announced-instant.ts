/**
 * The moment of an announcement in seconds, for putting announcements in order. A date without a time stands at its noon,
 * universal time. The text is a date, or a date with time and offset, as a declaration's file has it (ISO 8601).
 */
export function announcedInstant(announcedAt: string): number {
  const found = PATTERN.exec(announcedAt)?.groups;
  if (found === undefined) throw new Error(`${announcedAt} is no date`);
  const { year, month, day, hour, minute, second, sign, offsetHour, offsetMinute } = found;
  const days = daysBefore(Number(year), Number(month), Number(day));
  if (hour === undefined) return days * 86_400 + 43_200;
  const offset = Number(offsetHour ?? 0) * 3600 + Number(offsetMinute ?? 0) * 60;
  const time = Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0);
  return days * 86_400 + time - (sign === "-" ? -offset : offset);
}
const PATTERN =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d(?:\.\d+)?))?(?:Z|(?<sign>[+-])(?<offsetHour>\d\d):?(?<offsetMinute>\d\d)))?$/;

/** Days from the first of March of year 0 of the Gregorian calendar; the year is taken to start in March. */
function daysBefore(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leaps + Math.floor((153 * marchMonth + 2) / 5) + day - 1;
}

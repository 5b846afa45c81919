/** The days of an event, as short as they can be said: `24 November 2026`, `24 – 26 November 2026`. */
export function dateRange(
  locale: string,
  timeZone: string,
  startMs: number,
  endMs: number,
): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return format.formatRange(startMs, Math.max(startMs, endMs));
}

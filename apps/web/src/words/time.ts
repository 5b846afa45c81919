import { dateFormat } from './formats.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = 'second' | 'minute' | 'hour' | 'day';
const amount = (locale: string, value: number, unit: Unit): string =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
  }).format(value);

/** A length of time in at most two units, for reading: `12 sec`, `4 min`, `1 hr 5 min`, `3 days`. */
export function durationWords(locale: string, lengthMs: number): string {
  const ms = Math.max(0, lengthMs);
  if (ms < MINUTE) return amount(locale, Math.floor(ms / SECOND), 'second');
  if (ms < HOUR) return amount(locale, Math.floor(ms / MINUTE), 'minute');
  if (ms < 2 * DAY) {
    const hours = amount(locale, Math.floor(ms / HOUR), 'hour');
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    return minutes === 0 ? hours : `${hours} ${amount(locale, minutes, 'minute')}`;
  }
  return amount(locale, Math.round(ms / DAY), 'day');
}

/** A countdown as a clock shows it: `4:05`, `1:12:30`. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** Offset of a zone from UTC at a moment, in minutes; east is positive. */
export function zoneOffsetMinutes(timeZone: string, atMs: number): number {
  const parts = dateFormat('en', {
    timeZone,
    timeZoneName: 'longOffset',
  }).formatToParts(atMs);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const found = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

/** The place that names a zone: `America/Argentina/Buenos_Aires` is `Buenos Aires`. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** The reader's clock against the event's, in ms: positive when the reader is ahead. */
export function readerAheadMs(eventZone: string, readerZone: string, atMs: number): number {
  return (zoneOffsetMinutes(readerZone, atMs) - zoneOffsetMinutes(eventZone, atMs)) * MINUTE;
}

/** Key of the calendar day on which a moment falls in a zone: `2026-11-24`. */
export function dayKey(timeZone: string, atMs: number): string {
  return dateFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(atMs);
}

export const clockTime = (locale: string, timeZone: string, atMs: number): string =>
  dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs);

/** A time of day; with the day of the week before it when that is not today. */
export function nearTime(locale: string, timeZone: string, atMs: number, nowMs: number): string {
  if (dayKey(timeZone, atMs) === dayKey(timeZone, nowMs)) return clockTime(locale, timeZone, atMs);
  return dateFormat(locale, {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
}

export const dayName = (
  locale: string,
  timeZone: string,
  atMs: number,
  length: 'long' | 'short',
): string =>
  dateFormat(locale, {
    timeZone,
    weekday: length,
    day: 'numeric',
    month: length,
  }).format(atMs);

/** A moment in full, with its zone: what a pointer that rests on a time shows. */
export const fullTime = (locale: string, timeZone: string, atMs: number): string =>
  dateFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(atMs);

const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of the reader's device, as it was when the page was opened. */
export const readerZone = (): string => zoneHere;

import { useWords } from '../../words/context.js';
import { durationWords, readerAheadMs, readerZone, zoneCity } from '../../words/time.js';

/** Whose clock the times are by, in plain words. */
export function ZoneLine({ timeZone, nowMs }: { timeZone: string; nowMs: number }) {
  const { locale, event: words } = useWords();
  const zone = readerZone();
  const ahead = readerAheadMs(timeZone, zone, nowMs);
  if (ahead === 0) return <p className="quiet small">{words.sameZone}</p>;
  const length = durationWords(locale, Math.abs(ahead));
  const city = zoneCity(timeZone);
  return (
    <p className="quiet small">
      {words.yourTime(zoneCity(zone))} ·{' '}
      {ahead > 0 ? words.ahead(length, city) : words.behind(length, city)}
    </p>
  );
}

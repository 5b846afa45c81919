import { CloudOff, PlugZap, RefreshCw, WifiOff } from 'lucide-react';
import { useNow } from '../../live/useNow.js';
import { useWords } from '../../words/context.js';
import { durationWords } from '../../words/time.js';
import type { Banner } from './situation.js';

const icons = {
  away: PlugZap,
  offline: WifiOff,
  serverAway: CloudOff,
  serverAwayQuiet: CloudOff,
  waiting: RefreshCw,
  retrying: RefreshCw,
} as const;

/** The one sentence about what is not as it should be; it lies over the picture and moves nothing. */
export function BannerView({ banner }: { banner: Banner }) {
  const { situation: words } = useWords();
  const Icon = icons[banner.name];
  return (
    <div className={`banner banner-${banner.name}`} role="status">
      <Icon aria-hidden="true" />
      <p>{banner.name === 'away' ? <Away sinceMs={banner.sinceMs} /> : words[banner.name]}</p>
    </div>
  );
}

/** The seconds are for the eyes; a screen reader hears the sentence once. */
function Away({ sinceMs }: { sinceMs: number }) {
  const { locale, situation: words } = useWords();
  const now = useNow(1_000);
  return words.away(durationWords(locale, now - sinceMs));
}

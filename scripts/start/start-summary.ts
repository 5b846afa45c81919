import { availableParallelism } from 'node:os';
import type { Owncast } from '../bootstrap/owncast.ts';
import type { DemoEvent } from './demo-event.ts';
import { rtmpUrl } from './services.ts';
import type { Settings } from './settings.ts';
import { type SummaryRow, summary } from './summary.ts';

interface Started {
  demo: DemoEvent | undefined;
  /** The one-time organizer link. */
  link: string;
  owncast: Owncast;
}

/** What stands on the screen when everything runs. */
export function startSummary(settings: Settings, { demo, link, owncast }: Started): string {
  const origin = settings.origins.split(',')[0] ?? '';
  const [onAir, waiting] = demo?.rooms ?? [];
  const rows: SummaryRow[] = [];
  if (demo !== undefined && onAir !== undefined)
    rows.push(
      ['Watch', `${origin}/e/${demo.event}/${onAir.slug}`],
      ['All of the event', `${origin}/e/${demo.event}`],
    );
  else rows.push(['Attendees', origin]);
  rows.push(
    ['Organize', link],
    ['', '(this link opens once; npm start -- --organizer-link makes another)'],
    'gap',
  );
  rows.push(['OBS server', rtmpUrl(settings)]);
  if (demo !== undefined && waiting !== undefined)
    rows.push(
      ['OBS stream key', waiting.key],
      ['', `for the stage “${waiting.title}”: ${origin}/e/${demo.event}/${waiting.slug}`],
    );
  else rows.push(['OBS stream key', 'shown once on the page of each stage']);
  return summary('Lectern is running', rows, notes(settings, owncast));
}

function notes(settings: Settings, owncast: Owncast): string[] {
  const lines = [`Logs are in ${settings.paths.logs}. Ctrl+C stops everything.`];
  if ('missing' in owncast)
    lines.unshift(`${owncast.missing} The ladder packager (ffmpeg) serves every stage.`);
  if (availableParallelism() <= 2)
    lines.unshift(
      'This machine has few cores: the qualities it cannot hold are left out from the top.',
    );
  return lines;
}

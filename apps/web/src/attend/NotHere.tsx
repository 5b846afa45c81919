import { Link } from 'wouter';
import { useWords } from '../words/context.js';
import { Shell } from './Shell.js';

/** An address that leads nowhere: says so, and where to go instead. */
export function NotHere({ event }: { event?: { slug: string; title: string } }) {
  const words = useWords();
  return (
    <Shell title={words.notHere}>
      <div className="not-here stack">
        <h1>{words.notHere}</h1>
        <p>{words.notHereWhy}</p>
        <p>
          <Link href={event ? `/e/${event.slug}` : '/'}>{event ? event.title : words.toStart}</Link>
        </p>
      </div>
    </Shell>
  );
}

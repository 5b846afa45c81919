import { ChevronLeft } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useDeskWords } from './words/useDeskWords.js';
import './organize.css';

export interface FrameProps {
  title: string;
  /** Where the way back leads, and what is there. */
  back?: { to: string; label: string };
  /** Stands after the title. */
  beside?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** What every page of the organizer has: the way back, a title, what can be done. */
export function Frame({ title, back, beside, actions, wide = false, children }: FrameProps) {
  const w = useDeskWords();
  useEffect(() => {
    document.title = `${title} · ${w.organize} · Lectern`;
  }, [title, w]);
  return (
    <div className={wide ? 'organize organize-wide' : 'organize'}>
      <header className="organize-head">
        <div className="organize-titles">
          {back ? (
            <Link href={back.to} className="organize-back">
              <ChevronLeft aria-hidden="true" />
              {back.label}
            </Link>
          ) : (
            <span className="organize-back">{w.organize}</span>
          )}
          <h1>{title}</h1>
          {beside}
        </div>
        {actions && <div className="organize-actions">{actions}</div>}
      </header>
      <main className="organize-main">{children}</main>
    </div>
  );
}

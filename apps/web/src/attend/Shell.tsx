import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/context.js';
import { SettingsButton } from './settings/SettingsButton.js';
import './shell.css';

export interface ShellProps {
  /** Title of the document. */
  title: string;
  children: ReactNode;
}

/** The frame of the pages that are read: a quiet head, the page, a quiet foot. */
export function Shell({ title, children }: ShellProps) {
  const words = useWords();
  useTitle(title);
  return (
    <div className="shell">
      <header className="shell-head">
        <Link href="/" className="shell-brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M4 11 28 6.500v7L4 18z" fill="currentColor" />
            <path d="M13.500 18.500h5V24h-5zM9 24h14v3H9z" fill="currentColor" opacity="0.65" />
          </svg>
          Lectern
        </Link>
        <SettingsButton />
      </header>
      <main className="shell-main">{children}</main>
      <footer className="shell-foot small quiet">{words.madeWith}</footer>
    </div>
  );
}

/** Names the document after what is on the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Lectern' : `${title} · Lectern`;
  }, [title]);
}

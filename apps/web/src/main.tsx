import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { parseWithoutEval } from './live/parsing.js';
import { kept } from './ui/storage.js';
import { showTheme, storedTheme } from './ui/theme.js';
import { loadWords, WordsProvider } from './words/context.js';
import { readerLanguage } from './words/language.js';
import './ui/tokens.css';
import './ui/base.css';

/** The entrances: each is a file of its own, and none knows the others. */
const entrances: [path: RegExp, load: () => Promise<ComponentType>][] = [
  [/^\/o(\/|$)/, async () => (await import('./organize/Organize.js')).Organize],
  [/^\//, async () => (await import('./attend/Attend.js')).Attend],
];

async function start(root: HTMLElement): Promise<void> {
  parseWithoutEval();
  showTheme(storedTheme(kept), document.documentElement);
  const language = readerLanguage(kept, navigator.languages);
  document.documentElement.lang = language;
  const load = entrances.find(([path]) => path.test(location.pathname))?.[1];
  if (!load) throw new Error('Every path has an entrance.');
  const [words, Entrance] = await Promise.all([loadWords(language, navigator.languages), load()]);
  createRoot(root).render(
    <StrictMode>
      <WordsProvider value={words}>
        <Entrance />
      </WordsProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) {
  start(root).catch((error: unknown) => {
    console.error('The page could not be started.', error);
    // After an update the files of the old page are gone; a fresh page knows the new ones.
    root.textContent = 'This page could not be loaded. Please reload it.';
  });
}

import { useState } from 'react';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Select, Switch } from '../../ui/Field.js';
import { kept } from '../../ui/storage.js';
import { useStore } from '../../ui/store.js';
import { setTheme, storedTheme, type Theme } from '../../ui/theme.js';
import { useWords } from '../../words/context.js';
import { chooseLanguage, isLanguage, languages, readerLanguage } from '../../words/language.js';
import { useNaming } from '../name/NameGate.js';
import { prefer, preferences } from '../preferences.js';

const themes: Theme[] = ['system', 'light', 'dark'];

/** What the reader can set for themselves; it is kept in this browser. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { settings } = words;
  const chosen = useStore(preferences);
  const { name, rename } = useNaming();
  const [theme, showTheme] = useState(() => storedTheme(kept));
  return (
    <Dialog title={settings.title} closeLabel={words.close} onClose={onClose}>
      <div className="stack">
        <Select
          label={settings.theme}
          value={theme}
          onChange={(event) => {
            const next = themes.find((it) => it === event.target.value) ?? 'system';
            showTheme(next);
            setTheme(next, kept, document.documentElement);
          }}
        >
          {themes.map((it) => (
            <option key={it} value={it}>
              {settings.themes[it]}
            </option>
          ))}
        </Select>
        <Select
          label={settings.language}
          defaultValue={readerLanguage(kept, navigator.languages)}
          onChange={(event) => {
            if (!isLanguage(event.target.value)) return;
            chooseLanguage(event.target.value, kept);
            location.reload();
          }}
        >
          {Object.entries(languages).map(([key, label]) => (
            <option key={key} value={key} lang={key}>
              {label}
            </option>
          ))}
        </Select>
        <div>
          <Switch
            label={settings.announce}
            checked={chosen.announce}
            onChange={(announce) => prefer({ announce })}
          />
          <Switch
            label={settings.keys}
            checked={chosen.keys}
            onChange={(keys) => prefer({ keys })}
          />
          <Switch
            label={settings.nativeControls}
            checked={chosen.nativeControls}
            onChange={(nativeControls) => prefer({ nativeControls })}
          />
        </div>
        <div className="settings-name">
          <p>
            {name === null ? (
              <span className="quiet">{settings.noName}</span>
            ) : (
              <>
                {settings.name}: <bdi>{name}</bdi>
              </>
            )}
          </p>
          {name !== null && (
            <Button size="small" onClick={rename}>
              {settings.rename}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

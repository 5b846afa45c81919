import { useCallback, useState, type Ref } from 'react';
import { useLoaded } from '../../live/useLoaded.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { useWords } from '../../words/context.js';
import { fullTime, readerZone } from '../../words/time.js';
import { api } from '../api.js';
import { Confirm } from '../Confirm.js';
import { CopyField } from '../CopyField.js';
import { useAction } from '../useAction.js';
import { useDeskWords } from '../words/useDeskWords.js';

/** The stage's key: shown once, copied, made anew; and how an encoder is set up with it. */
export function StreamKey({ room, ref }: { room: string; ref: Ref<HTMLElement> }) {
  const w = useDeskWords();
  const load = useCallback((signal: AbortSignal) => api.streamKeys(room, signal), [room]);
  const [loaded, reload] = useLoaded(load, 60_000);
  const [shown, setShown] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { run, busy, error } = useAction();
  const make = () =>
    run(async () => {
      setShown((await api.makeStreamKey(room)).key);
      reload();
    });
  const keys = loaded.name === 'there' ? loaded.value : null;
  const newest = keys?.keys.toSorted((a, b) => b.createdMs - a.createdMs)[0];
  return (
    <section ref={ref} tabIndex={-1} className="sheet" aria-labelledby="stream-key">
      <h2 id="stream-key" className="panel-title">
        {w.key.title}
      </h2>
      {loaded.name === 'failed' && <Notice tone="bad">{loaded.error.message}</Notice>}
      {error && (
        <Notice tone="bad" announce>
          {error}
        </Notice>
      )}
      {keys && (
        <CopyField label={w.key.address} value={keys.rtmpUrl} copyLabel={w.key.copyAddress} />
      )}
      {shown !== null && (
        <>
          <CopyField label={w.key.key} value={shown} copyLabel={w.key.copyKey} />
          <Notice
            tone="warn"
            announce
            action={<Button onClick={() => setShown(null)}>{w.key.done}</Button>}
          >
            {w.key.once}
          </Notice>
        </>
      )}
      {keys && shown === null && (
        <div className="key-line">
          <Remembered hint={newest?.hint} createdMs={newest?.createdMs} />
          <Button busy={busy} onClick={() => (newest ? setAsking(true) : void make())}>
            {newest ? w.key.rotate : w.key.make}
          </Button>
        </div>
      )}
      <details className="steps">
        <summary>{w.key.steps}</summary>
        <ol>
          {w.key.obs.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="quiet small">{w.key.other}</p>
      </details>
      {asking && (
        <Confirm
          title={w.key.rotateTitle}
          words={w.key.rotateWhy}
          no={w.key.rotateNo}
          yes={w.key.rotate}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void make();
          }}
        />
      )}
    </section>
  );
}

function Remembered({
  hint,
  createdMs,
}: {
  hint: string | undefined;
  createdMs: number | undefined;
}) {
  const w = useDeskWords();
  const { locale } = useWords();
  if (hint === undefined || createdMs === undefined) return <p>{w.key.none}</p>;
  return <p className="small">{w.key.exists(hint, fullTime(locale, readerZone(), createdMs))}</p>;
}

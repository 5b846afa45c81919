import { useEffect, useState, type ReactNode } from 'react';
import { useDeskWords } from '../words/useDeskWords.js';
import type { Health } from './health.js';
import { sampled, type Series } from './series.js';
import { Sparkline } from './Sparkline.js';

interface ReadingsProps {
  health: Health;
  viewers: number;
  nowMs: number;
}

/** The numbers of a stage: what comes in, what is made of it, who sees it. */
export function Readings({ health, viewers, nowMs }: ReadingsProps) {
  return (
    <div className="readings">
      <Encoder health={health} nowMs={nowMs} />
      <Packager health={health} />
      <Audience health={health} viewers={viewers} nowMs={nowMs} />
    </div>
  );
}

function Encoder({ health: { stage, kbps }, nowMs }: { health: Health; nowMs: number }) {
  const w = useDeskWords();
  const ingest = stage?.ingest;
  if (!ingest) return <Reading title={w.desk.encoder} value="–" facts={[w.desk.noEncoder]} />;
  const facts = [
    w.desk.size(ingest.width, ingest.height),
    w.desk.fps(ingest.fps),
    w.desk.since(nowMs - ingest.sinceMs),
    w.desk.codecs(ingest.videoCodec, ingest.audioCodec),
    ingest.encoder,
    w.desk.from(ingest.from),
  ];
  return (
    <Reading title={w.desk.encoder} value={w.desk.kbps(Math.round(ingest.kbps))} facts={facts}>
      <Sparkline series={kbps} label={w.desk.bitrate} />
    </Reading>
  );
}

function Packager({ health: { stage } }: { health: Health }) {
  const w = useDeskWords();
  const packager = stage?.packager;
  if (!packager) return <Reading title={w.desk.packager} value="–" facts={[w.desk.noPackager]} />;
  const qualities = packager.renditions.map((it) =>
    it.height === 0 ? w.desk.audioOnly : `${it.height}p${it.fps}`,
  );
  const facts = [
    w.desk.packagerStates[packager.state],
    packager.speed > 0 ? w.desk.speed(packager.speed) : '',
    w.desk.lag(packager.listedLagMs),
    w.desk.restarts(packager.restarts),
    qualities.join(', '),
  ];
  return <Reading title={w.desk.packager} value={w.room.packagers[packager.kind]} facts={facts} />;
}

/** An hour, one sample in ten seconds. */
const KEEP = 360;
const SAMPLE_MS = 10_000;

function Audience({ health: { stage }, viewers, nowMs }: ReadingsProps) {
  const w = useDeskWords();
  const [series, setSeries] = useState<Series>([viewers]);
  const turn = Math.floor(nowMs / SAMPLE_MS);
  useEffect(() => setSeries((before) => sampled(before, viewers, KEEP)), [turn, viewers]);
  const { startedAtMs, listedMs, state } = stage ?? {
    startedAtMs: null,
    listedMs: null,
    state: 'offline',
  };
  const behind =
    state === 'live' && startedAtMs !== null && listedMs !== null
      ? nowMs - startedAtMs - listedMs
      : null;
  const facts = [w.desk.watching, behind === null ? '' : w.desk.delay(Math.max(0, behind))];
  return (
    <Reading title={w.desk.audience} value={w.desk.viewers(viewers)} facts={facts}>
      <Sparkline series={series} label={w.desk.viewersOver} />
    </Reading>
  );
}

interface ReadingProps {
  title: string;
  value: string;
  facts: readonly string[];
  children?: ReactNode;
}

function Reading({ title, value, facts, children }: ReadingProps) {
  return (
    <section className="reading" aria-label={title}>
      <h3>{title}</h3>
      <p className="reading-value numbers">{value}</p>
      <p className="quiet small numbers">{facts.filter((fact) => fact !== '').join('\u00a0· ')}</p>
      {children}
    </section>
  );
}

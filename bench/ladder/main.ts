/**
 * The ladder: CPU time of the product's packager (three renditions with picture and one of sound alone, by its
 * own argument builder) for half a minute of lecture, against three plain `ffmpeg -preset veryfast` processes
 * that make the same three renditions, one after the other in each round.
 *
 *   npm run bench:ladder [-- <rounds>]
 */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRenditions, type Rendition } from '@lectern/protocol/media';
import { ladderArguments } from '../../apps/stage/dist/packagers/ladder-arguments.js';
import { report } from '../support/report.ts';
import { CLIP_SECONDS, talkClip } from '../support/talk-clip.ts';
import { timedRun, type Cost } from '../support/timed-run.ts';
import { need, which } from '../support/tools.ts';
import { words } from '../support/words.ts';

const rounds = Number(process.argv[2] ?? 3);
const SEGMENT_SECONDS = 2;
const pictures = defaultRenditions.filter((one) => one.height > 0);

need(
  { ffmpeg: which('ffmpeg'), bash: which('bash') },
  'they are what is measured, and what measures',
);
const clip = talkClip();
const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
const costs = { plain: [] as Cost[], ladder: [] as Cost[] };
try {
  for (let round = 0; round < rounds; round++) {
    costs.plain.push(await threePlain());
    costs.ladder.push(await ladder());
    console.log(
      `round ${round + 1} of ${rounds}: ${costs.plain.at(-1)?.cpuSeconds.toFixed(1)} and ${costs.ladder.at(-1)?.cpuSeconds.toFixed(1)} CPU-s`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The product's encoder, fed through its pipe as fast as it takes the clip. */
async function ladder(): Promise<Cost> {
  const args = ladderArguments({
    renditions: defaultRenditions,
    fromSeconds: 0,
    segmentSeconds: SEGMENT_SECONDS,
  });
  const stdin = openSync(clip, 'r');
  try {
    return await timedRun('ffmpeg', args, { cwd: folder, stdin, extraPipes: pictures.length });
  } finally {
    closeSync(stdin);
  }
}

/** Three processes at once, as somebody would write them: the CPU time is the sum, the wall time that of the last. */
async function threePlain(): Promise<Cost> {
  const all = await Promise.all(
    pictures.map((one) => timedRun('ffmpeg', plainArguments(one), { cwd: folder })),
  );
  return {
    cpuSeconds: all.reduce((sum, cost) => sum + cost.cpuSeconds, 0),
    wallSeconds: Math.max(...all.map((cost) => cost.wallSeconds)),
  };
}

function plainArguments(one: Rendition): string[] {
  return words(`-v warning -nostdin -y -i ${clip} -vf scale=${one.width}:${one.height}
    -c:v libx264 -preset veryfast -b:v ${one.videoKbps}k -maxrate ${Math.round(one.videoKbps * 1.08)}k
    -bufsize ${one.videoKbps}k -g ${one.fps * SEGMENT_SECONDS} -c:a aac -b:a ${one.audioKbps}k
    -f hls -hls_time ${SEGMENT_SECONDS} -hls_segment_filename plain-${one.name}-%d.ts plain-${one.name}.m3u8`);
}

const speed = (cost: Cost) => CLIP_SECONDS / cost.wallSeconds;
report(
  `Ladder of ${pictures.map((one) => `${one.height}p${one.fps}`).join(' + ')} (and sound alone, Lectern only), ${CLIP_SECONDS} s of lecture, medians of ${rounds} interleaved rounds`,
  'three plain',
  [
    {
      what: 'CPU time',
      unit: 'CPU-s',
      baseline: costs.plain.map((cost) => cost.cpuSeconds),
      lectern: costs.ladder.map((cost) => cost.cpuSeconds),
      goal: { atMost: 0.65 },
    },
    {
      what: 'cores at 1 × realtime',
      unit: 'cores',
      baseline: costs.plain.map((cost) => cost.cpuSeconds / CLIP_SECONDS),
      lectern: costs.ladder.map((cost) => cost.cpuSeconds / CLIP_SECONDS),
    },
    {
      what: 'speed',
      unit: '× realtime',
      baseline: costs.plain.map(speed),
      lectern: costs.ladder.map(speed),
    },
  ],
);

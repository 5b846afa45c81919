import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findExecutable } from '@lectern/host/which';
import type { Rendition } from '@lectern/protocol/media';
import type { StageFault } from '@lectern/protocol/stage';
import { Packaging } from '../src/packagers/packaging.js';
import type { PackagingOptions } from '../src/packagers/packaging-options.js';
import type { FlvConsumer } from '../src/relay/flv-consumer.js';
import { Feeder, makeFlv } from './feeder.js';
import { Playlists } from './hls-rules.js';

export const OWNCAST = findExecutable(process.env['LECTERN_OWNCAST'] ?? 'owncast') ?? null;

/** Small, so that the tests measure the order of things and not the machine. */
export const SMALL: Rendition[] = [
  { name: 'hd', width: 640, height: 360, videoKbps: 500, audioKbps: 96, fps: 25 },
  { name: 'sd', width: 320, height: 180, videoKbps: 200, audioKbps: 96, fps: 25 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

const SOURCE = { width: 640, height: 360, fps: 25 };
const ROOM = 'aaaaaaaaaaaaaaaa';

/** What the packaging is fed with. */
export interface Feed {
  /** Wall clock of media time 0, ms. */
  readonly startedAtMs: number;
  attach(consumer: FlvConsumer): () => void;
  close(): void;
}

/** Rig runs the real packaging on a feed of its own, and reads every playlist version as a viewer would. */
export class Rig {
  readonly root = mkdtempSync(join(tmpdir(), 'lectern-packaging-'));
  readonly feeder: Feed;
  readonly playlists = new Playlists();
  readonly faults: StageFault[] = [];
  readonly listed: Array<{ mediaMs: number; atMs: number }> = [];
  #packaging: Packaging | null = null;

  /** `from`: a feed, or the media time at which one of its own begins. */
  constructor(from: Feed | number = 0) {
    this.feeder = typeof from === 'number' ? ownFeed(from) : from;
  }

  get liveDir(): string {
    return join(this.root, 'live');
  }
  get folder(): string {
    return join(this.liveDir, ROOM);
  }
  get room(): string {
    return ROOM;
  }
  get packaging(): Packaging {
    if (this.#packaging === null) throw new Error('not begun');
    return this.#packaging;
  }

  /** Begins packaging; called again it is what a stage that was started anew does. */
  async begin(options: Partial<PackagingOptions> = {}): Promise<Packaging> {
    const packaging = await Packaging.create({
      room: ROOM,
      dir: join(this.root, 'work'),
      liveDir: this.liveDir,
      renditions: SMALL,
      latency: 0,
      kind: 'ladder',
      ffmpeg: 'ffmpeg',
      owncast: OWNCAST,
      broadcast: { id: 'bbbbbbbbbbbbbbbb', startedAtMs: this.feeder.startedAtMs },
      source: SOURCE,
      attach: (consumer) => this.feeder.attach(consumer),
      cores: 8,
      ...options,
    });
    this.#packaging = packaging;
    packaging.on('fault', (fault) => this.faults.push(fault));
    packaging.on('listed', ({ mediaMs }) => {
      this.listed.push({ mediaMs, atMs: Date.now() });
      this.look();
    });
    return packaging;
  }

  /** Reads every media playlist as it is now. */
  look(): void {
    for (const file of readdirSync(this.folder)) {
      if (file.endsWith('.m3u8') && file !== 'index.m3u8')
        this.playlists.see(file.slice(0, -5), this.read(file));
    }
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Waits until viewers can see the media time; fails after `limitMs`. */
  async until(mediaMs: number, limitMs: number): Promise<void> {
    const end = Date.now() + limitMs;
    while ((this.listed.at(-1)?.mediaMs ?? 0) < mediaMs) {
      if (Date.now() > end)
        throw new Error(
          `nothing at ${mediaMs} ms within ${limitMs} ms: ${JSON.stringify([this.listed.at(-1), this.faults])}`,
        );
      await sleep(50);
    }
  }

  /** The process that encodes or carries the stream now. */
  pid(): number {
    const packager = this.packaging.packager;
    const pid = packager !== null && 'pid' in packager ? packager.pid : undefined;
    if (typeof pid !== 'number') throw new Error('no packager runs');
    return pid;
  }

  /** Longest wait, ms, between two listings. */
  longestGap(): number {
    const waits = this.listed.map((one, n) => one.atMs - (this.listed[n - 1]?.atMs ?? one.atMs));
    return Math.max(0, ...waits);
  }

  /** PTS of all packets of a rendition's listed segments, in ticks, as ffprobe reads them. */
  packets(rendition: string, stream: 'v' | 'a'): number[] {
    const segments = this.playlists.version(rendition)?.segments ?? [];
    const joined = join(this.root, `${rendition}.ts`);
    writeFileSync(
      joined,
      Buffer.concat(segments.map(({ uri }) => readFileSync(join(this.folder, uri)))),
    );
    return packetsOf(joined, stream);
  }

  /** How far, ms, the date of each listed segment lies from its first picture's (or sound's) own time. */
  dateErrors(rendition: string): number[] {
    const segments = this.playlists.version(rendition)?.segments ?? [];
    return segments.map(({ uri, dateMs }) => {
      const [pts = 0] = packetsOf(join(this.folder, uri), rendition === 'audio' ? 'a' : 'v');
      // Media time 0 is PTS 10 s.
      return dateMs - this.feeder.startedAtMs - (pts / 90 - 10_000);
    });
  }

  async close(): Promise<void> {
    await this.packaging.close({ ended: true });
    this.feeder.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What ffprobe finds at an address: one word per stream. */
export function probeStreams(path: string): string[] {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0'];
  const probe = spawnSync('ffprobe', [...args, path], { encoding: 'utf8', timeout: 30_000 });
  if (probe.stderr !== '') throw new Error(probe.stderr);
  return [
    ...new Set(
      probe.stdout
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ),
  ];
}

/** The distances between neighbours that are not `step`. */
export function uneven(stamps: readonly number[], step: number): number[] {
  return stamps
    .slice(1)
    .map((stamp, n) => stamp - (stamps[n] ?? 0))
    .filter((distance) => distance !== step);
}

function ownFeed(fromMs: number): Feeder {
  const file = makeFlv({ ...SOURCE, seconds: 12, gop: 2 });
  return new Feeder(file, { seconds: 12, fromMs });
}

function packetsOf(file: string, stream: 'v' | 'a'): number[] {
  const args = ['-v', 'error', '-select_streams', stream, '-show_entries', 'packet=pts'];
  const probe = spawnSync('ffprobe', [...args, '-of', 'csv=p=0', file], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (probe.stderr !== '') throw new Error(probe.stderr);
  return probe.stdout
    .trim()
    .split('\n')
    .map((line) => Number.parseInt(line, 10))
    .filter((pts) => !Number.isNaN(pts));
}

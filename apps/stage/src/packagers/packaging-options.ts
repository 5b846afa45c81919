import type { SourceSize } from '@lectern/media/ladder';
import type { SubtitleRendition } from '@lectern/media/playlist';
import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import type { ObservedStage, StageFault } from '@lectern/protocol/stage';
import type { Broadcast } from '../publisher/timeline.js';
import type { FlvConsumer } from '../relay/flv-consumer.js';

export type PackagerHealth = NonNullable<ObservedStage['packager']>;

export interface PackagingOptions {
  room: string;
  /** Working directory of the packagers; emptied as they come and go. */
  dir: string;
  /** The folder that is served; `<liveDir>/<room>/index.m3u8` is what viewers open. */
  liveDir: string;
  /** The table that the organizer chose; it is fitted to source and machine. */
  renditions: readonly Rendition[];
  latency: number;
  kind: PackagerKind;
  /** Path of ffmpeg. */
  ffmpeg: string;
  /** Path of Owncast; null where it is not installed. */
  owncast: string | null;
  broadcast: Broadcast;
  /** What the encoder sends; zeros where it is not known. */
  source: SourceSize;
  /** Connects a consumer to the relay; the returned function takes it off. */
  attach: (consumer: FlvConsumer) => () => void;
  /** Cores of the machine that this stage may use. */
  cores: number;
  /** Caption languages; their rendition is listed beside the others, and the hold-back leaves time for it. */
  subtitles?: readonly SubtitleRendition[];
  /** How far back a viewer can go, ms; two minutes when absent. */
  windowMs?: number;
}

export interface PackagingEvents extends Record<string, unknown[]> {
  /** About once a second, and at every change. */
  health: [PackagerHealth];
  /** Something a person should hear about; the same code again replaces the sentence before. */
  fault: [StageFault];
  /** The fault of this code is over. */
  cleared: [StageFault['code']];
  /** Viewers can see everything up to this media time, ms. */
  listed: [{ mediaMs: number }];
}

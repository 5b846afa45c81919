import { z } from 'zod';
import { id, ms } from './ids.js';
import { latencyLevel, packagerKind, rendition } from './media.js';

/**
 * What the audience is told of a stage.
 * `offline`: nobody has published. `starting`: an encoder is there, no picture yet. `live`.
 * `away`: the encoder vanished; the slate holds the stage. `ended`: the broadcast is over.
 */
export const stageState = z.enum(['offline', 'starting', 'live', 'away', 'ended']);
export type StageState = z.infer<typeof stageState>;

/** What one stage of a host should be. The host compares it with what runs, and acts. */
export const desiredStage = z.strictObject({
  room: id,
  title: z.string(),
  /** SHA-256 (hex) of every stream key that opens this stage. The keys themselves are nowhere. */
  keyHashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(8),
  renditions: z.array(rendition).min(1).max(8),
  latency: latencyLevel,
  packager: packagerKind,
  record: z.boolean(),
  talk: z.strictObject({ id, title: z.string() }).nullable(),
});
export type DesiredStage = z.infer<typeof desiredStage>;

/** The document a stage host keeps on its own disk, so that it works while the server is down. */
export const desiredState = z.strictObject({
  revision: z.int().min(0),
  stages: z.array(desiredStage),
});
export type DesiredState = z.infer<typeof desiredState>;

/** Everything that can be wrong with a stage and that a person should hear about, as a code with facts. */
export const stageFault = z.strictObject({
  code: z.enum([
    'encoder_silent',
    'second_encoder_refused',
    'no_video',
    'no_audio',
    'timestamps_jumped',
    'packager_restarted',
    'packager_replaced',
    'packager_missing',
    'encoder_too_slow',
    'renditions_left_out',
    'recording_stopped',
    'disk_low',
    'disk_full',
  ]),
  sinceMs: ms,
  /** One sentence for the organizer: what happened, what it means, what to do. */
  sentence: z.string(),
});
export type StageFault = z.infer<typeof stageFault>;

export const ingestHealth = z.strictObject({
  sinceMs: ms,
  /** Address of the encoder, shown to organizers only and never stored. */
  from: z.string(),
  encoder: z.string(),
  kbps: z.number(),
  fps: z.number(),
  width: z.int(),
  height: z.int(),
  videoCodec: z.string(),
  audioCodec: z.string(),
  /** How long the encoder has sent nothing, in ms. */
  silentMs: ms,
});

export const packagerHealth = z.strictObject({
  kind: packagerKind,
  state: z.enum(['starting', 'running', 'restarting', 'stopped']),
  restarts: z.int(),
  renditions: z.array(rendition),
  /** From the end of the newest segment's media to its listing, in ms. */
  listedLagMs: z.number(),
  /** Encoding speed as x realtime; below 1 the machine is too slow. */
  speed: z.number(),
});

/** What one stage really is. */
export const observedStage = z.strictObject({
  room: id,
  state: stageState,
  broadcast: id.nullable(),
  /** When the state began, wall clock. */
  sinceMs: ms,
  /** When media time 0 of the broadcast was, wall clock; null before the first broadcast. */
  startedAtMs: ms.nullable(),
  /** The newest media time listed for viewers, in ms; null when nothing is listed. */
  listedMs: ms.nullable(),
  ingest: ingestHealth.nullable(),
  packager: packagerHealth.nullable(),
  faults: z.array(stageFault),
});
export type ObservedStage = z.infer<typeof observedStage>;

/** A stage host's report: sent at every change, and once a second while something is on air. */
export const observedHost = z.strictObject({
  host: z.string().regex(/^[a-z0-9-]{1,63}$/),
  atMs: ms,
  revision: z.int().min(0),
  stages: z.array(observedStage),
  disk: z.strictObject({ freeBytes: z.number(), totalBytes: z.number() }),
});
export type ObservedHost = z.infer<typeof observedHost>;

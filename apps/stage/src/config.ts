import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().min(0);

/** Everything a stage host reads from its environment. */
export const settingsSchema = z.object({
  /** How the host is called; the server knows it by this name. */
  LECTERN_STAGE_NAME: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, 'must be 1 to 63 of a-z, 0-9 and -')
    .default('stage'),
  /** Its own memory: desired state, broadcasts, slate, packagers' working directories. */
  LECTERN_STAGE_DIR: z.string(),
  /** What is served to viewers. */
  LECTERN_LIVE_DIR: z.string(),
  /** Where recordings go. */
  LECTERN_ARCHIVE_DIR: z.string(),
  /** The address encoders reach; without it every one the machine has, IPv6 too. */
  LECTERN_RTMP_HOST: z.string().optional(),
  LECTERN_RTMP_PORT: port.default(1935),
  /** The server's socket, `ws://…` or `wss://…`; without it the host works from the state on its disk. */
  LECTERN_SERVER_URL: z
    .url({ protocol: /^wss?$/, error: 'must begin with ws:// or wss://' })
    .optional(),
  /** The secret that it shares with the server, which signs its tickets. */
  LECTERN_HOST_SECRET_FILE: z.string().optional(),
  LECTERN_FFMPEG: z.string().default('ffmpeg'),
  /** Path of Owncast, where it is installed. */
  LECTERN_OWNCAST: z.string().optional(),
  /** How long the slate holds a stage whose encoder is away, ms. */
  LECTERN_SLATE_MS: positive.default(120_000),
  /** Recording stops below so many free bytes. */
  LECTERN_MIN_FREE_BYTES: positive.default(2_000_000_000),
});

export type Settings = z.output<typeof settingsSchema>;

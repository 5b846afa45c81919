import { z } from 'zod';
import { readEnv } from '@lectern/host/env';

const origin = z.string().refine((value) => {
  try {
    const url = new URL(value);
    return url.origin === value && /^https?:$/.test(url.protocol);
  } catch {
    return false;
  }
}, 'must be an origin such as https://lectern.example, without a path');

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().int().min(0);

/** Everything that the server reads from its environment. */
const environment = z
  .object({
    DATABASE_URL: z.string().min(1),
    LECTERN_DATA_DIR: z.string().min(1).default('.lectern'),
    LECTERN_HOST: z.string().default('127.0.0.1'),
    LECTERN_PORT: port.default(8080),
    /** Origins under which browsers reach this server, separated by commas; the first is the one in links. */
    LECTERN_ORIGIN: z
      .string()
      .transform((list) => list.split(',').map((item) => item.trim().replace(/\/$/, '')))
      .pipe(z.array(origin).min(1))
      .optional(),
    LECTERN_WEB_DIR: z.string().optional(),
    LECTERN_LIVE_DIR: z.string().optional(),
    LECTERN_HOST_SECRET_FILE: z.string().optional(),
    LECTERN_RTMP_URL: z.string().default('rtmp://127.0.0.1:1935/live'),
    /** Longest time, in ms, that entries wait to share a frame under load; 0 gives each entry its own. */
    LECTERN_COALESCE_MS: z.coerce.number().int().min(0).max(50).default(50),
    /** `off` only for load tests. */
    LECTERN_LIMITS: z.enum(['on', 'off']).default('on'),
    /** Longest time, in s, over which clients are told to come back when the server stops. */
    LECTERN_RECONNECT_SPREAD_S: seconds.max(60).default(15),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.LECTERN_DATA_DIR,
    host: env.LECTERN_HOST,
    port: env.LECTERN_PORT,
    origins: env.LECTERN_ORIGIN ?? [
      `http://127.0.0.1:${env.LECTERN_PORT}`,
      `http://localhost:${env.LECTERN_PORT}`,
    ],
    webDir: env.LECTERN_WEB_DIR,
    liveDir: env.LECTERN_LIVE_DIR,
    hostSecretFile: env.LECTERN_HOST_SECRET_FILE,
    rtmpUrl: env.LECTERN_RTMP_URL,
    coalesceMs: env.LECTERN_COALESCE_MS,
    limits: env.LECTERN_LIMITS === 'on',
    reconnectSpreadMs: env.LECTERN_RECONNECT_SPREAD_S * 1_000,
  }));

export type Config = z.output<typeof environment>;

/** Token under which the parsed environment is injected. */
export const CONFIG = Symbol('config');

/** Parses the environment, or says all that is wrong with it and ends the process. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return readEnv(environment, env);
}

/** The origin that stands in links. */
export function canonicalOrigin(config: Config): string {
  return config.origins[0] ?? `http://127.0.0.1:${config.port}`;
}

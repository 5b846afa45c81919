import { join, resolve } from 'node:path';
import { readEnv } from '@lectern/host/env';
import { z } from 'zod';

const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(1)
  .max(65_535);

const schema = z.object({
  LECTERN_PORT: port.default(8080),
  LECTERN_HOST: z.string().default('127.0.0.1'),
  LECTERN_RTMP_PORT: port.default(1935),
  LECTERN_RTMP_HOST: z.string().optional(),
  LECTERN_ORIGIN: z.string().optional(),
  LECTERN_DATA: z.string().default('.lectern'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
});

/** Where everything of one installation is. */
export interface Paths {
  data: string;
  postgres: string;
  server: string;
  stage: string;
  live: string;
  archive: string;
  logs: string;
  secret: string;
  demo: string;
  running: string;
  started: string;
}

export interface Settings {
  root: string;
  paths: Paths;
  port: number;
  host: string;
  rtmpPort: number;
  rtmpHost: string;
  /** Public origins, the first is the one that links are made with. */
  origins: string;
  /** An own PostgreSQL; the embedded one when undefined. */
  databaseUrl: string | undefined;
}

/** Reads the settings of `npm start` from the environment, or ends the process with what is wrong. */
export function readSettings(root: string): Settings {
  const env = readEnv(schema);
  return {
    root,
    paths: pathsIn(resolve(root, env.LECTERN_DATA)),
    port: env.LECTERN_PORT,
    host: env.LECTERN_HOST,
    rtmpPort: env.LECTERN_RTMP_PORT,
    rtmpHost: env.LECTERN_RTMP_HOST ?? env.LECTERN_HOST,
    origins: env.LECTERN_ORIGIN ?? localOrigins(env.LECTERN_PORT),
    databaseUrl: env.DATABASE_URL,
  };
}

function localOrigins(webPort: number): string {
  return ['localhost', '127.0.0.1'].map((host) => `http://${host}:${webPort}`).join(',');
}

function pathsIn(data: string): Paths {
  return {
    data,
    postgres: join(data, 'postgres'),
    server: join(data, 'server'),
    stage: join(data, 'stage'),
    live: join(data, 'live'),
    archive: join(data, 'archive'),
    logs: join(data, 'logs'),
    secret: join(data, 'host.secret'),
    demo: join(data, 'demo.json'),
    running: join(data, 'running.json'),
    started: join(data, 'started'),
  };
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { lastJson, serverCli } from './server-cli.ts';
import type { Settings } from './settings.ts';

const demoEvent = z.object({
  event: z.string(),
  rooms: z
    .array(z.object({ slug: z.string(), title: z.string(), id: z.string(), key: z.string() }))
    .min(2),
});

/** The demo event: the first stage shows the demo talk, the second waits for the newcomer's own encoder. */
export type DemoEvent = z.infer<typeof demoEvent>;

/** The demo event of this installation, made on the first start. Undefined where the first start made none. */
export async function ensureDemoEvent(
  settings: Settings,
  env: NodeJS.ProcessEnv,
): Promise<DemoEvent | undefined> {
  const file = settings.paths.demo;
  if (existsSync(file)) return demoEvent.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (existsSync(settings.paths.started)) return undefined;
  const event = demoEvent.parse(lastJson(await serverCli(settings, env, ['demo', '--json'])));
  // Keys are stored hashed in the database; this copy keeps the newcomer's OBS working over restarts.
  writeFileSync(`${file}.new`, `${JSON.stringify(event, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return event;
}

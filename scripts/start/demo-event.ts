import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { lastJson, serverCli } from './server-cli.ts';
import type { Settings } from './settings.ts';

const room = z.object({ slug: z.string(), title: z.string(), id: z.string(), key: z.string() });

/** What the server's `demo --json` prints; a key is known only when it was made just now. */
const made = z.object({
  event: z.object({ slug: z.string() }),
  rooms: z.array(room.extend({ key: z.string().nullable() })).min(2),
});

const demoEvent = z.object({ event: z.string(), rooms: z.array(room).min(2) });

/** The demo event: the first stage shows the demo talk, the second waits for the newcomer's own encoder. */
export type DemoEvent = z.infer<typeof demoEvent>;

/** The demo event of this installation, made on the first start. Undefined where the first start made none. */
export async function ensureDemoEvent(
  settings: Settings,
  env: NodeJS.ProcessEnv,
): Promise<DemoEvent | undefined> {
  const saved = readSaved(settings.paths.demo);
  if (saved === undefined && existsSync(settings.paths.started)) return undefined;
  // On every start: it also moves the demo's programme to today.
  const kept = withKeys(await makeDemo(settings, env, []), saved);
  const demo = kept ?? withKeys(await makeDemo(settings, env, ['--new-keys']), undefined);
  if (demo === undefined) throw new Error('The server made a demo event without stream keys.');
  save(settings.paths.demo, demo);
  return demo;
}

async function makeDemo(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  flags: string[],
): Promise<z.infer<typeof made>> {
  return made.parse(lastJson(await serverCli(settings, env, ['demo', '--json', ...flags])));
}

/** Fills the keys in that were made by an earlier start; undefined when one is known nowhere any more. */
export function withKeys(
  { event, rooms }: z.infer<typeof made>,
  saved: DemoEvent | undefined,
): DemoEvent | undefined {
  const known = rooms.flatMap((made) => {
    const key = made.key ?? saved?.rooms.find(({ id }) => id === made.id)?.key;
    return key === undefined ? [] : [{ ...made, key }];
  });
  return known.length === rooms.length ? { event: event.slug, rooms: known } : undefined;
}

function readSaved(file: string): DemoEvent | undefined {
  if (!existsSync(file)) return undefined;
  return demoEvent.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Keys are stored hashed in the database; this copy keeps the newcomer's OBS working over restarts. */
function save(file: string, demo: DemoEvent): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '@lectern/host/which';
import { run } from './run.ts';
import { step } from './step.ts';

const VERSION = '0.2.5';
const MODULE = 'github.com/owncast/owncast';
// Owncast's own fork of this is not in the module proxy at the version that its go.mod names; this one is.
const ACTIVITY =
  'github.com/go-fed/activity=github.com/owncast/activity@v1.0.1-0.20211229051252-7821289d4026';

/** The Owncast to use, or why there is none, as a sentence. */
export type Owncast = { path: string } | { missing: string };

/** Finds Owncast (LECTERN_OWNCAST, PATH, the cache), or builds it once where a Go tool chain is there. */
export async function ensureOwncast(root: string): Promise<Owncast> {
  const named = process.env['LECTERN_OWNCAST'];
  if (named !== undefined && named !== '') return useNamed(named);
  const cached = join(root, '.cache', 'owncast', VERSION, 'owncast');
  const found = findExecutable('owncast') ?? findExecutable(cached);
  if (found !== undefined) return { path: found };
  if (findExecutable('go') === undefined)
    return { missing: 'Owncast is not installed, and there is no Go tool chain to build it.' };
  return step(`Building Owncast ${VERSION} from its source, once (about 2 minutes)`, () =>
    build(cached),
  );
}

function useNamed(named: string): Owncast {
  // "off" is for those who have Owncast and want the ladder.
  if (named === 'off') return { missing: 'Owncast is turned off (LECTERN_OWNCAST=off).' };
  const path = findExecutable(named);
  return path === undefined
    ? { missing: `LECTERN_OWNCAST names ${named}, and no program is there.` }
    : { path };
}

async function build(target: string): Promise<Owncast> {
  const home = join(target, '..');
  const source = join(home, 'source');
  mkdirSync(home, { recursive: true });
  try {
    await copySource(source);
    patch(source);
    await go(['mod', 'edit', '-replace', ACTIVITY], source);
    const flags = `-s -w -X ${MODULE}/config.VersionNumber=${VERSION}`;
    const options = [
      '-mod=mod',
      '-trimpath',
      '-tags',
      'sqlite_omit_load_extension',
      '-ldflags',
      flags,
    ];
    await go(['build', ...options, '-o', `${target}.new`], source);
    renameSync(`${target}.new`, target);
    return { path: target };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: `Owncast could not be built: ${reason}` };
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

async function copySource(source: string): Promise<void> {
  const answer: { Dir: string } = JSON.parse(
    await go(['mod', 'download', '-json', `${MODULE}@v${VERSION}`]),
  );
  rmSync(source, { recursive: true, force: true });
  cpSync(answer.Dir, source, { recursive: true });
  // The module cache is read-only, and so is its copy.
  for (const path of ['', 'go.mod', 'go.sum', ACTOR, 'activitypub/apmodels'])
    chmodSync(join(source, path), 0o755);
}

const ACTOR = 'activitypub/apmodels/actor.go';

/** That fork knows no endpoints of an actor. They serve federation only, which Lectern turns off. */
function patch(source: string): void {
  const file = join(source, ACTOR);
  const text = readFileSync(file, 'utf8');
  const withoutMethod = text.replace(
    /^.*GetActivityStreamsEndpoints\(\) vocab\.ActivityStreamsEndpointsProperty\n/m,
    '',
  );
  const patched = withoutMethod.replace(
    /(func getSharedInboxFromEntity\([^{]*\{)[\s\S]*?\n\}/,
    '$1\n\treturn nil\n}',
  );
  writeFileSync(file, patched);
}

async function go(args: string[], cwd?: string): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '1', GOFLAGS: '-modcacherw' };
  const result = await run('go', args, {
    env,
    timeoutMs: 900_000,
    ...(cwd !== undefined && { cwd }),
  });
  if (!result.ok) throw new Error(result.output.split('\n').slice(-3).join(' '));
  return result.output;
}

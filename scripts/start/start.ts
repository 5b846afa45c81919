import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { DirectoryLocked, type DirectoryLock, lockDirectory } from '@lectern/host/lock';
import { ensureSecretFile } from '@lectern/host/secret';
import { FFMPEG, ensureTool } from '../bootstrap/system-tool.ts';
import { ensureOwncast } from '../bootstrap/owncast.ts';
import { step } from '../bootstrap/step.ts';
import { ensureTalk } from '../demo/talk.ts';
import { openDatabase } from './database.ts';
import { ensureDemoEvent } from './demo-event.ts';
import { printOrganizerLink } from './organizer-link.ts';
import { USAGE, type StartOptions, parseOptions } from './options.ts';
import { Parts } from './parts.ts';
import { checkPort } from './ports.ts';
import { organizerLink, serverCli } from './server-cli.ts';
import { serverEnv } from './services.ts';
import { type Settings, readSettings } from './settings.ts';
import { Shutdown } from './shutdown.ts';
import { startSummary } from './start-summary.ts';

/** A reason to end the start that is told as a sentence, with the exit code for scripts. */
class StartFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** sysexits' EX_TEMPFAIL: somebody else is at work here, try later. */
const EXIT_LOCKED = 75;

/** `npm start`, after the build. Resolves when everything is on; the parts then run until a signal comes. */
export async function start(root: string, args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (typeof options === 'string') return fail(`${options}\n\n${USAGE}`, 64);
  const settings = readSettings(root);
  if (options.organizerLink) return printOrganizerLink(settings);
  const shutdown = new Shutdown();
  const end = (code: number): void => void shutdown.run().then(() => process.exit(code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!shutdown.started) console.log('\nStopping …');
      end(0);
    });
  try {
    await startAll(settings, options, shutdown, end);
  } catch (error) {
    if (shutdown.started) return;
    console.error(error instanceof Error ? error.message : error);
    end(error instanceof StartFailure ? error.exitCode : 1);
  }
}

async function startAll(
  settings: Settings,
  options: StartOptions,
  shutdown: Shutdown,
  end: (code: number) => void,
): Promise<void> {
  const { paths } = settings;
  const lock = takeLock(settings);
  shutdown.add('The lock', () => lock.release());
  await checkPorts(settings);
  const ffmpeg = await needFfmpeg();
  // Both take minutes the first time, and nothing waits for them before the end.
  const owncastReady = ensureOwncast(settings.root);
  const talkReady = options.demo ? orSay(ensureTalk(settings.root, ffmpeg), shutdown) : undefined;
  ensureSecretFile(paths.secret);
  for (const dir of [paths.server, paths.stage, paths.live, paths.archive])
    mkdirSync(dir, { recursive: true });

  const database = await step('Starting PostgreSQL', () => openDatabase(settings, say));
  shutdown.add('PostgreSQL', () => database.close());
  const env = serverEnv(settings, database.url);
  await step('Preparing the database', () => serverCli(settings, env, ['migrate']));
  const demo = options.demo ? await ensureDemoEvent(settings, env) : undefined;

  const parts = new Parts(settings, options.verbose, shutdown, say, (code) => end(code));
  await step('Starting the server', () => parts.startServer(env));
  const owncast = await owncastReady;
  const tools = { ffmpeg, owncast: 'path' in owncast ? owncast.path : undefined };
  await step('Opening the stages', () => parts.startStage(tools));
  const onAir = demo?.rooms[0];
  const talk = await talkReady;
  if (onAir !== undefined && talk !== undefined) parts.startDemo(ffmpeg, talk, onAir.key);

  // For `npm start -- --organizer-link` beside this one.
  writeFileSync(paths.running, JSON.stringify({ databaseUrl: database.url }), { mode: 0o600 });
  shutdown.add('The note of this run', () => rmSync(paths.running, { force: true }));
  writeFileSync(paths.started, '');
  const link = await organizerLink(settings, env);
  if (!shutdown.started) console.log(startSummary(settings, { demo, link, owncast }));
}

function takeLock(settings: Settings): DirectoryLock {
  try {
    return lockDirectory(settings.paths.data);
  } catch (error) {
    if (!(error instanceof DirectoryLocked)) throw error;
    const remedy = 'Stop it first, or choose another directory with LECTERN_DATA.';
    throw new StartFailure(`Lectern is running already: ${error.message} ${remedy}`, EXIT_LOCKED);
  }
}

async function checkPorts({ host, port, rtmpHost, rtmpPort }: Settings): Promise<void> {
  const answers = [
    await checkPort(host, port, 'LECTERN_PORT'),
    await checkPort(rtmpHost, rtmpPort, 'LECTERN_RTMP_PORT'),
  ];
  const problems = answers.filter((answer) => answer !== undefined);
  if (problems.length > 0) throw new StartFailure(problems.join('\n'));
}

async function needFfmpeg(): Promise<string> {
  const ffmpeg = await ensureTool(FFMPEG);
  if ('missing' in ffmpeg)
    throw new StartFailure(`${ffmpeg.missing}\nLectern needs it to encode video.`);
  return ffmpeg.path;
}

/** Without its talk the demo is poorer, and everything else is as good. */
async function orSay(work: Promise<string>, shutdown: Shutdown): Promise<string | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!shutdown.started) say(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function say(line: string): void {
  console.log(`${new Date().toLocaleTimeString()}  ${line}`);
}

function fail(message: string, code: number): void {
  console.error(message);
  process.exitCode = code;
}

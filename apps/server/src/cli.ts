import { parseArgs } from 'node:util';
import { makeDemo } from './cli/demo.js';
import { organizerLink } from './cli/organizer-link.js';
import { canonicalOrigin, readConfig, type Config } from './config.js';
import { migrate } from './database/migrate.js';
import { Pool } from './database/pool.js';
import { Prisma } from './database/prisma.js';

const USAGE = `Usage: cli <command>
  migrate                     bring the database to this version
  organizer-link [--json]     make a link that gives the organizer's role, once, within an hour
  demo [--json] [--new-keys]  make the demo event; prints stream keys that were made just now`;

interface Options {
  json?: boolean;
  'new-keys'?: boolean;
}

/** Each command returns what it prints: for people, and for programs. */
interface Printed {
  text: string;
  json: unknown;
}

const commands: Record<string, (config: Config, options: Options) => Promise<Printed>> = {
  async migrate(config) {
    const applied = await migrate(config.databaseUrl);
    const text =
      applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
    return { text, json: { applied } };
  },

  async 'organizer-link'(config) {
    await migrate(config.databaseUrl);
    const pool = new Pool(config);
    try {
      const link = await organizerLink(pool, canonicalOrigin(config));
      return { text: `${link.url}\nIt works once, within an hour.`, json: link };
    } finally {
      await pool.end();
    }
  },

  async demo(config, options) {
    await migrate(config.databaseUrl);
    const prisma = new Prisma(config);
    try {
      const demo = await makeDemo(prisma, options['new-keys'] ?? false);
      const lines = demo.rooms.map(
        ({ title, key }) =>
          `${title}: ${key === null ? 'its key was made before' : `stream key ${key}`}`,
      );
      return {
        text: [`${canonicalOrigin(config)}/e/${demo.event.slug}`, ...lines].join('\n'),
        json: demo,
      };
    } finally {
      await prisma.$disconnect();
    }
  },
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, 'new-keys': { type: 'boolean' } },
  });
  const command = commands[positionals[0] ?? ''];
  if (command === undefined || positionals.length !== 1) {
    console.error(USAGE);
    return 64;
  }
  const printed = await command(readConfig(), values);
  console.log(values.json === true ? JSON.stringify(printed.json) : printed.text);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

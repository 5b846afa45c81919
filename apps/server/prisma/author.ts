/**
 * Writes the next migration from the schema, offline: `npm run -w apps/server migration -- <name>`.
 * `--check` writes nothing and fails when schema and migrations differ.
 * Replaying the existing migrations needs DATABASE_URL, a server on which a throw-away database may be made.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { shadowFactory } from './shadow.ts';
import * as engineGlue from '@prisma/schema-engine-wasm/schema_engine_bg';

const HERE = import.meta.dirname;
const MIGRATIONS = join(HERE, 'migrations');
const schema = {
  path: join(HERE, 'schema.prisma'),
  content: readFileSync(join(HERE, 'schema.prisma'), 'utf8'),
};

async function startEngine(url: string) {
  const glue = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  );
  const wasm = readFileSync(join(dirname(glue), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engineGlue });
  engineGlue.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
  const factory = bindMigrationAwareSqlAdapterFactory(shadowFactory(url));
  const ignoreLog = () => undefined;
  return engineGlue.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    ignoreLog,
    factory,
  );
}

function existing() {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((item) =>
    item.isDirectory(),
  );
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'),
        },
      },
    }));
}

async function difference(url: string) {
  const migrations = existing();
  const engine = await startEngine(url);
  const lockfile = {
    path: 'migration_lock.toml',
    content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
  };
  return engine.diff({
    from:
      migrations.length === 0
        ? { tag: 'empty' as const }
        : {
            tag: 'migrations' as const,
            baseDir: MIGRATIONS,
            lockfile,
            shadowDbInitScript: '',
            migrationDirectories: migrations,
          },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
}

const argument = process.argv[2];
if (argument === undefined || !/^(--check|[a-z0-9_]+)$/.test(argument)) {
  console.error('Usage: migration -- <name_in_lower_case> | --check');
  process.exit(64);
}
const result = await difference(process.env['DATABASE_URL'] ?? 'postgresql://nowhere/none');
if (result.exitCode === 0) {
  console.log('The schema and the migrations agree.');
} else if (argument === '--check') {
  console.error(`The schema has changes that no migration makes:\n${result.stdout}`);
  process.exitCode = 1;
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS, `${stamp}_${argument}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), result.stdout ?? '');
  console.log(`Wrote ${folder}/migration.sql`);
}
process.exit();

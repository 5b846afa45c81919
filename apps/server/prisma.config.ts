import { defineConfig } from 'prisma/config';

// `generate` asks for a native engine that it does not use; any executable answers.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });

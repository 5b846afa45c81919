/** sysexits' EX_CONFIG: a supervisor need not try again. */
export const EXIT_CONFIG = 78;

/** The part of a zod schema that is needed here; this package depends on nothing. */
export interface EnvSchema<T> {
  safeParse(input: unknown):
    | { success: true; data: T }
    | {
        success: false;
        error: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> };
      };
}

/** The environment is wrong; `problems` says everything that is, a sentence each. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(readonly problems: readonly string[]) {
    super(`The environment is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Parses an environment. An empty variable counts as one that is not set. */
export function parseEnv<T>(schema: EnvSchema<T>, env: NodeJS.ProcessEnv = process.env): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvironmentError(
    result.error.issues.map((issue) =>
      explain(issue.path.map(String).join('.'), issue.message, given),
    ),
  );
}

/** Parses the environment of this process, or says all that is wrong with it and ends the process with 78. */
export function readEnv<T>(schema: EnvSchema<T>, env: NodeJS.ProcessEnv = process.env): T {
  try {
    return parseEnv(schema, env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CONFIG);
  }
}

/** The effective settings as lines `NAME=value` for the log, secrets masked. */
export function describeEnv(settings: Record<string, unknown>): string[] {
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${mask(name, String(value))}`);
}

function explain(name: string, message: string, env: Record<string, string | undefined>): string {
  const value = env[name];
  if (name === '') return message;
  if (value === undefined) return `${name} is not set.`;
  return `${name} is "${mask(name, value)}": ${message}`;
}

function mask(name: string, value: string): string {
  // A …_FILE holds a path, which is no secret.
  if (/SECRET|PASSWORD|TOKEN|KEY/.test(name) && !name.endsWith('_FILE')) return '***';
  return value.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:***@');
}

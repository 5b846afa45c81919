/** What may stand behind `npm start --`. */
export interface StartOptions {
  /** Make a demo event and put its talk on air. */
  demo: boolean;
  /** Only print a new organizer link, and end. */
  organizerLink: boolean;
  /** Print the processes' logs as well as keeping them. */
  verbose: boolean;
}

export const USAGE = `npm start                        start Lectern
npm start -- --no-demo           without the demo event and its talk
npm start -- --organizer-link    only print a new one-time organizer link
npm start -- --verbose           show the logs of all parts

LECTERN_PORT (8080)       the web port            LECTERN_HOST (127.0.0.1)   who can reach it
LECTERN_RTMP_PORT (1935)  the encoder's port      LECTERN_RTMP_HOST          the same for encoders
LECTERN_ORIGIN            the public address      LECTERN_DATA (.lectern)    where everything is kept
DATABASE_URL              a PostgreSQL of yours   LECTERN_OWNCAST            path of Owncast, or "off"`;

const FLAGS = new Set(['--no-demo', '--organizer-link', '--verbose']);

/** Reads the arguments; a string is the sentence that says what is wrong with them. */
export function parseOptions(args: readonly string[]): StartOptions | string {
  const unknown = args.filter((arg) => !FLAGS.has(arg));
  if (unknown.length > 0) return `Unknown option: ${unknown.join(' ')}`;
  return {
    demo: !args.includes('--no-demo'),
    organizerLink: args.includes('--organizer-link'),
    verbose: args.includes('--verbose'),
  };
}

import { createServer } from 'node:net';

/** Is the port free on that address? The answer is undefined, or a sentence with what to do. */
export function checkPort(
  host: string,
  port: number,
  variable: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(explain(error, host, port, variable)),
    );
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

function explain(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
  variable: string,
): string {
  const remedy = `Choose another one: ${variable}=${port === 65_535 ? port - 1 : port + 1} npm start`;
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken by another program. ${remedy}`;
  if (error.code === 'EACCES') return `Port ${port} may not be opened by this user. ${remedy}`;
  return `Port ${port} on ${host} cannot be opened: ${error.message} (${variable})`;
}

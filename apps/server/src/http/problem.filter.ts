import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { Response } from 'express';
import { errorStatus, type ErrorCode } from '@lectern/protocol/errors';
import { Refusal, toRefusal } from '../errors.js';

const TITLES: Partial<Record<ErrorCode, string>> = {
  not_found: 'There is nothing here.',
  too_large: 'That is more than the server takes.',
  invalid: 'The request is not valid.',
};

function codeOf(status: number): ErrorCode {
  if (status === 415) return 'invalid';
  for (const code of ['not_found', 'too_large', 'forbidden', 'unauthenticated'] as const)
    if (errorStatus[code] === status) return code;
  return status < 500 ? 'invalid' : 'internal';
}

/** The HTTP status that middleware of express gives its errors. */
function statusOf(error: unknown): number | null {
  if (error instanceof Refusal) return null;
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** What is answered over HTTP: RFC 9457, with the code and the plain words that a socket would get. */
export function problemOf(error: unknown, report: (error: unknown) => void) {
  const status = statusOf(error);
  const code = status === null ? null : codeOf(status);
  const refusal =
    code === null
      ? toRefusal(error, report)
      : new Refusal(code, TITLES[code] ?? 'The request was refused.');
  const { message, details } = refusal;
  return {
    type: 'about:blank',
    title: message,
    status: status ?? refusal.status,
    code: refusal.code,
    ...details,
  };
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    sendProblem(host.switchToHttp().getResponse<Response>(), error, (fault) =>
      this.#logger.error(fault),
    );
  }
}

export function sendProblem(
  response: Response,
  error: unknown,
  report: (error: unknown) => void,
): void {
  const problem = problemOf(error, report);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if ('retryAfterMs' in problem && problem.retryAfterMs !== undefined)
    response.set('Retry-After', String(Math.ceil(problem.retryAfterMs / 1_000)));
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

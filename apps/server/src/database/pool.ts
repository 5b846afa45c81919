import { Injectable, Inject, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config.js';

/** How long one statement may take, in ms: longer, and the person is told to try again. */
const STATEMENT_TIMEOUT_MS = 3_000;

/** The connection that `url` names, with the time limits that the live path needs. */
export function poolSettings(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    max: 12,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // A blackholed server answers nothing, not even the timeout.
    query_timeout: STATEMENT_TIMEOUT_MS + 500,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  };
}

/** Pool is the hot path's own road to PostgreSQL: parameterised SQL, no query builder. */
@Injectable()
export class Pool extends pg.Pool implements OnApplicationShutdown {
  constructor(@Inject(CONFIG) config: Config) {
    super(poolSettings(config.databaseUrl));
    const log = new Logger('database');
    // An idle connection that dies is replaced at the next query.
    this.on('error', (error) => log.warn(`a connection was lost: ${error.message}`));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.end();
  }
}

import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse } from 'pg-connection-string';

// PostgreSQL's internal one-byte type, which only catalogue columns have: the adapter does not know it.
const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Has catalogue columns read as text; `charColumns` says which columns of the last answer were of the internal type. */
function readCharAsText(pool: pg.Pool): { charColumns: boolean[] } {
  const last: { charColumns: boolean[] } = { charColumns: [] };
  const query = pool.query.bind(pool);
  pool.query = new Proxy(query, {
    async apply(target, _this, args) {
      const result: pg.QueryArrayResult = await Reflect.apply(target, pool, args);
      last.charColumns = result.fields.map((field) => field.dataTypeID === INTERNAL_CHAR);
      for (const field of result.fields)
        if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = TEXT;
      return result;
    },
  });
  return last;
}

async function connectShadow(
  config: pg.PoolConfig,
  drop: () => Promise<void>,
): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool(config);
  const last = readCharAsText(pool);
  const shadow = await new PrismaPg(pool).connect();
  const queryRaw = shadow.queryRaw.bind(shadow);
  shadow.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type, column) =>
      last.charColumns[column] === true ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  shadow.dispose = async () => {
    await pool.end();
    await drop();
  };
  return shadow;
}

/** Adapter factory whose shadow is a new, empty database on the server of `url`, dropped afterwards. */
export function shadowFactory(url: string): SqlMigrationAwareDriverAdapterFactory {
  const { host, port, user, password, database } = parse(url);
  const place: pg.PoolConfig = {
    ...(host ? { host } : {}),
    ...(port ? { port: Number(port) } : {}),
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
  };
  const main = new PrismaPg({ ...place, ...(database ? { database } : {}) });
  return {
    provider: main.provider,
    adapterName: main.adapterName,
    connect: () => main.connect(),
    async connectToShadowDb() {
      const name = `lectern_shadow_${randomUUID()}`;
      const server = await main.connect();
      await server.executeScript(`CREATE DATABASE "${name}"`);
      return connectShadow({ ...place, database: name }, async () => {
        await server.executeScript(`DROP DATABASE "${name}"`);
        await server.dispose();
      });
    },
  };
}

import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse } from 'pg-connection-string';

// PostgreSQL's internal one-byte type, which only catalogue columns have: the adapter does not know it.
const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Gives catalogue columns as text, and remembers which columns of the last answer were of the internal type. */
class CataloguePool extends pg.Pool {
  charColumns: boolean[] = [];

  async query(...query) {
    const result = await super.query(...query);
    this.charColumns = result.fields.map((field) => field.dataTypeID === INTERNAL_CHAR);
    for (const field of result.fields)
      if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = TEXT;
    return result;
  }
}

async function connectShadow(config: pg.PoolConfig, drop: () => Promise<void>) {
  const pool = new CataloguePool(config);
  const shadow = await new PrismaPg(pool).connect();
  const queryRaw = shadow.queryRaw.bind(shadow);
  shadow.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const typeOf = (type: number, column: number) =>
      pool.charColumns[column] ? ColumnTypeEnum.Character : type;
    return { ...result, columnTypes: result.columnTypes.map(typeOf) };
  };
  shadow.dispose = async () => {
    await pool.end();
    await drop();
  };
  return shadow;
}

/** Adapter factory whose shadow is a new, empty database on the server of `url`, dropped afterwards. */
export function shadowFactory(url: string) {
  const { host, port, user, password, database } = parse(url);
  const place = {
    host,
    port: port ? Number(port) : undefined,
    user,
    password: password ?? undefined,
  };
  const main = new PrismaPg({ ...place, database });
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

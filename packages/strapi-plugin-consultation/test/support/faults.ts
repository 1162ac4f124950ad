import { app, database } from './app.ts';

interface Driver {
  _query: (connection: unknown, statement: { sql: string }) => Promise<unknown>;
}
export type Fault = 'before' | 'after';

/** Between the app and its database: lets one statement fail. */
export async function faults() {
  const { strapi } = await app();
  let driver: Driver = Object.getPrototypeOf(strapi.db.connection.client);
  while (!Object.hasOwn(driver, '_query')) driver = Object.getPrototypeOf(driver);
  const genuine = driver._query;
  return {
    /** All goes well again. */
    mend(): void {
      driver._query = genuine;
    },
    /** Lets the nth statement of a request fail, before it is done or after, and says how many there were. */
    failAt(nth: number, when: Fault): { readonly statements: string[] } {
      const statements: string[] = [];
      driver._query = async function (this: unknown, connection, statement) {
        statements.push(statement.sql);
        const fails = statements.length === nth;
        const fault = Object.assign(new Error('injected'), { code: 'INJECTED' });
        if (fails && when === 'before') {
          // A server that cannot commit takes everything back; so does one whose client has gone.
          if (database === 'postgres' && /^commit/i.test(statement.sql)) {
            await genuine.call(this, connection, { ...statement, sql: 'ROLLBACK;' });
          }
          throw fault;
        }
        const result = await genuine.call(this, connection, statement);
        if (fails) throw fault;
        return result;
      };
      return { statements };
    },
  };
}

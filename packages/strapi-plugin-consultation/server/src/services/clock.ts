import { type Db, databaseTime } from '../store/database.ts';

/** The database's clock, the same for every process. It can be stopped at an instant, for rehearsals and tests. */
export const clock = () => {
  let stopped: string | null = null;
  return {
    /** Stops the clock of this process at an instant; null lets it go again. */
    stopAt(at: string | null): void {
      stopped = at;
    },
    /** `told` is the time that a statement brought along, to spare one more. */
    async now(db: Db, told?: string): Promise<string> {
      return stopped ?? told ?? databaseTime(db);
    },
  };
};

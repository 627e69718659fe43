/** Work on a database that may be blocked, full, broken or absent: then it gives undefined, in good time. */
export type Tolerantly<Database> = <T>(work: (database: Database) => Promise<T>) => Promise<T | undefined>;

/** Who waits longer than this for a database waits for one that another tab blocks. */
const PATIENCE_MS = 2000;

/** Opens a database when it is first needed, and again after whatever went wrong with it. */
export function tolerantly<Database>(open: () => Promise<Database>): Tolerantly<Database> {
  let opened: Promise<Database> | undefined;
  return async (work) => {
    try {
      opened ??= open();
      return await work(await within(PATIENCE_MS, opened));
    } catch {
      // Perhaps only for now: closed by a newer version in another tab, or out of space.
      opened = undefined;
      return undefined;
    }
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The database does not answer.'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Works on a database that may be blocked, full, broken or absent. Then it gives undefined, after 2 seconds at most. */
export type Resilient<Database> = <T>(work: (database: Database) => Promise<T>) => Promise<T | undefined>;

/** A database that takes longer than this to open is blocked by another tab. */
const TIMEOUT_MS = 2000;

/** Opens a database when it is first needed, and again after each failure. */
export function createResilient<Database>(open: () => Promise<Database>): Resilient<Database> {
  let opened: Promise<Database> | undefined;
  return async (work) => {
    try {
      opened ??= open();
      return await work(await within(TIMEOUT_MS, opened));
    } catch {
      // It may work next time: a newer version in another tab closed it, or space ran out.
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

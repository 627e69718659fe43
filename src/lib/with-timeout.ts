/** Resolves when a task has, or after so many milliseconds: the task itself goes on. Rejects if it does before. */
export async function inTime(task: Promise<unknown>, atMostMs: number): Promise<void> {
  await Promise.race([
    task,
    new Promise((resolve) => {
      setTimeout(resolve, atMostMs);
    }),
  ]);
}

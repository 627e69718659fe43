/** Waits for a task, but not longer than so many milliseconds; the task itself goes on. Rejects if the task does first. */
export async function withTimeout(task: Promise<unknown>, atMostMs: number): Promise<void> {
  await Promise.race([
    task,
    new Promise((resolve) => {
      setTimeout(resolve, atMostMs);
    }),
  ]);
}

/**
 * Loads code that makes errors as it loads, as React and the AWS SDK do. To tell where each was made, a browser whose
 * tools are open would parse the running file once more: so nothing is told meanwhile.
 */
export async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await load();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

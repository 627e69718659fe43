/** Whether a text has the form of a job id: 32 lowercase hexadecimal digits. */
export function isJobId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

import type { JobAnswer } from '../queries/job-queries.ts';

/** Macie's answer as formatted JSON, as the wire has it: times in ISO 8601, without what this page and the SDK added. */
export function rawJson({
  $metadata: _sdk,
  unreadable: _ours,
  leftSince: _known,
  ...answer
}: JobAnswer): string {
  return JSON.stringify(answer, undefined, 2);
}

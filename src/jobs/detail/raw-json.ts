import type { DescribedJob } from '../../aws/macie-client.ts';

/** Macie's answer as formatted JSON, as the wire has it: times in ISO 8601, without what this page and the SDK added. */
export function rawJson({ $metadata: _sdk, unreadable: _ours, ...answer }: DescribedJob): string {
  return JSON.stringify(answer, undefined, 2);
}

import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';

/** Macie's answer as formatted JSON, as the wire has it: times in ISO 8601, without what the SDK added. */
export function rawJson({ $metadata: _sdk, ...answer }: DescribeClassificationJobCommandOutput): string {
  return JSON.stringify(answer, undefined, 2);
}

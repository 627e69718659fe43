/** A job as a text refers to it. */
export interface JobReference {
  readonly jobId: string;
  /** What an ARN says of the place; undefined for a bare id, which may be anywhere. */
  readonly place: { readonly accountId: string; readonly region: string } | undefined;
}

/**
 * The job that a text means, when it is a job id (32 hexadecimal digits), the ARN of a job, either of them in quotes, or
 * an address of the AWS console that holds one of them.
 */
export function parseJobReference(text: string): JobReference | undefined {
  const trimmed = text.trim().replaceAll(/^["'`“”‘’]+|["'`“”‘’,;]+$/g, '');
  if (/^https:\/\/\S+$/.test(trimmed)) return referenceIn(trimmed);
  if (/^[0-9a-f]{32}$/i.test(trimmed)) return { jobId: trimmed.toLowerCase(), place: undefined };
  const { region, accountId, jobId } = ARN.exec(trimmed)?.groups ?? {};
  return region && accountId && jobId
    ? { jobId: jobId.toLowerCase(), place: { accountId, region } }
    : undefined;
}

/** The job that an address names; the console's own have it as `jobId=` or in an ARN. */
function referenceIn(address: string): JobReference | undefined {
  if (!/^https:\/\/([\w-]+\.)*console\.aws\.amazon\.com\//.test(address)) return undefined;
  const decoded = address.replaceAll(/%3A/gi, ':').replaceAll(/%2F/gi, '/');
  const [arn] = /arn:aws[\w-]*:macie2:[^\s&"']+/i.exec(decoded) ?? [];
  const [, jobId] = /[=/]([0-9a-f]{32})(?![0-9a-f])/i.exec(decoded) ?? [];
  return parseJobReference(arn ?? jobId ?? '');
}

/** The ARN of a job. Macie is in the partition `aws` only. */
export function formatJobArn({
  accountId,
  region,
  jobId,
}: {
  readonly accountId: string;
  readonly region: string;
  readonly jobId: string;
}): string {
  return `arn:aws:macie2:${region}:${accountId}:classification-job/${jobId}`;
}

const ARN =
  /^arn:aws[\w-]*:macie2:(?<region>[a-z0-9-]+):(?<accountId>\d{12}):classification-job\/(?<jobId>[0-9a-f]{32})$/i;

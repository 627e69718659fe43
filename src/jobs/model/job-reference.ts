/** A job as a text refers to it. */
export interface JobReference {
  readonly jobId: string;
  /** What an ARN says of the place; undefined for a bare id, which may be anywhere. */
  readonly place: { readonly accountId: string; readonly region: string } | undefined;
}

/** The job that a text means, when it is a job id (32 hexadecimal digits) or the ARN of a job. */
export function parseJobReference(text: string): JobReference | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-f]{32}$/i.test(trimmed)) return { jobId: trimmed.toLowerCase(), place: undefined };
  const { region, accountId, jobId } = ARN.exec(trimmed)?.groups ?? {};
  return region && accountId && jobId
    ? { jobId: jobId.toLowerCase(), place: { accountId, region } }
    : undefined;
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

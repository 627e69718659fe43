import { Alert, Button, Code, Stack, Text, Title } from '../../components/mantine.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { AwsError } from '../../aws/errors.ts';
import { isJobId } from '../../aws/job-id.ts';
import type { Source } from '../../aws/source.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { errorReference } from '../errors/error-messages.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import { Elsewhere } from './elsewhere.tsx';
import { AwsText } from './sentence.tsx';
import { failedTab, useTabState } from './tab-state.ts';
import classes from './detail.module.css';

/** A job that can't be shown: what happened, what it means, what to do. */
export function JobFailure({
  error,
  source,
  jobId,
  retry,
  retryAt,
}: {
  error: unknown;
  source: Source;
  jobId: string;
  retry: () => void;
  /** When the page tries again by itself, in milliseconds since 1970; undefined where it doesn't. */
  retryAt: number | undefined;
}) {
  const { accounts, title: site } = useMonitor();
  useTabState(failedTab(jobId, site));
  const where = sourceLabel(accounts, source);
  if (!isJobId(jobId)) return <Malformed jobId={jobId} />;
  const kind = error instanceof AwsError ? error.kind : undefined;
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {kind === 'not-found' ? 'No such job here' : 'This job can’t be shown'}
      </Title>
      <Text size="sm">
        Job <AwsText>{jobId}</AwsText> in {where}
      </Text>
      {kind === 'not-found' && <Elsewhere source={source} jobId={jobId} />}
      {kind === 'invalid' ? (
        <Refused error={error} retry={retry} />
      ) : (
        <ErrorNotice error={error} where={where} retryAt={retryAt} {...(kind !== 'not-found' && { retry })} />
      )}
    </Stack>
  );
}

function Malformed({ jobId }: { jobId: string }) {
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        This isn’t a job id
      </Title>
      <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
        <Text size="sm">
          The address names the job <AwsText>{jobId}</AwsText>. The id of a Macie job is 32 characters, each a
          digit or a letter from a to f, such as <Code>3ce05dbb7ec5505def334104bf347800</Code>. Perhaps the
          link was cut; ask for it again, or look the job up in the list.
        </Text>
      </Alert>
    </Stack>
  );
}

/** Macie refuses a well-formed id: nothing that a reader can mend, so its own words matter most. */
function Refused({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      title="Macie refuses the request"
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Stack gap="xs" align="start">
        <Text size="sm">
          The id has the right form, but Macie rejected it. Compare with what the AWS CLI gets.
        </Text>
        {error instanceof Error && (
          <Text size="sm" className={classes['value'] ?? ''}>
            AWS says: <q>{error.message}</q>
          </Text>
        )}
        <Code>{errorReference(error)}</Code>
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}

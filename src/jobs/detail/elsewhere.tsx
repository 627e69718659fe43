import { Button, Loader, Text } from '../../components/mantine.ts';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { counted } from '../../lib/text.ts';
import { AwsError } from '../../aws/errors.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { jobPath } from '../model/job.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import classes from './detail.module.css';

/** This many other places are asked by themselves; more could be hundreds of calls. */
const ASKED_AT_ONCE = 12;

/** Looks for a job in the other configured accounts and Regions. */
export function Elsewhere({ source, jobId }: { source: Source; jobId: string }) {
  const { sources } = useMonitor();
  const others = sources.filter((other) => sourceKey(other) !== sourceKey(source));
  const [asked, setAsked] = useState(others.length <= ASKED_AT_ONCE);
  if (others.length === 0) return null;
  if (asked) return <Search others={others} jobId={jobId} />;
  return (
    <Button
      variant="default"
      size="xs"
      className={classes['start'] ?? ''}
      onClick={() => {
        setAsked(true);
      }}
    >
      Look in the {counted(others.length, 'other account and Region')}
    </Button>
  );
}

function Search({ others, jobId }: { others: readonly Source[]; jobId: string }) {
  const { accounts, queries } = useMonitor();
  const results = useQueries({ queries: others.map((other) => queries.detail(other, jobId)) });
  const found = others.filter((_, index) => results[index]?.data);
  const failed = others.filter((_, index) => {
    const error = results[index]?.error;
    return (
      error && !(error instanceof AwsError && (error.kind === 'not-found' || error.kind === 'not-enabled'))
    );
  });
  const waiting = results.filter(({ isPending }) => isPending).length;
  const absent = others.filter((other) => !failed.includes(other));
  const labels = (some: readonly Source[]) => some.map((other) => sourceLabel(accounts, other)).join('; ');
  return (
    <div role="status" className={classes['elsewhere']}>
      {found.map((other) => (
        <ButtonLink
          key={sourceKey(other)}
          href={jobPath({ source: sourceKey(other), jobId })}
          className={classes['start'] ?? ''}
        >
          Open it in {sourceLabel(accounts, other)}
        </ButtonLink>
      ))}
      {waiting > 0 && (
        <Text size="sm">
          <Loader size={14} aria-hidden /> Looking in {counted(waiting, 'other place')} …
        </Text>
      )}
      {waiting === 0 && found.length === 0 && absent.length > 0 && (
        <Text size="sm">
          It is not in{' '}
          {absent.length > 3 ? `any of the ${counted(absent.length, 'other place')}` : labels(absent)} either.
        </Text>
      )}
      {failed.length > 0 && <Text size="sm">Could not look in {labels(failed)}.</Text>}
    </div>
  );
}

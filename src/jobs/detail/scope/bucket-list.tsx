import { TextInput } from '../../../components/mantine.ts';
import { IconBucket, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { counted } from '../../../lib/text.ts';
import type { Source } from '../../../aws/source.ts';
import { TextLink } from '../../../components/link.tsx';
import { formatView, listPath } from '../../criteria/link.ts';
import { DEFAULT_VIEW } from '../../criteria/criteria.ts';
import { bucketRows } from './bucket-rows.ts';
import type { BucketRow } from './bucket-rows.ts';
import { CopyIcon, CopyText } from '../copy.tsx';
import { AwsName, OutLink } from '../description-list.tsx';
import { bucketLink } from '../links-out.ts';
import { bucketCount } from './scope.ts';
import type { AccountBuckets } from './scope.ts';
import { AwsText } from '../sentence.tsx';
import classes from './bucket-list.module.css';
import page from '../detail.module.css';

/** The height of a row in pixels; one whose name wraps is higher. */
const ROW = 30;

/** The buckets of a job by account. A job may name a thousand, so only those in view are drawn. */
export function BucketList({ accounts, source }: { accounts: readonly AccountBuckets[]; source: Source }) {
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = bucketRows(accounts, search);
  const total = bucketCount(accounts);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    initialRect: { width: 600, height: 12 * ROW },
  });
  return (
    <div className={classes['buckets']}>
      <div className={classes['bucketTools']}>
        <AwsName>s3JobDefinition.bucketDefinitions</AwsName>
        {total > 8 && (
          <TextInput
            size="xs"
            aria-label="Search buckets"
            placeholder="Search buckets"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
          />
        )}
        <CopyText value={accounts.flatMap(({ buckets }) => buckets).join('\n')}>
          {total === 1 ? 'Copy name' : 'Copy all names'}
        </CopyText>
      </div>
      <div
        ref={scroller}
        className={classes['bucketScroll']}
        // A scrolling region is reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label="Buckets"
      >
        <div role="list" style={{ height: virtual.getTotalSize() }} className={classes['bucketRows']}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={index}
                  ref={virtual.measureElement}
                  data-index={index}
                  role="listitem"
                  aria-setsize={rows.length}
                  aria-posinset={index + 1}
                  className={classes['bucketRow']}
                  style={{ transform: `translateY(${start}px)`, minHeight: ROW }}
                >
                  <Row row={row} source={source} />
                </div>
              )
            );
          })}
        </div>
        {rows.length === 0 && <p className={page['quiet']}>No bucket of this job is called that.</p>}
      </div>
    </div>
  );
}

function Row({ row, source }: { row: BucketRow; source: Source }) {
  if (row.kind === 'account') {
    return (
      <b>
        Account <AwsText>{row.accountId ?? 'that Macie did not name'}</AwsText>
        <span className={page['quiet']}> · {counted(row.count, 'bucket')}</span>
      </b>
    );
  }
  const { bucket } = row;
  return (
    <>
      <IconBucket size={15} aria-hidden className={page['quiet']} />
      <TextLink
        href={jobsOfBucket(source, bucket)}
        className={classes['bucketName']}
        title={`Jobs that name ${bucket}`}
      >
        <AwsText>{bucket}</AwsText>
      </TextLink>
      <CopyIcon value={bucket} what={`bucket ${bucket}`} />
      <OutLink href={bucketLink(bucket)}>S3</OutLink>
    </>
  );
}

/** The address of the list of the jobs here that name exactly this bucket. */
function jobsOfBucket({ account, region }: Source, bucket: string): string {
  return listPath(
    formatView({
      ...DEFAULT_VIEW,
      accounts: [account],
      regions: [region],
      refinements: { ...DEFAULT_VIEW.refinements, bucketIs: [bucket] },
    }),
  );
}

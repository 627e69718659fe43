import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Source } from '../../../aws/source.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { Identifier, Identifiers } from '../description-list.tsx';
import { macieLink } from '../links-out.ts';
import { AwsText } from '../sentence.tsx';
import { Unknown } from './unknown.tsx';
import classes from './insights.module.css';

/** Custom data identifiers by name, as far as the configuration lets the page ask for names. */
export function CustomIdentifiers({ source, ids }: { source: Source; ids: readonly string[] }) {
  const { insights } = useMonitor();
  const { data, error } = useQuery(insights.identifiers(source, ids));
  if (!data) {
    return (
      <>
        <Identifiers values={ids} what="custom identifier" />
        {error && <Unknown what="What they are called" error={error} source={source} />}
      </>
    );
  }
  return (
    <ul className={classes['names']}>
      {ids.map((id) => {
        const known = data.find((each) => each.id === id);
        return (
          <li key={id}>
            {known?.name !== undefined && (
              <b>
                <AwsText>{known.name}</AwsText>
              </b>
            )}
            {known?.deleted && ' Deleted; this job still uses it.'}
            {!known && ' Macie doesn’t know this identifier any more.'}
            <Identifier
              value={id}
              what={`custom identifier ${id}`}
              link={{ href: macieLink(source.region), children: 'Open Macie' }}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Allow lists by name, with a warning where Macie can't use one. */
export function AllowLists({ source, ids }: { source: Source; ids: readonly string[] }) {
  const { insights } = useMonitor();
  const lists = useQueries({ queries: ids.map((id) => insights.allowList(source, id)) });
  if (!insights.has('names')) return <Identifiers values={ids} what="allow list" />;
  const failed = lists.find(({ error }) => error)?.error;
  return (
    <>
      <ul className={classes['names']}>
        {ids.map((id, index) => {
          const list = lists[index]?.data;
          const warning = list === null ? 'There is no such allow list any more.' : warningOf(list?.status);
          return (
            <li key={id}>
              {list?.name !== undefined && (
                <b>
                  <AwsText>{list.name}</AwsText>
                </b>
              )}
              <Identifier
                value={id}
                what={`allow list ${id}`}
                link={{ href: macieLink(source.region), children: 'Open Macie' }}
              />
              {warning && (
                <span className={classes['warning']}>
                  <IconAlertTriangle size={14} aria-hidden />
                  {warning}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {failed && <Unknown what="What they are called" error={failed} source={source} />}
    </>
  );
}

/** Why Macie can't use a list; undefined where it can, or didn't say. */
function warningOf(status: string | undefined): string | undefined {
  if (status === undefined || status === 'OK') return undefined;
  return WARNINGS[status] ?? `Macie can’t use this list now: ${status}.`;
}

const WARNINGS: Readonly<Record<string, string>> = {
  S3_OBJECT_NOT_FOUND: 'The list’s S3 object is gone, so Macie can’t use the list now.',
  S3_USER_ACCESS_DENIED: 'Macie isn’t allowed to read the list’s S3 object, so it can’t use the list now.',
  S3_OBJECT_ACCESS_DENIED: 'Macie isn’t allowed to read the list’s S3 object, so it can’t use the list now.',
  S3_THROTTLED: 'S3 is limiting Macie’s requests for the list.',
  S3_OBJECT_OVERSIZE: 'The list’s S3 object is too large.',
  S3_OBJECT_EMPTY: 'The list’s S3 object is empty.',
};

import { Timeline } from '../../../components/mantine.ts';
import { IconAlertTriangle, IconPoint, IconQuestionMark } from '@tabler/icons-react';
import { formatNumber } from '../../../lib/text.ts';
import { Time } from '../../../components/time.tsx';
import { Identifier } from '../description-list.tsx';
import { bucketLink } from '../links-out.ts';
import { eventText } from './log-events.ts';
import type { LogEvent } from './log-events.ts';
import type { LogGroup } from './log-groups.ts';
import { AwsText } from '../sentence.tsx';
import classes from '../detail.module.css';

/** Events that are shown of a group at once. */
const SHOWN = 10;

/** The events of a job in the order of the log, each with what it means and what mends it. */
export function LogTimeline({ groups }: { groups: readonly LogGroup[] }) {
  return (
    <Timeline bulletSize={22} lineWidth={2} className={classes['timeline'] ?? ''}>
      {groups.map((group) => (
        <Group key={group.events[0]?.id} group={group} />
      ))}
    </Timeline>
  );
}

function Group({ group: { type, events } }: { group: LogGroup }) {
  const { title, level, meaning, remedy } = eventText(type);
  const error = level === 'account' || level === 'bucket';
  const Icon = error ? IconAlertTriangle : level === 'unknown' ? IconQuestionMark : IconPoint;
  const [first] = events;
  return (
    <Timeline.Item
      data-level={level}
      bullet={<Icon size={14} aria-hidden />}
      title={
        <>
          {error && <span className={classes['errorWord']}>Error: </span>}
          <AwsText>{title}</AwsText>
          {events.length > 1 && ` × ${formatNumber(events.length)}`}
          {type !== undefined && <code className={classes['member']}>{type}</code>}
        </>
      }
    >
      <p>
        <Time at={first?.at} absolute /> · {meaning}
      </p>
      {remedy && (
        <p>
          <b>What to do: </b>
          {remedy}
        </p>
      )}
      <Details events={events} />
    </Timeline.Item>
  );
}

function Details({ events }: { events: readonly LogEvent[] }) {
  const telling = events.filter(({ type, resource, account, description }) =>
    Boolean(resource ?? account ?? (type === undefined && description)),
  );
  if (telling.length === 0) return null;
  return (
    <>
      <AffectedList events={telling.slice(0, SHOWN)} />
      {telling.length > SHOWN && (
        <details>
          <summary>{formatNumber(telling.length - SHOWN)} more</summary>
          <AffectedList events={telling.slice(SHOWN)} />
        </details>
      )}
    </>
  );
}

function AffectedList({ events }: { events: readonly LogEvent[] }) {
  return (
    <ul className={classes['plain']}>
      {events.map((event) => (
        <li key={event.id}>
          <Affected event={event} />
        </li>
      ))}
    </ul>
  );
}

function Affected({
  event: { type, resource, account, operation, description, runAt },
}: {
  event: LogEvent;
}) {
  return (
    <div className={classes['affected']}>
      {resource && (
        <Identifier
          value={resource.value}
          what={resource.value}
          link={{
            href: resource.type === 'S3_BUCKET_NAME' ? bucketLink(resource.value) : undefined,
            children: 'S3',
          }}
        />
      )}
      {account && <Identifier value={account} what={`account ${account}`} />}
      {operation && (
        <span>
          Failed operation: <code>{operation}</code>
        </span>
      )}
      {runAt !== undefined && (
        <span>
          run of <Time at={runAt} absolute />
        </span>
      )}
      {type === undefined || eventText(type).level === 'unknown' ? <AwsText>{description}</AwsText> : null}
    </div>
  );
}

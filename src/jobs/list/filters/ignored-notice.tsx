import { useState } from 'react';
import type { Source } from '../../../aws/source.ts';
import { formatNumber } from '../../../lib/text.ts';
import { Notice } from '../../../components/notice.tsx';
import type { Ignored } from '../../criteria/criteria.ts';
import { parseView } from '../../criteria/link.ts';
import { unknownSources } from '../../model/sources.ts';

/** What the link that the reader came with said too much, until they dismiss the notice of it. */
let ignored: readonly Ignored[] = [];

/**
 * Notes what of a link to the list can't be used.
 *
 * @param search of the address that the reader came with
 */
export function rememberArrival(search: string, sources: readonly Source[]): void {
  const { view, ignored: unread } = parseView(search);
  ignored = [...unread, ...unknownSources(sources, view)];
}

/** Says which parts of the link that the reader came with were left out, and why. */
export function IgnoredNotice() {
  const [hidden, setHidden] = useState(ignored.length === 0);
  if (hidden) return null;
  const shown = ignored.slice(0, 5);
  return (
    <Notice
      tone="warning"
      title={`${ignored.length === 1 ? 'One part' : `${formatNumber(ignored.length)} parts`} of this link could not be used`}
      onDismiss={() => {
        ignored = [];
        setHidden(true);
      }}
    >
      <p>The rest of it counts, so the list may hold more jobs than its sender meant.</p>
      <ul>
        {shown.map(({ parameter, value, reason }) => (
          <li key={`${parameter}=${value}`}>
            <code>
              {parameter}={value}
            </code>{' '}
            {reason}
          </li>
        ))}
        {ignored.length > shown.length && <li>and {formatNumber(ignored.length - shown.length)} more</li>}
      </ul>
    </Notice>
  );
}

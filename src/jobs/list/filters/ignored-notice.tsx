import { useState } from 'react';
import type { Source } from '../../../aws/source.ts';
import { formatNumber } from '../../../lib/text.ts';
import { Notice } from '../../../components/notice.tsx';
import type { Ignored } from '../../criteria/criteria.ts';
import { parseView } from '../../criteria/link.ts';
import { unknownSources } from '../../model/sources.ts';

/** What could not be used of the link that the reader came with, until they dismiss the notice. */
let ignoredAtStart: readonly Ignored[] = [];

/**
 * Remembers what can't be used of the link that the reader came with.
 *
 * @param search of the address that the reader came with
 */
export function rememberIgnored(search: string, sources: readonly Source[]): void {
  const { view, ignored: unread } = parseView(search);
  ignoredAtStart = [...unread, ...unknownSources(sources, view)];
}

/** Says which parts of the link that the reader came with were left out, and why. */
export function IgnoredNotice() {
  const [ignored, setIgnored] = useState(() => ignoredAtStart);
  if (ignored.length === 0) return null;
  const shown = ignored.slice(0, 5);
  return (
    <Notice
      tone="warning"
      title={`${ignored.length === 1 ? 'One part' : `${formatNumber(ignored.length)} parts`} of this link could not be used`}
      onDismiss={() => {
        ignoredAtStart = [];
        setIgnored([]);
      }}
    >
      <p>The rest of the link was used, so the list may show more jobs than its sender meant.</p>
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

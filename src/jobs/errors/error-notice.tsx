import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import notice from '../../components/notice.module.css';
import { NextTry } from './next-try.tsx';
import { describeError, errorReference } from './error-messages.ts';

/** A failure as the page shows it: what happened, AWS's own message, what support asks for, and a way on. */
export function ErrorNotice({
  error,
  where,
  retry,
  retryAt,
  children,
}: {
  error: unknown;
  where: string;
  retry?: () => void;
  /** When the page tries again by itself, in milliseconds since 1970; undefined where it doesn't. */
  retryAt?: number | undefined;
  children?: ReactNode;
}) {
  const message = describeError(error, where);
  const reference = errorReference(error);
  const problem = message.severity === 'problem';
  return (
    <Notice
      tone={problem ? 'problem' : 'fact'}
      title={message.title}
      icon={problem ? <IconAlertTriangle aria-hidden /> : <IconInfoCircle aria-hidden />}
    >
      <p>{message.detail}</p>
      {message.quote && (
        <p>
          AWS says: <q>{message.quote}</q>
        </p>
      )}
      {reference && <code>{reference}</code>}
      {(retry || children) && (
        <div className={notice['ways']}>
          {retry && <Button onClick={retry}>Try again</Button>}
          <NextTry at={retryAt} />
          {children}
        </div>
      )}
    </Notice>
  );
}

import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Anchor } from '../../components/mantine.ts';
import { IconExternalLink } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { CopyIcon } from './copy.tsx';
import { AwsText } from './sentence.tsx';
import classes from './detail.module.css';

/** A member of Macie's answer by its path, such as `statistics.numberOfRuns`. */
export type Member = PathOf<DescribeClassificationJobResponse>;

type PathOf<T> = {
  [Key in keyof T & string]: NonNullable<T[Key]> extends Date | readonly unknown[] | Record<string, string>
    ? Key
    : NonNullable<T[Key]> extends object
      ? Key | `${Key}.${PathOf<NonNullable<T[Key]>>}`
      : Key;
}[keyof T & string];

/** DescriptionList as a list of terms and what they are. */
export function DescriptionList({ children }: { children: ReactNode }) {
  return <dl className={classes['facts']}>{children}</dl>;
}

/** A fact in words a person understands, and as AWS names it. */
export function Fact({ label, member, children }: { label: string; member?: Member; children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>
        {label}
        {member && <AwsName>{member}</AwsName>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The name that AWS has for something; it breaks between its words, not within. */
export function AwsName({ children }: { children: string }) {
  return (
    <code className={classes['member']}>
      {children.split(/(?=[A-Z.])/).map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {word}
        </Fragment>
      ))}
    </code>
  );
}

/** An id or ARN with a button to copy it and, where there is one, a link to where it leads. */
export function Identifier({
  value,
  what,
  link,
}: {
  value: string;
  what: string;
  link?: LinkOut | undefined;
}) {
  return (
    <span className={classes['identifier']}>
      <code>
        <AwsText>{value}</AwsText>
      </code>{' '}
      <CopyIcon value={value} what={what} /> {link && <OutLink {...link} />}
    </span>
  );
}

/** Ids, each on a line of its own. */
export function Identifiers({ values, what }: { values: readonly string[]; what: string }) {
  if (values.length === 0) return null;
  return (
    <ul className={classes['plain']}>
      {values.map((value) => (
        <li key={value}>
          <Identifier value={value} what={`${what} ${value}`} />
        </li>
      ))}
    </ul>
  );
}

/** A link to the AWS console. */
export interface LinkOut {
  readonly href: string | undefined;
  readonly children: string;
}

/** A link out of this page, in a tab of its own; nothing where no link can be made. */
export function OutLink({ href, children }: LinkOut) {
  if (href === undefined) return null;
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" className={classes['out']}>
      {children}
      <IconExternalLink size={13} aria-hidden />
    </Anchor>
  );
}

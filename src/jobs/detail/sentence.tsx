import { Text } from '../../components/mantine.ts';
import { Time } from '../../components/time.tsx';
import type { Value, RichText } from './text.ts';
import classes from './detail.module.css';

/** A sentence: its instants in the reader's zone, and what AWS gave set apart from our own words. */
export function Sentence({ text }: { text: RichText }) {
  return text.map((part, index) => {
    if (typeof part === 'string') return part;
    // The pieces of a sentence have no identity but their place.
    // oxlint-disable-next-line react/no-array-index-key
    if (part instanceof Date) return <Time key={index} at={part} absolute />;
    // oxlint-disable-next-line react/no-array-index-key
    return <AwsValue key={index} {...part} />;
  });
}

function AwsValue({ value, exact }: Value) {
  return (
    <>
      <b className={classes['literal']}>
        <AwsText>{value}</AwsText>
      </b>
      {exact !== undefined && (
        <Text span inherit className={classes['quiet']}>
          {' '}
          ({exact})
        </Text>
      )}
    </>
  );
}

/** Text from AWS: kept in its own direction, and broken anywhere rather than let it widen the page. */
export function AwsText({ children }: { children: string }) {
  return <bdi className={classes['value']}>{children}</bdi>;
}
